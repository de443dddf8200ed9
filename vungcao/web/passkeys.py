"""The two ceremonies of a passkey. django-allauth keeps the challenge in the session between."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from vungcao.kernel.accounts.models import User


def creation_options(account: User) -> dict[str, Any]:
    """What the browser needs to make a passkey that can sign in by itself."""
    options: dict[str, Any] = auth.begin_registration(account, passwordless=True)
    return options


def is_created(credential: dict[str, Any]) -> bool:
    """Whether the browser's answer fits the challenge, and its holder was verified."""
    try:
        auth.parse_registration_response(credential)
        return bool(auth.complete_registration(credential).is_user_verified())
    except (ValidationError, ValueError, KeyError):
        return False


def request_options(account: User | None) -> dict[str, Any]:
    """What the browser needs to use a passkey: of one account, or of whoever holds one."""
    options: dict[str, Any] = auth.begin_authentication(account)
    return options


def recognise(credential: dict[str, Any], account: User | None) -> Authenticator | None:
    """The passkey that answered the challenge, or nothing."""
    try:
        auth.parse_authentication_response(credential)
        holder = account or auth.extract_user_from_response(credential)
        found: Authenticator = auth.complete_authentication(holder, credential)
    except (ValidationError, ValueError, KeyError, AttributeError):
        return None
    return found
