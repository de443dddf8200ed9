"""The form into which workbooks are laid, and what its page carries to the next one."""

import json
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from vungcao.web.carried import MEGABYTE, Upload

ASK = "ask-"
ONE = "tep.xlsx"  # what a workbook is called whose name got lost


class Workbooks(Upload):
    """A workbook or an archive of many; answers to questions, and what was shown of each answer."""

    most = 3 * MEGABYTE  # workbooks of one form are alike: packed together they shrink
    largest = _("Tệp quá lớn. Chia thành nhiều tệp nén nhỏ hơn rồi nhập từng tệp.")
    wanted = _("Tệp số liệu (.xlsx), hoặc tệp nén (.zip) gồm nhiều tệp .xlsx")
    missing = _("Chọn tệp .xlsx hoặc .zip.")

    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    answers = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        given = said.get("file")
        if isinstance(given, UploadedFile):
            said["name"], said["seen"] = given.name or ONE, ""
        said["name"] = said.get("name") or ONE
        return said

    @property
    def answered(self) -> dict[str, int]:
        """Answers that the page has carried, and those just given."""
        found = _numbers(self.data.get("answers", ""))
        for key in self.data:
            value = str(self.data[key])
            if key.startswith(ASK) and value.isdecimal():
                found[key.removeprefix(ASK)] = int(value[:18])
        return found

    @property
    def shown(self) -> dict[int, int]:
        """With which revision each answer was shown."""
        said = _numbers(self.cleaned_data.get("seen", ""))
        return {int(pk): revision for pk, revision in said.items() if pk.isdecimal()}


def _numbers(text: str) -> dict[str, int]:
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    found = held.items() if isinstance(held, dict) else ()
    return {str(key): one for key, one in found if isinstance(one, int)}
