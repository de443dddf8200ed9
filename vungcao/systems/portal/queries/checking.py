"""What an editor is shown of a page while writing it: each check by its name, in their order.

Nothing of it refuses a draft. What `refuses` stands against publishing (`models.checks`). Another
kind of page adds a check in one line:
`checking.add("portal.7_map", Check(label, help, sentences))`.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.registry import Registry
from vungcao.systems.portal.models import Article
from vungcao.systems.portal.models.checks import refusals, unseen
from vungcao.systems.portal.queries import audio, texts
from vungcao.systems.portal.rules import references

BUDGET = 90  # kB of a first view (design.md, section 9)
FRAME = 25  # kB of it that the public frame takes: styles, scripts, mark, head and foot; measured
NEAR = 3  # blocks from the top whose pictures are fetched at once, whatever is said of laziness
SIZE, WIDEST = "format-avif|width-640", 640  # what a telephone takes
A_PIXEL = 0.09  # bytes in such a picture, until it has been drawn once
KILO = 1024


@dataclass(frozen=True)
class Check:
    """`sentences` say of a page what is missing and what to do; none when all is well.

    `label` and `help` name the matter in the list of checks beside the preview.
    """

    label: str | Promise
    help: str | Promise
    sentences: Callable[[Any], list[str]]
    refuses: bool = False


checks: Registry[Check] = Registry("check of a page")


def add(name: str, check: Check) -> None:
    """Make a check known; one that refuses stands before approval as well."""
    checks.register(name, check)
    if check.refuses:
        refusals.register(name, check.sentences)


def rule(name: str) -> str:
    """The name of a check as the editor's list of checks knows it."""
    return name.replace(".", "-").replace("_", "-")


def faults(page: Any) -> list[str]:
    """Everything that is said of a page, what stands against publishing first."""
    refusing, others = by_weight(page)
    return refusing + others


def by_weight(page: Any) -> tuple[list[str], list[str]]:
    """What stands against publishing, and what only should be better."""
    said: tuple[list[str], list[str]] = ([], [])
    for _name, check in sorted(checks.items()):
        said[0 if check.refuses else 1].extend(check.sentences(page))
    return said


def failing(page: Any) -> list[str]:
    """The names of the checks that have something to say."""
    return [name for name, check in sorted(checks.items()) if check.sentences(page)]


def weight(page: Any) -> int:
    """An estimate of a first view in kB: the frame, the words, the pictures near the top."""
    text = texts.html(page).encode() if getattr(page, "body", None) else b""
    weighs = len(zlib.compress(text)) + sum(_bytes(one) for one in _pictures_near_the_top(page))
    return FRAME + round(weighs / KILO)


def _too_heavy(page: Any) -> list[str]:
    found = weight(page)
    if found <= BUDGET:
        return []
    said = _t(
        "Trang nặng chừng %(found)s kB khi mở lần đầu, hơn mức %(budget)s kB: máy yếu, mạng chậm"
        " phải chờ lâu. Bớt ảnh ở đầu bài hoặc chọn ảnh ít chi tiết hơn."
    )
    return [said % {"found": found, "budget": BUDGET}]


def _pictures_near_the_top(page: Any) -> Iterator[Any]:
    head = getattr(page, "picture", None)
    if head is not None:
        yield head
    for block in list(getattr(page, "body", None) or ())[:NEAR]:
        if block.block_type == "picture" and block.value is not None:
            yield block.value


def _bytes(picture: Any) -> int:
    """As drawn already; else by its pixels, at most so many in a row as a telephone takes."""
    drawn = picture.renditions.filter(filter_spec=SIZE).order_by("pk").first()
    if drawn is not None and drawn.file.storage.exists(drawn.file.name):
        return int(drawn.file.size)
    width = min(picture.width, WIDEST)
    return round(A_PIXEL * width * picture.height * width / picture.width)


def _incomplete_references(page: Any) -> list[str]:
    lead = getattr(page, "lead", "")
    return references.faults(f"{lead}\n{texts.plain(page)}" if _has_body(page) else lead)


def _empty_links(page: Any) -> list[str]:
    """Links that say nothing, and lines of a list that lead nowhere."""
    found = []
    for block in getattr(page, "body", None) or ():
        if block.block_type == "links":
            lines = [line for line in block.value if not (line.get("page") or line.get("address"))]
            found += [
                _t("Liên kết “%s” chưa dẫn đến đâu.") % line["label"]
                for line in lines
                if line["label"].strip()
            ]
            nameless = any(not line["label"].strip() for line in block.value)
        elif block.block_type == "text":
            nameless = bool(texts.NAMELESS.search(block.value.source))
        else:
            continue
        if nameless:
            found.append(_t("Có liên kết không có chữ: người nghe máy đọc không biết dẫn đến đâu."))
    return found


def _bare_headings(page: Any) -> list[str]:
    """Headings below which nothing is said before the next one."""
    blocks = list(getattr(page, "body", None) or ())
    return [
        _t("Dưới đầu mục “%s” chưa có nội dung.") % block.value
        for block, after in zip(blocks, [*blocks, None][1:], strict=True)
        if block.block_type == "heading" and (after is None or after.block_type == "heading")
    ]


def _unspoken(page: Any) -> list[str]:
    """An article that nobody can hear; other pages gather what is heard elsewhere."""
    if not isinstance(page, Article) or audio.is_read(page):
        return []
    return [_t("Bài chưa có bản đọc cho người không đọc được chữ: tải lên ở mục “Bản đọc”.")]


def _has_body(page: Any) -> bool:
    return bool(getattr(page, "body", None))


add(
    "portal.1_pictures",
    Check(
        _("Ảnh chưa có lời mô tả"),
        _("Ghi ảnh cho thấy gì, hoặc đánh dấu là ảnh trang trí. Thiếu thì chưa duyệt, chưa đăng."),
        unseen,
        refuses=True,
    ),
)
add(
    "portal.2_weight",
    Check(_("Trang quá nặng"), _("Bớt ảnh ở đầu bài: máy yếu, mạng chậm."), _too_heavy),
)
add(
    "portal.3_references",
    Check(
        _("Văn bản nhắc đến còn thiếu số hoặc ngày"),
        _("Ghi đủ số, ký hiệu và ngày ban hành."),
        _incomplete_references,
    ),
)
add(
    "portal.4_links",
    Check(_("Liên kết trống"), _("Ghi chữ nói rõ dẫn đến đâu, và nơi dẫn đến."), _empty_links),
)
add(
    "portal.5_headings",
    Check(
        _("Đầu mục không có nội dung"),
        _("Viết nội dung dưới đầu mục, hoặc bỏ đầu mục."),
        _bare_headings,
    ),
)
add(
    "portal.6_sound",
    Check(
        _("Chưa có bản đọc"),
        _("Nhờ người đọc bằng tiếng bà con dùng, rồi tải lên ở mục “Bản đọc”."),
        _unspoken,
    ),
)
