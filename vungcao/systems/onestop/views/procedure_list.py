"""Reading a list of procedures: looked at first, entered whole by a second press."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import workbooks
from vungcao.kernel.files.workbooks import Workbook
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms.procedure_list import ListFile
from vungcao.systems.onestop.queries.procedure_list import Preview, preview
from vungcao.systems.onestop.services import entering
from vungcao.systems.onestop.views.designing import attempt
from vungcao.web.access import only
from vungcao.web.facts import Fact
from vungcao.web.http import AccountRequest

NAME = "danh-muc.csv"  # a text is a list whatever its file was called
SHOWN = 200


@only(permissions.PUBLISH)
def import_list(request: AccountRequest) -> HttpResponse:
    form = ListFile(*((request.POST, request.FILES) if request.method == "POST" else ()))
    book = _book(form)
    if book is not None and "enter" in request.POST and (done := _entered(request, form, book)):
        said = _("Đã nhập %(new)d thủ tục; %(same)d thủ tục đã có, không đổi.")
        messages.success(request, said % {"new": len(done.new), "same": done.unchanged})
        return redirect("onestop:procedures")
    seen = None
    if book is not None:
        seen = preview(book.rows, form.cleaned_data["valid_from"])
    context = {
        "form": form,
        "seen": seen,
        "faults": seen.faults[:SHOWN] if seen else (),
        "more": seen is not None and len(seen.faults) > SHOWN,
        "lines": seen.new[:SHOWN] if seen else (),
        "facts": _facts(seen) if seen else (),
    }
    return render(request, "onestop/import.html", context)


def _book(form: ListFile) -> Workbook | None:
    """The sheet of a form without faults."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return workbooks.read(form.cleaned_data["content"], NAME)
    except RuleBroken as broken:
        form.refuse(str(broken).splitlines())
        return None


def _entered(request: AccountRequest, form: ListFile, book: Workbook) -> Preview | None:
    said = form.cleaned_data
    return attempt(
        form,
        lambda: entering.enter(
            rows=book.rows,
            decision_number=said["decision_number"],
            valid_from=said["valid_from"],
            now=clock.now(),
            by=request.user,
        ),
    )


def _facts(seen: Preview) -> list[Fact]:
    """How much is wrong, or how much there is to enter."""
    if seen.faults:
        return [(_("Ô cần sửa"), len(seen.faults))]
    return [(_("Thủ tục mới"), len(seen.new)), (_("Đã có, không đổi"), seen.unchanged)]
