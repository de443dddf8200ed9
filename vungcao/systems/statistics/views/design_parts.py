"""What the pages of forms show: the list, a layout to look at, its formulas and checks in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.models import FormVersion
from vungcao.systems.statistics.rules import wording
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES
from vungcao.systems.statistics.rules.layout import COMPUTED, TOTAL, Formula, Layout, Section
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.rules.wording import Names
from vungcao.systems.statistics.views.entry_parts import Part, Shown, parts_of
from vungcao.web.facts import Fact, Said
from vungcao.web.tables import Column, Kind, Table


@dataclass(frozen=True)
class Sentence:
    """A formula or a check: where it stands, what it says, and how much it matters."""

    place: str
    said: str
    level: str = ""


def preview(layout: Layout) -> tuple[Part, ...]:
    """The tables without a figure; what is computed is marked."""
    computed = Shown(value=_t("tính"))
    shown = {cell.code: computed for cell in layout.cells() if cell.kind == COMPUTED}
    return parts_of(layout, shown, _t("Dòng"))


def formulas(layout: Layout) -> Iterator[Sentence]:
    """Of columns, rows and single cells as they were written, not of each cell."""
    names = Names.of(layout)
    for section in layout.sections:
        for column in section.columns:
            if column.formula is not None:
                yield Sentence(column.name, _said(column.formula, names))
        yield from _of_rows(section, names)
        for code, own in section.cells.items():
            if own.formula is not None:
                yield Sentence(names.cell(code), _said(own.formula, names))


def _of_rows(section: Section, names: Names) -> Iterator[Sentence]:
    """Totals of the lines below say so."""
    for row in section.rows:
        if row.formula is not None:
            yield Sentence(row.label, _said(row.formula, names))
        elif row.kind == TOTAL:
            yield Sentence(row.label, _t("cộng các dòng bên dưới"))


def _said(formula: Formula, names: Names) -> str:
    node = Reader(lambda name: True).number(formula, "")
    return wording.words(node, names) if node is not None else ""


def checks(layout: Layout) -> list[Sentence]:
    """What must hold, and what is asked where it does not."""
    names = Names.of(layout)
    return [
        Sentence(one.say, wording.words(one.tree, names), LEVEL_NAMES[one.level])
        for one in layout.rules()
    ]


def facts(version: FormVersion) -> list[Fact]:
    until = f"{version.valid_until:%d/%m/%Y}" if version.valid_until else _t("chưa định")
    found: list[Fact] = [
        (_("Tình trạng biểu"), version.get_state_display()),
        (_("Kỳ báo cáo"), version.get_period_kind_display()),
        (_("Nơi báo cáo"), version.get_reporter_display()),
        (_("Đơn vị tính"), version.unit_of_measure or "–"),
        (_("Có hiệu lực từ"), version.valid_from),
        (_("Hết hiệu lực từ"), until),
        (_("Nguồn của biểu"), Said(version.source or "–", state=version.trust)),
    ]
    if version.basis is not None:
        found.append((_("Căn cứ"), Said(citation=version.basis)))
    if version.hash:
        found.append((_("Dấu của bản ban hành"), version.hash[:16]))
    return found


COLUMNS: tuple[Column[FormVersion], ...] = (
    Column(
        "name",
        _("Biểu"),
        lambda row: row.name,
        order=("name", "number"),
        address=lambda row: reverse("statistics:form-version", args=[row.pk]),
        is_name=True,
    ),
    Column("code", _("Mã biểu"), lambda row: row.form.code, order=("form__code", "number")),
    Column("number", _("Phiên bản số"), lambda row: row.number, kind=Kind.NUMBER),
    Column("state", _("Tình trạng biểu"), lambda row: row.get_state_display(), order=("state",)),
    Column("period", _("Kỳ báo cáo"), lambda row: row.get_period_kind_display()),
    Column("reporter", _("Nơi báo cáo"), lambda row: row.get_reporter_display()),
    Column(
        "from",
        _("Có hiệu lực từ"),
        lambda row: row.valid_from,
        kind=Kind.DAY,
        order=("valid_from",),
    ),
    Column("until", _("Hết hiệu lực từ"), lambda row: row.valid_until, kind=Kind.DAY),
)
VERSIONS: Table[FormVersion, FormVersion] = Table(
    name="statistics.forms",
    label=_("Biểu số liệu"),
    columns=COLUMNS,
    order="name",
    nothing=_("Không có biểu nào như vậy."),
    kept=("state", "reporter"),
)
