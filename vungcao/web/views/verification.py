"""Verifying a paper, for anybody: by its code, or by dropping the file. Nothing is stored."""

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.documents import queries, rules, verification
from vungcao.web import network, papers
from vungcao.web.forms import Form

MINUTE, MOST_FILES, MOST_UNKNOWN = 60, 10, 30
BUSY = _("Quá nhiều lần trong một phút. Chờ một phút rồi thử lại.")


class ByCode(Form):
    """The ten letters under the QR code."""

    ma = forms.CharField(
        label=_("Mã xác minh"),
        max_length=20,
        help_text=_("Mười chữ và số in cạnh mã QR ở cuối văn bản."),
    )


class ByFile(Form):
    """A PDF of any origin."""

    file = forms.FileField(
        label=_("Tệp PDF cần kiểm tra"),
        help_text=_("Tối đa 10 MB. Tệp chỉ được đọc để kiểm tra, không lưu lại."),
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={"required": _("Chọn tệp PDF."), "empty": _("Tệp này rỗng.")},
    )

    def clean_file(self) -> bytes:
        given: UploadedFile = self.cleaned_data["file"]
        content: bytes = given.read(verification.LARGEST + 1)
        if len(content) > verification.LARGEST:
            raise forms.ValidationError(_t("Tệp lớn quá 10 MB."))
        return content


def verify(request: HttpRequest) -> HttpResponse:
    """The two ways to ask; a dropped file is answered at once."""
    if request.method == "POST":
        return _dropped(request)
    form = ByCode(request.GET if "ma" in request.GET else None)
    if form.is_valid():
        return redirect("verify-paper", rules.normal_code(form.cleaned_data["ma"]) or "-")
    return _page(request, by_code=form)


def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of the paper of a code."""
    plain = rules.normal_code(code)
    found = queries.published(plain) if rules.CODE.fullmatch(plain) else None
    if found is None:
        if _is_too_often(request, "code", MOST_UNKNOWN):
            return _page(request, busy=BUSY, status=429)
        return _page(request, unknown=plain[:20], status=404)
    context = {"face": papers.face(found, clock.today()), "code": rules.in_fours(plain)}
    return render(request, "public/paper.html", context)


def _dropped(request: HttpRequest) -> HttpResponse:
    if _is_too_often(request, "file", MOST_FILES):
        return _page(request, busy=BUSY, status=429)
    form = ByFile(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, by_file=form)
    found = verification.verify(form.cleaned_data["file"], clock.now())
    return _page(
        request,
        found=found,
        findings=papers.findings(found),
        signatures=papers.signatures(found),
        face=papers.face(found.paper, clock.today()) if found.paper else None,
    )


def _page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    forms_ = {"by_code": ByCode(), "by_file": ByFile()}
    return render(request, "public/verify.html", forms_ | context, status=status)


def _is_too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Counted per sender, process and minute: enough to keep a machine from trying codes."""
    key = f"verify:{what}:{network.address(request)}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > most
    except ValueError:  # it has just run out
        return False
