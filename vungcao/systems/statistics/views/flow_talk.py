"""One cell of an answer: who changed it, and what is said about it from both sides."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import flow as forms
from vungcao.systems.statistics.models import Stage, Submission
from vungcao.systems.statistics.queries import flow_pages
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.rules.layout import CLOSED, Layout
from vungcao.systems.statistics.services import commenting
from vungcao.systems.statistics.views import flow_page
from vungcao.systems.statistics.views.acting import attempt
from vungcao.systems.statistics.views.flow import found, heading
from vungcao.systems.statistics.views.flow_log import log_table
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_LOG)
def cell(request: AccountRequest, pk: int, code: str) -> HttpResponseBase:
    """Who works on the answer says something here, and reads what the other side said."""
    row = found(request, pk)
    layout = definition.read(row.obligation.campaign.version.definition)
    if not any(one.code == code and one.kind != CLOSED for one in layout.cells()):
        raise Http404
    may = row.stage != Stage.CLOSED and flow_pages.may_comment(request.user, row, request.today)
    form = forms.Comment(request.POST if request.method == "POST" and may else None)
    if form.is_valid() and _said(request, row, code, form):
        messages.success(request, _("Đã ghi."))
        return redirect("statistics:submission-cell", pk, code)
    return _page(request, row, layout, code, form if may else None)


def _said(request: AccountRequest, row: Submission, code: str, form: forms.Comment) -> bool:
    made = attempt(
        form,
        lambda: commenting.comment(
            submission=row,
            code=code,
            text=form.cleaned_data["text"],
            now=clock.now(),
            by=request.user,
            is_urgent=form.cleaned_data["is_urgent"],
        ),
    )
    return made is not None


def _page(
    request: AccountRequest, row: Submission, layout: Layout, code: str, form: forms.Comment | None
) -> HttpResponseBase:
    name, asked = flow_page.names(layout).get(code, code), flow_pages.cell_of(row, code)
    context = {
        **heading(row),
        "submission": row,
        "name": name,
        "form": form,
        "talk": [flow_page.remark(one, name) for one in flow_pages.thread(row, code)],
    }
    table = log_table(asked, f"{name}. {context['about']}")
    found = answer(request, table, flow_pages.log(row, asked), "statistics/flow_cell.html", context)
    if form is not None and form.errors:
        found.status_code = 422
    return found
