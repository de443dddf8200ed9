"""The register of dossiers (sổ theo dõi, form 07): a period's dossiers, on a page or as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.organisations.queries import called as bodies_called
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import work_counts as forms
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import versions, worklist
from vungcao.systems.onestop.queries import work_statistics as reads
from vungcao.systems.onestop.queries.work_statistics import Stretch
from vungcao.systems.onestop.rules.mistakes import status_words
from vungcao.systems.onestop.services.reading import read_names
from vungcao.systems.onestop.views.work_statistics import with_period
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer


@dataclass(frozen=True)
class Line:
    """A dossier as the register shows it, with the name of who submitted it."""

    dossier: Dossier
    applicant: str
    step: str

    @property
    def pk(self) -> int:
        return self.dossier.pk

    @property
    def result(self) -> str:
        row = self.dossier
        return status_words(row.status, row.outcome) if row.finished_at else self.step


@only(permissions.READ_REGISTER)
def register(request: AccountRequest) -> HttpResponseBase:
    scopes = chosen(request).narrow(request.user.reach)
    bodies = reads.holders(scopes)
    filters = forms.Register(
        with_period(request),
        procedures=worklist.procedures(),
        agencies=bodies_called(bodies, request.today),
    )
    is_asked = filters.is_valid()
    rows = _rows(request.user, scopes, filters) if is_asked else Dossier.objects.none()
    shown = _table(request.user)
    return answer(request, shown, rows, "onestop/work_register.html", {"filters": filters})


def _rows(by: User, scopes: tuple[str, ...], filters: forms.Register) -> QuerySet[Dossier]:
    said = filters.cleaned_data
    stretch = Stretch.of(said["first"], said["last"], clock.now())
    rows = reads.behind(reads.of_period(by, scopes, stretch), stretch, said["figure"])
    if said["procedure"]:
        rows = rows.filter(version__procedure__code=said["procedure"])
    if said["channel"]:
        rows = rows.filter(channel=said["channel"])
    if said["agency"]:
        rows = reads.held_by(rows, said["agency"])
    return rows.select_related("case", "version__procedure")


def _table(by: User) -> Table[Dossier, Line]:
    return Table(
        name="onestop.register",
        label=_("Sổ theo dõi hồ sơ (mẫu số 07)"),
        columns=COLUMNS,
        order="received",
        nothing=_("Không có hồ sơ nào trong kỳ này."),
        prepare=lambda rows: _lines(rows, by),
        kept=("procedure", "channel", "figure"),
    )


def _lines(rows: Sequence[Dossier], by: User) -> list[Line]:
    if not rows:
        return []
    names = read_names(dossiers=rows, by=by)
    return [
        Line(row, name, versions.process(row.version).step(row.step).label)
        for row, name in zip(rows, names, strict=True)
    ]


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "number",
        _("Mã số hồ sơ"),
        lambda line: line.dossier.case.number,
        order=("case__number",),
        address=lambda line: reverse("onestop:dossier", args=[line.pk]),
    ),
    Column("procedure", _("Tên thủ tục hành chính"), lambda line: line.dossier.version.name),
    Column("applicant", _("Người nộp hồ sơ"), lambda line: line.applicant, is_name=True),
    Column(
        "received",
        _("Ngày tiếp nhận"),
        lambda line: line.dossier.received_at,
        kind=Kind.MOMENT,
        order=("received_at",),
    ),
    Column(
        "due",
        _("Ngày hẹn trả"),
        lambda line: line.dossier.case.due_at,
        kind=Kind.MOMENT,
        order=("case__due_at",),
    ),
    Column(
        "finished",
        _("Ngày giải quyết xong"),
        lambda line: line.dossier.finished_at,
        kind=Kind.MOMENT,
        order=("finished_at",),
    ),
    Column(
        "returned",
        _("Ngày trả kết quả"),
        lambda line: line.dossier.returned_at,
        kind=Kind.MOMENT,
        order=("returned_at",),
    ),
    Column("result", _("Kết quả giải quyết"), lambda line: line.result, leads=True),
    Column(
        "channel",
        _("Cách nộp"),
        lambda line: line.dossier.get_channel_display(),
        order=("channel",),
        usual=False,
    ),
)
