"""The switch of practice mode, for training classes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.runtime import practice as runtime
from vungcao.runtime.env import environment
from vungcao.systems.administration import permissions, services
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

WISHES = {"on": (runtime.ON, False), "off": (runtime.OFF, False), "reset": (runtime.ON, True)}


@only(permissions.KEEP_PRACTICE)
def practice(request: AccountRequest) -> HttpResponse:
    """Inside practice itself there is nothing to switch."""
    here = environment()
    if request.method == "POST":
        wish = WISHES.get(request.POST.get("wish", ""))
        if wish is None or here.practice:
            raise Http404
        wanted, reset = wish
        services.switch_practice(wanted=wanted, reset=reset, by=request.user)
        messages.success(request, _("Đã ghi. Trạng thái đổi sau vài giây."))
        return redirect("administration:practice")
    now = runtime.state(here.home)
    host = request.get_host().partition(":")[0]
    context = {
        "state": now,
        "is_inside": bool(here.practice),
        "address": f"http://{host}:{now.port}/",
    }
    return render(request, "administration/practice.html", context)
