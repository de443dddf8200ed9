"""What the text of an article is made of. A block draws itself by a template of its name."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from vungcao.systems.portal.models.offered import OFFERED

WORDS = ["bold", "italic", "ol", "ul", "link"]
WHERE = "portal/blocks"


class Picture(ImageBlock):
    """A picture with what it shows; Wagtail calls its chooser by the English name of the field."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        self.child_blocks["image"].label = _("Ảnh")


class Line(blocks.StructBlock):
    """A link of a list: a page of the portal, or an address."""

    label = blocks.CharBlock(label=_("Chữ của liên kết"), max_length=200)
    page = blocks.PageChooserBlock(label=_("Trang của cổng"), required=False)
    address = blocks.URLBlock(label=_("hoặc địa chỉ khác"), required=False)


class Table(blocks.StructBlock):
    """A small table: a row on each line, cells apart by an upright stroke, the heads first."""

    caption = blocks.CharBlock(label=_("Tên bảng"), max_length=200)
    rows = blocks.TextBlock(
        label=_("Các hàng"),
        help_text=_("Mỗi dòng là một hàng, các ô cách nhau bằng dấu |; hàng đầu là tên cột."),
    )

    def get_context(self, value: object, parent_context: object = None) -> dict[str, object]:
        context: dict[str, object] = super().get_context(value, parent_context)
        lines = [line for line in value["rows"].splitlines() if line.strip()]  # type: ignore[index]
        cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        return context | {"head": cells[0] if cells else [], "lines": cells[1:]}


BODY = [
    (
        "text",
        blocks.RichTextBlock(features=WORDS, label=_("Đoạn văn"), template=f"{WHERE}/text.html"),
    ),
    (
        "heading",
        blocks.CharBlock(max_length=150, label=_("Đầu mục"), template=f"{WHERE}/heading.html"),
    ),
    ("picture", Picture(label=_("Ảnh"), template=f"{WHERE}/picture.html")),
    ("note", blocks.TextBlock(label=_("Khung lưu ý"), template=f"{WHERE}/note.html")),
    ("table", Table(label=_("Bảng"), template=f"{WHERE}/table.html")),
    (
        "links",
        blocks.ListBlock(Line(), label=_("Danh sách liên kết"), template=f"{WHERE}/links.html"),
    ),
    *OFFERED,
]
