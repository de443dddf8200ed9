"""Recognising, withdrawing, replacing, undoing a mistake, correcting what is said of somebody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import changes as forms
from vungcao.systems.prestige.queries.places import village_now
from vungcao.systems.prestige.services import changing, ending
from vungcao.systems.prestige.views import changes_pages as pages
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest


@only(permissions.KEEP_REGISTER)
@drafted(forms.Recognise)
def recognise(request: AccountRequest) -> HttpResponse:
    form = forms.Recognise(request.POST or None, by=request.user, today=request.today)
    village = _village(request)
    form.settle("village", village)
    pages.begin(form, village.pk if village else None)
    if form.is_valid():
        made = pages.attempt(
            form,
            lambda: changing.recognise_entered(
                entry=form.entry(), decided=form.decided(), today=request.today, by=request.user
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ghi vào danh sách người có uy tín."))
            return redirect(pages.place_of(made))
    return pages.page(request, pages.RECOGNISE, form)


@only(permissions.KEEP_REGISTER)
@drafted(forms.Withdraw)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    row = pages.found(request, pk)
    form = forms.Withdraw(request.POST or None, by=request.user, today=request.today)
    pages.begin(form, row.unit_id)
    if form.is_valid():
        ended = pages.attempt(
            form,
            lambda: changing.withdraw_noted(
                recognition=row,
                farewell=form.farewell(),
                decided=form.decided(),
                today=request.today,
                by=request.user,
            ),
        )
        if ended is not None:
            messages.success(request, _("Đã đưa ra khỏi danh sách."))
            return redirect(pages.place_of(row))
    return pages.page(request, pages.WITHDRAW, form, pages.opened(request, row))


@only(permissions.KEEP_REGISTER)
@drafted(forms.Replace)
def replace(request: AccountRequest, pk: int) -> HttpResponse:
    row = pages.found(request, pk)
    form = forms.Replace(
        request.POST or None, by=request.user, today=request.today, village=village_now(row)
    )
    pages.begin(form, row.unit_id)
    if form.is_valid():
        following = pages.attempt(
            form,
            lambda: changing.replace_entered(
                recognition=row,
                farewell=form.farewell(),
                entry=form.entry(),
                decided=form.decided(),
                today=request.today,
                by=request.user,
            ),
        )
        if following is not None:
            messages.success(request, _("Đã ghi người thay thế."))
            return redirect(pages.place_of(following))
    return pages.page(request, pages.REPLACE, form, pages.opened(request, row))


@only(permissions.KEEP_REGISTER)
def void(request: AccountRequest, pk: int) -> HttpResponse:
    row = pages.found(request, pk)
    form = forms.Void(request.POST or None, by=request.user, today=request.today)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = pages.attempt(
            form, lambda: ending.void(recognition=row, reason=reason, by=request.user) or True
        )
        if done:
            messages.success(request, _("Đã huỷ dòng ghi nhầm."))
            return redirect(pages.place_of(row))
    return pages.page(request, pages.VOID, form, pages.opened(request, row))


@only(permissions.KEEP_REGISTER)
def describe(request: AccountRequest, pk: int) -> HttpResponse:
    row = pages.found(request, pk)
    line = pages.opened(request, row)
    if line.person is None:
        messages.error(request, _("Hồ sơ đã chuyển khỏi địa bàn, không sửa được ở đây."))
        return redirect(pages.place_of(row))
    form = forms.Describe(request.POST or None, by=request.user, today=request.today, line=line)
    if form.is_valid():
        done = pages.attempt(
            form,
            lambda: (
                changing.describe_person(
                    recognition=row, said=form.description(), today=request.today, by=request.user
                )
                or True
            ),
        )
        if done:
            messages.success(request, _("Đã lưu thông tin."))
            return redirect(pages.place_of(row))
    return pages.page(request, pages.DESCRIBE, form, line)


def _village(request: AccountRequest) -> Unit | None:
    """The village whose page led here."""
    asked = request.GET.get("village", "")
    if not asked.isdecimal() or len(asked) > 12:
        return None
    within = Unit.objects.under(request.user.reach).in_force(request.today)
    return within.filter(pk=asked, kind=Kind.VILLAGE).first()
