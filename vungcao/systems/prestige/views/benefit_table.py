"""The lists of benefits and of grants by list: what each column says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige.models import Benefit, GrantList
from vungcao.systems.prestige.queries.where import Where, where
from vungcao.systems.prestige.views.naming import Opener
from vungcao.web.tables import Column, Kind, Table

T = "prestige/"


@dataclass(frozen=True)
class BenefitLine:
    """One benefit as a list shows it; `name` is empty for who may not open it."""

    row: Benefit
    name: str
    place: Where
    kind: str
    may_void: bool

    @property
    def pk(self) -> int:
        return self.row.pk


@dataclass(frozen=True)
class Seen:
    """Who looks at a list, on which day, with which words; `keeps` are scopes that they keep."""

    opener: Opener
    today: date
    kinds: Mapping[str, str]
    keeps: tuple[str, ...] = ()

    def lines(self, rows: Sequence[Benefit]) -> list[BenefitLine]:
        names = self.opener.names([row.recognition for row in rows])
        places = where({row.scope for row in rows}, self.today)
        return [
            BenefitLine(
                row,
                names.get(row.recognition.person_id, ""),
                places[row.scope],
                self.kinds.get(row.kind, row.kind),
                not row.is_void and bool(self.keeps) and row.scope.startswith(self.keeps),
            )
            for row in rows
        ]


NAME: Column[BenefitLine] = Column(
    "name",
    _("Họ và tên"),
    lambda line: line.name,
    template=f"{T}_benefit_person.html",
    empty=_("đã xoá dữ liệu"),
    is_name=True,
)
PLACE: Column[BenefitLine] = Column(
    "place", _("Thôn, xã"), lambda line: str(line.place), order=("scope",), is_name=True
)
# A village often has one such person: who may not read the name reads the commune.
COMMUNE: Column[BenefitLine] = Column(
    "place", _("Xã, phường"), lambda line: line.place.commune, order=("scope",), is_name=True
)
COLUMNS: tuple[Column[BenefitLine], ...] = (
    Column("kind", _("Chế độ"), lambda line: line.kind, order=("kind",), is_name=True, leads=True),
    Column(
        "level",
        _("Cấp chi"),
        lambda line: capfirst(line.row.get_level_display()),
        order=("level",),
        usual=False,
    ),
    Column(
        "day",
        _("Ngày trao"),
        lambda line: line.row.granted_on,
        kind=Kind.DAY,
        order=("granted_on",),
    ),
    Column(
        "amount",
        _("Số tiền (đồng)"),
        lambda line: line.row.amount,
        kind=Kind.NUMBER,
        order=("amount",),
        empty=_("hiện vật"),
    ),
    Column(
        "ceiling",
        _("Mức tối đa (đồng)"),
        lambda line: line.row.ceiling,
        kind=Kind.NUMBER,
        usual=False,
    ),
    Column(
        "number",
        _("Số quyết định"),
        lambda line: line.row.number,
        template=f"{T}_benefit_list.html",
    ),
    Column(
        "state",
        _("Lý do huỷ"),
        lambda line: line.row.void_reason,
        usual=False,
    ),
    Column(
        "act",
        _("Ghi nhầm"),
        lambda line: "",
        template=f"{T}_benefit_act.html",
        is_exported=False,
    ),
)


def benefits(seen: Seen) -> Table[Benefit, BenefitLine]:
    """Benefits; who opens no names reads communes."""
    return _table(seen, "prestige.benefits", _("Chế độ đã hưởng"), COLUMNS, "-day")


def members(seen: Seen, label: str) -> Table[Benefit, BenefitLine]:
    """The persons of one list of grants, village by village."""
    own = ("amount", "act")
    columns = tuple(column for column in COLUMNS if column.key in own)
    return _table(seen, "prestige.grant_list", label, columns, "place")


def _table(
    seen: Seen, name: str, label: object, columns: tuple[Column[BenefitLine], ...], order: str
) -> Table[Benefit, BenefitLine]:
    first = (NAME, PLACE) if seen.opener.may_open else (COMMUNE,)
    shown = tuple(one for one in columns if one.key != "act" or seen.keeps)
    return Table(
        name=name,
        label=label,  # type: ignore[arg-type]
        columns=(*first, *shown),
        order=order,
        nothing=_("Chưa có chế độ nào khớp với bộ lọc."),
        prepare=seen.lines,
        kept=("year", "kind", "level", "commune", "state"),
    )


def lists(kinds: Mapping[str, str]) -> Table[GrantList, GrantList]:
    """Lists of grants; `persons` and `paid` are counted by the query."""
    kind: Column[GrantList] = Column(
        "kind", _("Chế độ"), lambda row: kinds.get(row.kind, row.kind), is_name=True
    )
    return Table(
        name="prestige.grant_lists",
        label=_("Đợt chi chế độ"),
        columns=(TITLE, kind, *LIST_COLUMNS),
        order="-day",
        nothing=_("Chưa có đợt chi nào."),
    )


TITLE: Column[GrantList] = Column(
    "title",
    _("Đợt chi"),
    lambda row: row.title,
    order=("title",),
    address=lambda row: reverse("prestige:grant-list", args=[row.pk]),
    is_name=True,
)
LIST_COLUMNS: tuple[Column[GrantList], ...] = (
    Column("level", _("Cấp chi"), lambda row: capfirst(row.get_level_display())),
    Column(
        "day",
        _("Ngày trao"),
        lambda row: row.granted_on,
        kind=Kind.DAY,
        order=("granted_on",),
        leads=True,
    ),
    Column("number", _("Số quyết định"), lambda row: row.number, order=("number",)),
    Column(
        "persons",
        _("Số người"),
        lambda row: getattr(row, "persons", 0),
        kind=Kind.NUMBER,
        order=("persons",),
    ),
    Column(
        "paid",
        _("Tổng (đồng)"),
        lambda row: getattr(row, "paid", None),
        kind=Kind.NUMBER,
        order=("paid",),
        empty=_("hiện vật"),
    ),
    Column("line", _("Nguồn kinh phí"), lambda row: row.budget_line, usual=False),
)
