"""A file that is looked at before anything of it is kept: the page carries it to the next one."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.web.forms import Form

MEGABYTE = 1024 * 1024
MOST_CARRIED = 2 * MEGABYTE  # Django takes no form of more than 2.5 MB


def pack(content: bytes) -> str:
    """A file as a text for a hidden field; signed, so that nobody slips in another one."""
    squeezed = b64encode(zlib.compress(content)).decode()
    return signing.Signer(salt="import").sign(squeezed)


def unpack(carried: str) -> bytes:
    """The file that `pack` put away. Raises `BadSignature` for anything else."""
    squeezed = signing.Signer(salt="import").unsign(carried)
    return zlib.decompress(b64decode(squeezed))


class Upload(Form):
    """A file, or the one that the page before has carried along: nothing is stored unchecked."""

    most = MEGABYTE
    largest = _("Tệp lớn quá 1 MB. Chia thành nhiều tệp rồi nhập từng tệp.")
    wanted = _("Tệp")
    missing = _("Chọn tệp cần nhập.")

    file = forms.FileField(max_length=200)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.label, field.error_messages["required"] = self.wanted, self.missing
        field.required = not self.data.get("carried")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data.get("file")
        carried = self.cleaned_data.get("carried")
        if isinstance(given, UploadedFile):
            self._take(given)
        elif carried:
            self._unpack(carried)
        return self.cleaned_data

    def _take(self, given: UploadedFile) -> None:
        content = given.read(self.most + 1)
        packed = pack(content)
        if len(content) > self.most or len(packed) > MOST_CARRIED:
            self.add_error("file", str(self.largest))
            return
        self.cleaned_data["content"] = content
        self._carry(packed)

    def refuse(self, sentences: Sequence[str]) -> None:
        """The rules' sentences stand beside the file, and it is not carried any further."""
        self.add_error("file", ValidationError(list(sentences)))
        self._carry("")

    def _carry(self, packed: str) -> None:
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["carried"] = packed
        self.data = data

    def _unpack(self, carried: str) -> None:
        try:
            self.cleaned_data["content"] = unpack(carried)
        except signing.BadSignature:
            self.add_error("file", _t("Tệp tạm đã bị thay đổi. Chọn lại tệp."))
