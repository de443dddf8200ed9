"""A code on its way by letter: asked for, typed, and used, in one session of a stranger."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from vungcao.kernel.accounts.models import Channel, OneTimeCode
from vungcao.kernel.accounts.services import codes, system_account
from vungcao.kernel.calendar import clock
from vungcao.web import attempts, waiting
from vungcao.web.account_forms import Code
from vungcao.web.forms import Form

STASH = "letter_code"
WRONG = gettext_lazy(
    "Mã chưa đúng. Xem lại tin vừa nhận rồi nhập lại; sai 5 lần thì phải yêu cầu mã mới."
)
USED_UP = gettext_lazy(
    "Mã này không còn dùng được vì đã nhập sai 5 lần. Bấm “Chưa nhận được: gửi mã khác”."
)


def ask(request: HttpRequest, form: Form, purpose: OneTimeCode.Purpose) -> bool:
    """Send a letter for what the form says; the session keeps the row's number and nothing else."""
    said = form.cleaned_data
    typed = said["contact"] if purpose == OneTimeCode.Purpose.REGISTER else said["typed"]
    if wait := attempts.of_letter(request, typed).reserve(request):
        waiting.refuse(form, wait)
        return False
    by, now = system_account("sign-up"), clock.now()
    if purpose == OneTimeCode.Purpose.REGISTER:
        channel = Channel(said["channel"])
        row = codes.ask_to_register(contact=typed, channel=channel, now=now, by=by)
    else:
        row = codes.ask_to_reset(typed=typed, now=now, by=by)
    request.session[STASH] = row.pk
    return True


def pending(request: HttpRequest, purpose: OneTimeCode.Purpose) -> OneTimeCode | None:
    """The code that this session has asked for."""
    kept = OneTimeCode.objects.filter(pk=request.session.get(STASH, 0), purpose=purpose)
    return kept.filter(spent_at=None, expires_at__gt=clock.now()).first()


def confirm(row: OneTimeCode, form: Code) -> bool:
    """Whether the form holds the digits; else it says that it does not."""
    by, now = system_account("sign-up"), clock.now()
    if codes.confirm_code(code=row.pk, typed=form.cleaned_data["code"], now=now, by=by):
        return True
    row.refresh_from_db(fields=["tries_left"])
    form.add_error("code", str(WRONG) if row.tries_left else str(USED_UP))
    return False


def was_asked(request: HttpRequest) -> bool:
    """Whether this session has asked for a code, whatever has become of it."""
    return STASH in request.session


def end(request: HttpRequest) -> None:
    request.session.pop(STASH, None)
