"""Parts of a text that name what a system offers, or a document of the register.

Only the name is kept. What it says is asked for when the text is read, and what is offered no
longer draws nothing.
"""

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.publications import figures, public_items
from vungcao.web.charts import public_charts

Group = tuple[str, list[tuple[str, str | Promise]]]  # a name, and what is chosen from below it
APART = "|"  # between the name of an offer and the key of one thing of it
FIGURE, CHART = "figure", "chart"


def things() -> Iterable[Group]:
    """Everything that can be named one by one, by kind: procedures first."""
    today = clock.today()
    for name, one in sorted(public_items.items(), key=lambda pair: (pair[1].order, pair[0])):
        if one.offered is not None:
            found = one.offered(today, None)
            yield str(one.label), [(f"{name}{APART}{it.key}", it.title) for it in found]


def drawings() -> Iterable[Group]:
    """Charts and figures by their labels; whether anything is published shows when it is read."""
    yield (
        str(_("Biểu đồ")),
        [(f"{CHART}{APART}{name}", one.label) for name, one in sorted(public_charts.items())],
    )
    yield (
        str(_("Con số")),
        [(f"{FIGURE}{APART}{name}", one.label) for name, one in sorted(figures.items())],
    )


class OfferBlock(blocks.FieldBlock):
    """A choice among what is offered at this moment; kept as a text."""

    choices = staticmethod(things)

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: object) -> None:
        gone = _("Mục này không còn được cung cấp: chọn mục khác hoặc xoá khối này.")
        self.field = forms.ChoiceField(
            choices=lambda: [("", "—"), *self.choices()],
            required=required,
            help_text=help_text,
            error_messages={"invalid_choice": gone},
        )
        super().__init__(**kwargs)


class ThingBlock(OfferBlock):
    """A procedure or another thing that a system offers by its key."""

    class Meta:
        icon = "tasks"


class DrawingBlock(OfferBlock):
    """A chart or a figure that a system publishes."""

    choices = staticmethod(drawings)

    class Meta:
        icon = "order"


class DocumentBlock(blocks.StructBlock):
    """A document: a page of the register, or a paper of our offices by its code."""

    page = blocks.PageChooserBlock(
        page_type="portal.RecordedDocument", required=False, label=_("Văn bản trong sổ")
    )
    code = blocks.CharBlock(
        required=False, max_length=14, label=_("hoặc mã xác minh của văn bản trong hệ thống")
    )

    class Meta:
        icon = "doc-full"


OFFERED = [
    (
        "thing",
        ThingBlock(label=_("Thủ tục, mục được cung cấp"), template="portal/blocks/thing.html"),
    ),
    ("drawing", DrawingBlock(label=_("Biểu đồ, con số"), template="portal/blocks/drawing.html")),
    ("document", DocumentBlock(label=_("Văn bản"), template="portal/blocks/document.html")),
]
