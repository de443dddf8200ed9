"""What is offered of figures as CSV files: the kind of file, and the work in the background."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.files import MEGABYTE, FileKind, file_kinds
from vungcao.kernel.offers.jobs import JobKind, Outcome, Work, kinds
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.models import ValueFile, ValueFileState
from vungcao.systems.statistics.services import value_laying

ROLES = frozenset(map(str, permissions.IMPORT_WORKBOOKS))
SAID = {
    ValueFileState.READY: _("Tệp không có lỗi, có thể nhập."),
    ValueFileState.FAULTY: _("Tệp có lỗi, chưa nhập gì."),
    ValueFileState.ENTERED: _("Đã nhập số liệu của tệp; báo cáo vẫn phải nộp."),
}

file_kinds.register(
    value_laying.KIND,
    FileKind(
        label=_("tệp số liệu CSV"),
        roles=ROLES,
        media_types=frozenset({"text/csv", "text/plain"}),
        is_personal=False,
        largest=96 * MEGABYTE,
    ),
)


def _look(work: Work) -> Outcome:
    return _done(value_laying.look, work)


def _enter(work: Work) -> Outcome:
    return _done(value_laying.enter, work)


def _done(service: object, work: Work) -> Outcome:
    assert isinstance(work.by, User)
    assert callable(service)
    row = ValueFile.objects.select_related("file__blob__key").get(pk=str(work.arguments["file"]))

    def told(lines: int, text: str) -> None:
        work.progress(lines, 2 * lines, f"{text}: {lines} dòng")

    found = service(file=row, by=work.by, now=clock.now(), told=told)
    address = reverse("statistics:value-file", args=[row.pk])
    return Outcome(str(SAID.get(found.state, "")), address)


kinds.register(
    value_laying.LOOK,
    JobKind(label=_("Kiểm tra tệp số liệu CSV"), work=_look, roles=ROLES),
)
kinds.register(
    value_laying.ENTER,
    JobKind(label=_("Nhập tệp số liệu CSV"), work=_enter, roles=ROLES),
)
