"""Books of numbers and signing keys, kept by administrators for the offices within their reach."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import DocumentNumber, NumberSeries, NumberState, SigningKey
from vungcao.kernel.documents.services import issuing, numbering
from vungcao.kernel.organisations.models import Organisation
from vungcao.runtime.env import environment
from vungcao.systems.administration import permissions, services
from vungcao.systems.administration.forms import documents as days
from vungcao.systems.administration.forms import numbers as forms
from vungcao.systems.administration.queries import numbers as reads
from vungcao.systems.administration.views import portraits
from vungcao.systems.administration.views.number_table import table
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_NUMBERS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    filters.full_clean()
    rows = reads.books(request.user, reads.Wanted(**filters.cleaned_data), request.today)
    context = {
        "filters": filters,
        "keys": reads.keys(request.user, request.today),
        "may_keep": bool(reach(request.user, request.today, permissions.KEEP_NUMBERS)),
    }
    return answer(request, table(request.today), rows, "administration/numbers.html", context)


@only(permissions.KEEP_NUMBERS)
@drafted(forms.Open)
def open_book(request: AccountRequest) -> HttpResponse:
    offices = reads.offices(request.user, permissions.KEEP_NUMBERS, request.today)
    form = forms.Open(
        request.POST or None,
        offices=offices,
        year=request.today.year,
        is_demo=environment().is_demo,
    )
    if form.is_valid():
        said = form.cleaned_data
        office = Organisation.objects.get(pk=said["organisation"])
        try:
            services.open_book(
                office=office, way=form.way, day=said["valid_from"], act=form.act, by=request.user
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã mở sổ số."))
            return redirect("administration:numbers")
    return _form(request, form, _("Mở sổ số văn bản"))


@only(permissions.READ_NUMBERS)
def book(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(NumberSeries.objects.visible_to(request.user), pk=pk)
    keeps = _keeps(request, shown.scope)
    form = forms.Reserve(request.POST or None, initial={"day": days.day(request.today)})
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    if form.is_valid():
        try:
            numbering.reserve_numbers(
                series=shown, today=request.today, by=request.user, **form.cleaned_data
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã giữ số."))
            return redirect("administration:numbers-book", pk)
    described = reads.described([shown], request.today)[0]
    context = {
        "book": described,
        "facts": portraits.book(described),
        "form": form,
        "numbers": reads.special(shown),
        "may_keep": keeps,
    }
    return render(request, "administration/numbers_book.html", context)


@require_POST
@only(permissions.KEEP_NUMBERS)
def cancel(request: AccountRequest, pk: int) -> HttpResponse:
    books = NumberSeries.objects.visible_to(request.user)
    held = DocumentNumber.objects.filter(series__in=books, state=NumberState.RESERVED)
    entry = get_object_or_404(held.select_related("series"), pk=pk)
    if not _keeps(request, entry.series.scope):
        raise PermissionDenied
    try:
        numbering.cancel_number(entry=entry, reason=request.POST.get("reason", ""), by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã huỷ số %s.") % reads.written(entry))
    return redirect("administration:numbers-book", entry.series_id)


@only(permissions.KEEP_NUMBERS)
def register(request: AccountRequest) -> HttpResponse:
    here = environment()
    files = certificates.names(here, is_demo=here.is_demo)
    offices = reads.offices(request.user, permissions.KEEP_NUMBERS, request.today)
    form = forms.Key(request.POST or None, offices=offices, files=files)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.enter_key(
                office=Organisation.objects.get(pk=said["organisation"]),
                file=said["file"],
                signer=said["signer"],
                is_demo=here.is_demo,
                by=request.user,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã ghi nhận khoá ký số."))
            return redirect("administration:numbers")
    return _form(request, form, _("Ghi nhận khoá ký số"))


@require_POST
@only(permissions.KEEP_NUMBERS)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(SigningKey.objects.visible_to(request.user), pk=pk)
    if not _keeps(request, key.scope):
        raise PermissionDenied
    try:
        issuing.withdraw_key(key=key, today=request.today, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã rút khoá ký số."))
    return redirect("administration:numbers")


def _keeps(request: AccountRequest, scope: str) -> bool:
    paths = reach(request.user, request.today, permissions.KEEP_NUMBERS)
    return any(scope.startswith(path) for path in paths)


def _form(request: AccountRequest, form: Form, title: str) -> HttpResponse:
    return render(request, "administration/numbers_form.html", {"form": form, "title": title})
