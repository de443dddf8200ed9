"""The form field of a file, sent at once or in pieces before (`components/upload.html`)."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files import rules, services
from vungcao.kernel.files.contents import WORDS
from vungcao.kernel.files.models import Upload
from vungcao.kernel.offers.files import FileKind, file_kinds
from vungcao.web.forms import Form


@dataclass(frozen=True)
class Received:
    content: bytes | BinaryIO
    name: str


class UploadForm(Form):
    """One file of a kind. `upload` names what the browser has already sent in pieces."""

    kind = ""

    file = forms.FileField(label=_("Tệp"), max_length=500, required=False, allow_empty_file=True)
    upload = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    upload_name = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        said = self.cleaned_data
        if not said.get("file") and not said.get("upload") and "file" not in self.errors:
            self.add_error("file", _("Chọn tệp cần tải lên."))
        return said

    @property
    def offered(self) -> FileKind:
        return file_kinds.get(self.kind)

    @property
    def endings(self) -> str:
        """For the browser's choice of files."""
        found = (rules.ENDINGS.get(one, ()) for one in self.offered.media_types)
        return ",".join(sorted(ending for endings in found for ending in endings))

    @property
    def wanted(self) -> str:
        """What is taken, in words."""
        return ", ".join(sorted(WORDS.get(one, one) for one in self.offered.media_types))

    @property
    def most(self) -> str:
        return rules.size_in_words(self.offered.largest)

    def received(self, by: User) -> Received:
        """The file as it arrived. Raises `RuleBroken` for an upload that is not finished."""
        said = self.cleaned_data
        given = said.get("file")
        if isinstance(given, UploadedFile):
            return Received(given, given.name or "")  # type: ignore[arg-type]
        content = services.take_upload(code=said["upload"], by=by)
        return Received(BytesIO(content), said["upload_name"])

    def give_up(self, by: User) -> None:
        """Forget what was sent in pieces: it is refused and would be again."""
        for upload in Upload.objects.filter(code=self.cleaned_data["upload"], account=by):
            services.discard_upload(upload=upload, by=by)
