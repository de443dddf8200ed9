"""What the pages of changes say: their titles, the recognition that they are about, the basis."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Purpose
from vungcao.systems.prestige.forms.changes_parts import ChangeForm, DecisionPart
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import changes as reads
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.reached import MOVED_AWAY
from vungcao.systems.prestige.services.reading import RegisterLine, read_lines
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest

Made = TypeVar("Made")
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Page:
    """The words of one page: its title, a sentence below it, and its button."""

    title: Promise
    intro: Promise
    act: Promise
    is_dangerous: bool = False


RECOGNISE = Page(
    _("Công nhận người có uy tín"),
    _("Ghi người được công nhận theo quyết định. Thôn, bản chưa còn suất thì ghi thay thế."),
    _("Ghi vào danh sách"),
)
WITHDRAW = Page(
    _("Đưa ra khỏi danh sách"),
    _("Người này vẫn còn trong danh sách của các ngày trước đó."),
    _("Đưa ra khỏi danh sách"),
    is_dangerous=True,
)
REPLACE = Page(
    _("Thay thế người có uy tín"),
    _("Một quyết định: người này thôi và người thay thế được công nhận từ cùng một ngày."),
    _("Ghi thay thế"),
)
VOID = Page(
    _("Huỷ dòng ghi nhầm"),
    _("Chỉ dùng khi nhập nhầm. Người thôi theo quyết định thì đưa ra khỏi danh sách."),
    _("Huỷ dòng này"),
    is_dangerous=True,
)
DESCRIBE = Page(
    _("Sửa thông tin người có uy tín"),
    _("Nhật ký ghi mục nào đã sửa, không ghi nội dung. Số cũ vẫn được giữ khi thêm số mới."),
    _("Lưu thông tin"),
)


def found(request: AccountRequest, pk: int) -> Recognition:
    """Within reach, or as if it were not there."""
    related = ("unit", "cycle", "basis")
    rows = Recognition.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(rows, pk=pk)


def opened(request: AccountRequest, row: Recognition) -> RegisterLine:
    """The recognition with the person's record; opening it is in the trail."""
    (line,) = read_lines(
        rows=[row], map_day=request.today, purpose=Purpose.REGISTER, by=request.user
    )
    return line


def begin(form: DecisionPart, village: int | None) -> None:
    """Begin with the one who decides for the village today, unless something was typed."""
    if village is not None and not form.is_bound:
        form.settle("issuer", reads.who_decides(village, form.today))


def attempt(form: ChangeForm, change: Callable[[], Made]) -> Made | None:
    """Carry a change out; what stands against it is said by the form, and nothing is kept."""
    try:
        return change()
    except RuleBroken as broken:
        form.refuse(str(broken))
        return None


def page(
    request: AccountRequest, words: Page, form: ChangeForm, line: RegisterLine | None = None
) -> HttpResponse:
    """The form, below whom it is about and who may decide on the day of the decision."""
    context: dict[str, Any] = {
        "page": words,
        "form": form,
        "facts": about(line) if line else (),
        "competence": competence(form.decided_day) if isinstance(form, DecisionPart) else (),
        "person": line.pk if line else None,
        "is_drafted": hasattr(request, "draft"),
    }
    return render(request, "prestige/change.html", context)


def place_of(row: Recognition) -> str:
    """Where somebody is shown after a change."""
    return reverse("prestige:person", args=[row.pk])


def competence(day: date) -> tuple[Fact, ...]:
    """Who decides on a day, and the text that says so."""
    held = reads.competence(day)
    if held is None:
        return ((_t("Thẩm quyền"), _t("Chưa có quy định cho ngày này.")),)
    said = {"level": held.words, "day": f"{day:%d/%m/%Y}"}
    return (
        (_t("Thẩm quyền"), _t("Chủ tịch Uỷ ban nhân dân %(level)s (ngày %(day)s)") % said),
        (_t("Căn cứ"), Said(citation=held.basis)),
    )


def about(line: RegisterLine) -> tuple[Fact, ...]:
    """Whom a change is about, for which place, since when, by which decision."""
    row, person, place = line.row, line.person, line.place
    year = person.birth_year if person else None
    born = _t("sinh năm %(year)d") % {"year": year} if year else ""
    name = person.full_name if person else str(MOVED_AWAY)
    where = ", ".join(filter(None, (place.village, place.commune)))
    days = {"from": f"{row.valid_from:%d/%m/%Y}", "until": f"{row.valid_until - A_DAY:%d/%m/%Y}"}
    decided = {"number": row.number, "day": f"{row.decided_on:%d/%m/%Y}"}
    return (
        (_t("Người có uy tín"), Said(name, note=born)),
        (_t("Thôn, bản, tổ dân phố"), where),
        (
            _t("Công nhận"),
            Said(_t("từ %(from)s đến hết %(until)s") % days, note=row.cycle.name),
        ),
        (
            _t("Quyết định"),
            Said(_t("%(number)s ngày %(day)s") % decided, note=row.issuer_name),
        ),
        *_end(row),
    )


def _end(row: Recognition) -> tuple[Fact, ...]:
    if row.is_void:
        return ((_t("Tình trạng"), Said(_t("Ghi nhầm, đã huỷ"), tone="none")),)
    if not row.end_kind:
        return ()
    reason = norms.reasons(row.valid_until).get(row.end_reason, row.end_reason)
    words = _t("%(number)s, từ ngày %(day)s")
    said = {"number": row.end_number, "day": f"{row.valid_until:%d/%m/%Y}"}
    return ((_t("Đã thôi"), Said(words % said, note=reason)),)
