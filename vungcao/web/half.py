"""Between the first and the second step of signing in: proved by password, not yet let in."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from vungcao.kernel.accounts import services
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import factors
from vungcao.kernel.calendar import clock
from vungcao.web import attempts, passkeys
from vungcao.web.account_forms import SecondStep
from vungcao.web.sign_in import may_enter

STASH = "half_signed_in"
LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class Pending:
    """Who proved a password in this session, and where they want to go."""

    account: User
    goal: str


def begin(request: HttpRequest, account: User, goal: str) -> None:
    request.session.cycle_key()
    stash = {"account": account.pk, "at": clock.now().timestamp(), "goal": goal}
    request.session[STASH] = stash | {"stamp": account.get_session_auth_hash()}


def pending(request: HttpRequest) -> Pending | None:
    """Nobody after ten minutes, or when the password has changed since."""
    stash = request.session.get(STASH)
    if not stash or clock.now().timestamp() - stash["at"] > LIFE.total_seconds():
        return None
    account = User.objects.filter(pk=stash["account"]).first()
    if account is None or not may_enter(account):
        return None
    return (
        Pending(account, stash["goal"])
        if stash["stamp"] == account.get_session_auth_hash()
        else None
    )


def end(request: HttpRequest) -> None:
    request.session.pop(STASH, None)


def use_code(request: HttpRequest, account: User, form: SecondStep) -> str:
    """The kind of factor that the code belongs to; else the form says why it was refused."""
    attempt = attempts.of_account(request, account.get_username(), account, "factor")
    if wait := attempt.reserve(request):
        form.add_error(None, attempts.in_words(wait))
        return ""
    code = form.cleaned_data["code"]
    kind = factors.use_code(account=account, code=code, now=clock.now(), by=account)
    if kind:
        attempt.succeeded()
    else:
        services.sign_in_refused(account=account, factor="code")
        form.add_error("code", _("Mã chưa đúng hoặc đã dùng. Chờ mã mới rồi nhập lại."))
    return kind


def use_passkey(request: HttpRequest, account: User | None) -> User | None:
    """Whose passkey answered; a passkey cannot be guessed, so its tries are not counted."""
    try:
        credential = json.loads(request.POST.get("credential", ""))
    except ValueError:
        return None
    found = passkeys.recognise(credential, account) if isinstance(credential, dict) else None
    holder = User.objects.get(pk=found.user_id) if found else None
    if found is None or holder is None or not may_enter(holder):
        services.sign_in_refused(account=None, factor="webauthn")
        return None
    factors.note_use(factor=found, now=clock.now(), by=holder)
    return holder
