"""The worklist: what each column says of a dossier in hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import Case
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import apologies, versions, worklist
from vungcao.systems.onestop.queries.ways import Held, is_of, open_to, plain_move
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.rules.remaining import Remaining
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.web.tables import Action, Column, Kind, Table


@dataclass(frozen=True)
class Line:
    """A dossier in hand as the worklist shows it."""

    case: Case
    step: str
    left: Remaining
    why_alone: str = ""  # why it cannot be ticked with others
    owes: bool = False  # an apology is drafted that nobody has sent

    @property
    def dossier(self) -> Dossier:
        return self.case.dossier

    @property
    def pk(self) -> int:
        return self.dossier.pk

    @property
    def status(self) -> str:
        return str(Status(self.dossier.status).label)

    @property
    def words(self) -> str:
        """How long is left, and what is to be done because of it."""
        if not self.owes:
            return self.left.words
        return _t("%(left)s; phiếu xin lỗi chờ gửi") % {"left": self.left.words}

    @property
    def state(self) -> str:
        """The colour of the row in a word."""
        return {
            "soon": _t("sắp đến hạn"),
            "paused": _t("tạm dừng"),
            "running": _t("trong hạn"),
            "finished": _t("đã giải quyết"),
        }.get(self.left.state, _t("chưa tính"))


def table(grants: Held, now: datetime, *, may_assign: bool) -> Table[Case, Line]:
    """Dossiers in hand, the most urgent first; rows that can be moved or given can be ticked."""
    actions = [Action(_("Chuyển bước"), "onestop:worklist-move")]
    if may_assign:
        actions.append(Action(_("Giao người xử lý"), "onestop:worklist-assign"))
    return Table(
        name="onestop.worklist",
        label=_("Hồ sơ đang giải quyết"),
        columns=COLUMNS,
        order="due",
        nothing=_("Không có hồ sơ nào như vậy ở nơi chị/anh phụ trách."),
        prepare=lambda rows: lines(rows, grants, now, may_assign=may_assign),
        kept=("state", "procedure", "step", "holder"),
        actions=tuple(actions),
        can_be_picked=lambda line: not line.why_alone,
        page=100,
    )


def lines(
    rows: Sequence[Case], grants: Held, now: datetime, *, may_assign: bool = False
) -> list[Line]:
    """Cases (with their dossiers), how long each has left, and which can be ticked."""
    if not rows:
        return []
    left = worklist.remaining(rows, now)
    owing = apologies.waiting([case.dossier.pk for case in rows])
    return [
        replace(_line(case, left, grants, may_assign=may_assign), owes=case.dossier.pk in owing)
        for case in rows
    ]


def _line(case: Case, left: Mapping[int, Remaining], grants: Held, *, may_assign: bool) -> Line:
    process = versions.process(case.dossier.version)
    case.dossier.case = case
    is_given = may_assign and can_be_given(grants, case.dossier)
    why = "" if is_given else _why_alone(grants, process, case.dossier)
    return Line(case, process.step(case.dossier.step).label, left[case.pk], why)


NOT_GIVEN = _("cơ quan đang giữ hồ sơ giao người xử lý, hoặc hồ sơ đã giải quyết xong")


def can_be_given(grants: Held, dossier: Dossier) -> bool:
    """Whether who reads may choose who works on it: of the body that holds it, until its end."""
    is_theirs = is_of(grants, permissions.ASSIGN, dossier.case.scope)
    return is_theirs and dossier.finished_at is None


def _why_alone(grants: Held, process: Definition, dossier: Dossier) -> str:
    """Empty where the dossier can be moved together with others."""
    if plain_move(grants, process, dossier) is not None:
        return ""
    if not open_to(grants, process, dossier):
        return _t("việc của người khác")
    return _t("mở từng hồ sơ để làm")


def called(account: User | None) -> str:
    """An officer by name, or by account where none was entered."""
    if account is None:
        return ""
    if account.kind == User.Kind.SYSTEM:
        return _t("hệ thống")
    return account.get_full_name() or account.username


def there(name: str, *arguments: object) -> str:
    """An address of another part of the desk; empty where that part is not installed."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "number",
        _("Số hồ sơ"),
        lambda line: line.case.number,
        order=("number",),
        address=lambda line: reverse("onestop:dossier", args=[line.pk]),
    ),
    Column("procedure", _("Thủ tục"), lambda line: line.dossier.version.name),
    Column(
        "step",
        _("Vì sao ở đây"),
        lambda line: line.step,
        order=("dossier__step",),
        template="onestop/work_step_cell.html",
    ),
    Column("since", _("Ở bước này từ"), lambda line: line.dossier.step_since, kind=Kind.MOMENT),
    Column(
        "due",
        _("Hẹn trả"),
        lambda line: line.case.due_at,
        kind=Kind.MOMENT,
        order=("due_at",),
    ),
    Column(
        "left",
        _("Còn lại"),
        lambda line: line.words,
        template="onestop/work_left_cell.html",
        leads=True,
    ),
    Column(
        "holder",
        _("Người xử lý"),
        lambda line: called(line.case.assignee),
        empty=_("chưa giao"),
    ),
    Column("status", _("Trạng thái"), lambda line: line.status, usual=False),
    Column(
        "received",
        _("Tiếp nhận"),
        lambda line: line.dossier.received_at,
        kind=Kind.MOMENT,
        usual=False,
    ),
    Column("code", _("Mã thủ tục"), lambda line: line.dossier.version.procedure.code, usual=False),
)
