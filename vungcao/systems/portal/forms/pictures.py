"""Pictures as editors upload them, without place or camera; bodies as they are called."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import pictures
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.organisations.queries import called


class PictureField(WagtailImageField):
    """Wagtail compares ending, content and size; what it cannot open it would fall over."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except pictures.BROKEN as error:
            raise ValidationError(pictures.DAMAGED) from error


class PictureForm(BaseImageForm):
    """A picture is written anew before it is kept."""

    file = PictureField(label=_("Tệp ảnh"), widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self) -> File:  # type: ignore[type-arg]
        given: File = self.cleaned_data["file"]  # type: ignore[type-arg]
        if "file" not in self.changed_data:
            return given
        given.seek(0)
        try:
            content = pictures.rewrite(given.read(), given.content_type)  # type: ignore[attr-defined]
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from None
        bare = SimpleUploadedFile(str(given.name), content, given.content_type)  # type: ignore[attr-defined]
        kept: File = PictureField().to_python(bare)  # type: ignore[type-arg]
        return kept


class Bodies(ModelChoiceIterator):
    """Bodies of today by their names, which stand apart from them."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield "", str(_("Không thuộc riêng cơ quan nào"))
        day = clock.today()
        living = Organisation.objects.in_force(day).values_list("pk", flat=True)
        names = called(list(living), day)
        yield from sorted(names.items(), key=lambda pair: (pair[1], pair[0]))


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Which body owns a section."""

    iterator = Bodies
