"""Files that pages show to everybody; what lies in them is kept by the kernel."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ChooserBlock


class PublicFile(models.Model):
    """A file for everybody (tệp công khai), once a page that is published shows it.

    Readers of a page reach no file of the kernel: what a page says of one is written here.
    """

    title = models.CharField(_("tên tệp cho người đọc"), max_length=200)
    code = models.CharField(_("mã tệp"), max_length=10, unique=True, db_collation="C")
    name = models.CharField(_("tên khi tải về"), max_length=200)
    media_type = models.CharField(_("kiểu nội dung"), max_length=100, db_collation="C")
    size = models.PositiveBigIntegerField(_("dung lượng"))

    class Meta:
        verbose_name = _("tệp công khai")

    def __str__(self) -> str:
        return self.title


class FileChooser(BaseChooser):
    """The button that opens the list of files; a new one is uploaded there."""

    model = PublicFile
    icon = "doc-full"
    choose_one_text = _("Chọn hoặc tải tệp lên")
    choose_another_text = _("Chọn tệp khác")
    show_edit_link = False
    chooser_modal_url_name = "portal_files:choose"


class FileBlock(ChooserBlock):
    """A file as a part of a text."""

    target_model = PublicFile

    @cached_property
    def widget(self) -> FileChooser:
        return FileChooser()

    class Meta:
        icon = "doc-full"
