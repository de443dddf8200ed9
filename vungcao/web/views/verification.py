"""Verifying a paper, for anybody: by its code, or by dropping the file. Nothing is stored."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from vungcao.kernel.calendar import clock
from vungcao.kernel.documents import queries, rules, verification
from vungcao.web import attempts, papers, waiting
from vungcao.web.forms import Form
from vungcao.web.proof_of_work import ProofForm, admit
from vungcao.web.public import Article
from vungcao.web.shell import Link

LONGEST = 16


class ByCode(Form):
    """The ten letters under the QR code."""

    ma = forms.CharField(
        label=_("Mã xác minh"),
        max_length=20,
        help_text=_("Mười chữ và số in cạnh mã QR ở cuối văn bản."),
    )


class ByFile(ProofForm):
    """A PDF of any origin."""

    name = "verify-file"

    file = forms.FileField(
        label=_("Tệp PDF cần kiểm tra"),
        help_text=_("Tối đa 10 MB. Tệp chỉ được đọc để kiểm tra, không lưu lại."),
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={"required": _("Chọn tệp PDF."), "empty": _("Tệp này rỗng.")},
    )

    file_name = ""

    def clean_file(self) -> bytes:
        given: UploadedFile = self.cleaned_data["file"]
        self.file_name = given.name or ""
        content: bytes = given.read(verification.LARGEST + 1)
        if len(content) > verification.LARGEST:
            raise forms.ValidationError(_t("Tệp lớn quá 10 MB."))
        return content


@never_cache
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
    if not rules.CODE.fullmatch(plain):
        return _unknown(request, plain)
    attempt = attempts.of_code(request)
    if wait := attempt.reserve(request):
        return _busy(request, wait, by_code=_typed(plain))
    found = queries.published(plain)
    if found is None:
        return _unknown(request, plain)
    attempt.succeeded()
    shown = rules.in_fours(plain)
    about = Article(
        title=papers.title(found),
        lead=_t("Mã xác minh %(code)s. Văn bản này có trong sổ của hệ thống.") % {"code": shown},
        day=found.issued_on,
        source=found.issuer_name,
        related=(Link(_t("Kiểm tra một tệp PDF hoặc mã khác"), reverse("verify"), ""),),
    )
    context = {"about": about, "face": papers.face(found, clock.today())}
    return render(request, "public/paper.html", context)


def _dropped(request: HttpRequest) -> HttpResponse:
    form = ByFile(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, by_file=form)
    if not admit(request, form):
        answer = _page(request, by_file=form)
        return waiting.told(answer, form.wait) if form.wait else answer
    if wait := attempts.of_paper(request).reserve(request):
        return _busy(request, wait, file_name=form.file_name)
    found = verification.verify(form.cleaned_data["file"], clock.now())
    return _page(
        request,
        found=found,
        verdict=papers.verdict(found, clock.today()),
        findings=papers.findings(found),
        signatures=papers.signatures(found),
        face=papers.face(found.paper, clock.today()) if found.paper else None,
    )


def _unknown(request: HttpRequest, plain: str) -> HttpResponse:
    """What was typed stays in its field, with what is wrong with it as far as it can be told."""
    doubts = papers.doubts_of_code(plain)
    shown = rules.in_fours(plain[:LONGEST])
    return _page(request, 404, unknown=shown, doubts=doubts, by_code=_typed(plain))


def _busy(request: HttpRequest, wait: timedelta, **context: Any) -> HttpResponse:
    """How long to wait; nobody is told whether the code exists or the file is genuine."""
    return waiting.told(_page(request, busy=attempts.in_words(wait), **context), wait)


def _typed(plain: str) -> ByCode:
    return ByCode(initial={"ma": rules.in_fours(plain[:LONGEST])})


def _page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    forms_ = {"by_code": ByCode(), "by_file": ByFile()}
    return render(request, "public/verify.html", forms_ | context, status=status)
