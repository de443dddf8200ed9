"""One act about bodies: typed, looked at, then carried out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations import queries
from vungcao.kernel.organisations import services as organisations
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.organisations.rules import ends_its_sources
from vungcao.kernel.organisations.services import NewOrganisation
from vungcao.systems.administration import permissions, services
from vungcao.systems.administration.forms.organisations import Succession
from vungcao.systems.administration.queries.organisations import eve
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest


@dataclass(frozen=True)
class Step:
    """What becomes of one body."""

    name: str
    happens: str
    gets_files: bool = False


@only(permissions.KEEP_ORGANISATIONS)
@drafted(Succession)
def succeed(request: AccountRequest) -> HttpResponse:
    form = Succession(request.POST or None, reader=request.user, initial=_initial(request))
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        act = services.Succession(**form.given)
        if "save" in request.POST:
            try:
                rows = services.succeed(succession=act, act=form.act, by=request.user)
            except RuleBroken as broken:
                form.add_error(None, str(broken))
            else:
                messages.success(request, _("Đã ghi kế thừa: %s dòng.") % len(rows))
                return redirect("administration:organisation", rows[0].source_id)
        context |= _preview(act)
    return render(request, "administration/organisation_succession.html", context)


def _initial(request: AccountRequest) -> dict[str, str]:
    """From a body's page the body itself stands in the form already."""
    pk = request.GET.get("source", "")
    mine = Organisation.objects.visible_to(request.user)
    body = mine.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    return {"sources": queries.name(body, request.today)} if body else {}


def _preview(act: services.Succession) -> dict[str, object]:
    change = services.change_of(act, Citation())
    ids = [body.pk for body in [*act.sources, *act.targets]]
    names = queries.called(ids, eve(act.effective_on))
    ends = _("kết thúc hoạt động") if ends_its_sources(act.kind) else _("tiếp tục hoạt động")
    steps = [Step(names[body.pk], ends) for body in act.sources]
    for at, target in enumerate(change.targets):
        is_new = isinstance(target, NewOrganisation)
        name = target.name if isinstance(target, NewOrganisation) else names[target.pk]
        happens = _("lập mới, kế thừa") if is_new else _("kế thừa")
        steps.append(Step(name, happens, at == change.files_to))
    return {"steps": steps, "problems": organisations.problems(change), "day": act.effective_on}
