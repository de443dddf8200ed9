"""The switch of practice mode, for training classes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.runtime import practice as runtime
from vungcao.runtime.env import Environment, environment
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
        _switch(request, *wish)
        return redirect("administration:practice")
    now = runtime.state(here.home)
    name = request.get_host().partition(":")[0]
    context = {
        "state": now,
        "is_inside": bool(here.practice),
        "address": _address(here, name, now.port),
        "is_near": not here.is_demo and not here.practice_url and here.host in runtime.LOOPBACK,
    }
    return render(request, "administration/practice.html", context)


def _switch(request: AccountRequest, wanted: str, reset: bool) -> None:
    try:
        services.switch_practice(wanted=wanted, reset=reset, by=request.user)
    except OSError:
        messages.error(
            request, _("Máy chủ không ghi được, có thể đĩa đã đầy. Chưa có gì thay đổi.")
        )
    else:
        messages.success(request, _("Đã ghi. Trạng thái đổi sau vài giây."))


def _address(here: Environment, name: str, port: int) -> str:
    """Where a class finds practice: its own place before the proxy, else a port beside ours."""
    if here.practice_url:
        return f"{here.practice_url}/"
    is_open = here.is_demo or here.host not in runtime.LOOPBACK
    return f"http://{name if is_open else 'localhost'}:{port}/"
