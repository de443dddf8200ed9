"""The list of reforms: what each column says of one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Reform
from vungcao.web.tables import Column, Kind, Table


def table() -> Table[Reform, Reform]:
    """Reforms, the latest first."""
    return Table(
        name="administration.reforms",
        label=_("Các sự kiện sắp xếp"),
        columns=COLUMNS,
        order="-day",
        nothing=_(
            "Không có sự kiện nào. Dự thảo lập ở đây chỉ thay đổi danh mục khi được áp dụng."
        ),
        kept=("state",),
    )


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "title",
        _("Sự kiện"),
        lambda reform: reform.title,
        order=("title",),
        address=lambda reform: reverse("administration:reform", args=[reform.pk]),
    ),
    Column(
        "day",
        _("Hiệu lực"),
        lambda reform: reform.effective_on,
        kind=Kind.DAY,
        order=("effective_on",),
    ),
    Column(
        "basis",
        _("Căn cứ"),
        lambda reform: str(reform.basis),
        order=("basis__number",),
        template="administration/_basis_cell.html",
    ),
    Column(
        "state",
        _("Tình trạng"),
        lambda reform: reform.get_state_display(),
        order=("state", "effective_on"),
        template="administration/_reform_state_cell.html",
        leads=True,
    ),
    Column(
        "decision",
        _("Số quyết định áp dụng"),
        lambda reform: reform.decision_number,
        usual=False,
    ),
    Column(
        "applied",
        _("Áp dụng ngày"),
        lambda reform: reform.applied_on,
        kind=Kind.DAY,
        order=("applied_on",),
        usual=False,
    ),
)
