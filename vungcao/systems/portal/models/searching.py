"""In the editor titles are also found without their accents: "mau" finds "mẫu"."""

from typing import Any

from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.index import AutocompleteField

from vungcao.kernel.search.rules.words import folded


class Plain(AutocompleteField):
    """A field as who leaves the accents out types it; who types them finds what has them alone."""

    def get_value(self, obj: Any) -> str:
        return folded(str(super().get_value(obj)))


def prepare() -> None:
    """Every kind of page, and pictures; what is there already follows when it is saved again."""
    for model in (Page, get_image_model()):
        model.search_fields = [*model.search_fields, Plain("title")]
