"""Which page is to be written in which language."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vungcao.systems.portal.models import Language
from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.web.forms import Form


class NewTranslation(Form):
    """A page and a language that is written."""

    page = forms.ChoiceField(label=_("Dịch trang nào"))
    language = forms.ModelChoiceField(
        label=_("Sang tiếng"), queryset=Language.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, pages: Sequence[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = {str(one.pk): one for one in pages}
        self.fields["page"].choices = [(pk, one.title) for pk, one in self.pages.items()]  # type: ignore[attr-defined]
        written = Language.objects.filter(is_written=True).exclude(code=VIETNAMESE)
        self.fields["language"].queryset = written.order_by("order", "pk")  # type: ignore[attr-defined]
