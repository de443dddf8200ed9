"""The form by which an editor lays a file for everybody; Wagtail draws it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """Named by its `title`; what the file itself is, the service finds out."""

    title = forms.CharField(
        max_length=200,
        label=_("Tên tệp cho người đọc"),
        help_text=_("Ví dụ: Quyết định phê duyệt kế hoạch (bản PDF)."),
    )
    file = forms.FileField(
        label=_("Tệp"),
        max_length=500,
        help_text=_(
            "PDF, Word, Excel, PowerPoint, OpenDocument, MP3, OGG, M4A, MP4; tối đa 20 MB."
            " Ai cũng đọc được tệp này khi trang được đăng."
        ),
    )
