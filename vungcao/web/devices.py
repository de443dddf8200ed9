"""Known devices: a signed cookie says that an account was signed in here before.

Tries from a known device are counted by themselves, so that whoever hammers an account from
elsewhere never locks its holder out. A new password makes all devices unknown.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from vungcao.kernel.accounts.models import User

SALT = "known-device"
MOST = 8  # accounts on one shared computer
AGE = 180 * 24 * 60 * 60


def name() -> str:
    return f"{settings.SESSION_COOKIE_NAME}-device"


def known(request: HttpRequest, account: User) -> str:
    """The device's own random name, when `account` was signed in on it before."""
    nonce, stamp = _read(request).get(str(account.pk), ("", ""))
    return nonce if stamp and constant_time_compare(stamp, _stamp(account)) else ""


def remember(request: HttpRequest, response: HttpResponse, account: User) -> None:
    """Let this browser know the account from now on."""
    nonce = known(request, account) or secrets.token_hex(8)
    others = {key: held for key, held in _read(request).items() if key != str(account.pk)}
    kept = dict(list(others.items())[-(MOST - 1) :]) | {str(account.pk): (nonce, _stamp(account))}
    response.set_cookie(
        name(),
        signing.dumps(kept, salt=SALT),
        max_age=AGE,
        path="/tai-khoan/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, tuple[str, str]]:
    try:
        held = signing.loads(request.COOKIES.get(name(), ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return {}
    return {key: (nonce, stamp) for key, (nonce, stamp) in held.items()}


def _stamp(account: User) -> str:
    return salted_hmac(SALT, account.password, algorithm="sha256").hexdigest()[:16]
