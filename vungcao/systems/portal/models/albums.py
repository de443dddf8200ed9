"""Albums: pictures, films and sound of one occasion. Nothing of another host is loaded by them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.systems.portal.models.blocks import Picture
from vungcao.systems.portal.models.files import FileBlock

WHERE = "portal/blocks"
NO_WORDS = _("Ghi lời mô tả ảnh: người nghe máy đọc không biết ảnh có gì.")
NO_FILM = _("Chọn tệp phim MP4 hoặc ghi địa chỉ trang có phim.")
NOT_A_FILM = _("Tệp này không phải phim MP4.")
NOT_SOUND = _("Tệp này không phải âm thanh (MP3, OGG, M4A).")


class PictureBlock(blocks.StructBlock):
    """A picture that says in words what it shows."""

    image = Picture(label=_("Ảnh"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Chú thích"))

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        image = said["image"]
        if image is not None and not (image.contextual_alt_text or "").strip():
            raise StructBlockValidationError({"image": ValidationError(NO_WORDS)})
        return said


class FilmBlock(blocks.StructBlock):
    """A film: a file of ours, or the address of a page that plays it; no foreign player here."""

    title = blocks.CharBlock(max_length=200, label=_("Tên phim"))
    file = FileBlock(required=False, label=_("Tệp phim"))
    address = blocks.URLBlock(required=False, label=_("hoặc địa chỉ trang có phim"))
    words = blocks.TextBlock(label=_("Phim nói gì, cho thấy gì (cho người không nghe, không thấy)"))

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if said["file"] is None and not said["address"]:
            raise StructBlockValidationError({"file": ValidationError(NO_FILM)})
        if said["file"] is not None and not said["file"].media_type.startswith("video/"):
            raise StructBlockValidationError({"file": ValidationError(NOT_A_FILM)})
        return said


class SoundBlock(blocks.StructBlock):
    """A recording with its words."""

    title = blocks.CharBlock(max_length=200, label=_("Tên bản ghi âm"))
    file = FileBlock(label=_("Tệp âm thanh"))
    words = blocks.TextBlock(label=_("Phần chữ của bản ghi âm"))

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if said["file"] is not None and not said["file"].media_type.startswith("audio/"):
            raise StructBlockValidationError({"file": ValidationError(NOT_SOUND)})
        return said


MEDIA = [
    ("picture", PictureBlock(label=_("Ảnh"), icon="image", template=f"{WHERE}/album_picture.html")),
    ("film", FilmBlock(label=_("Phim"), icon="media", template=f"{WHERE}/film.html")),
    ("sound", SoundBlock(label=_("Âm thanh"), icon="media", template=f"{WHERE}/sound.html")),
]


class Album(Page):
    """An album (bộ ảnh, phim, ghi âm) of one occasion, in the order in which it is looked at."""

    lead = models.TextField(_("giới thiệu"), max_length=600, blank=True)
    taken_on = models.DateField(_("ngày chụp, ghi"), null=True, blank=True)
    source = models.CharField(_("nguồn, người chụp"), max_length=200, blank=True)
    media = StreamField(MEDIA, verbose_name=_("ảnh, phim, âm thanh"), blank=True)

    page_description = _("Nhiều ảnh, phim, ghi âm của một việc.")
    parent_page_types = ["portal.Section"]
    subpage_types: list[str] = []
    template = "portal/album.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("taken_on"),
        FieldPanel("source"),
        FieldPanel("media"),
    ]

    class Meta:
        verbose_name = _("bộ ảnh, phim, ghi âm")
