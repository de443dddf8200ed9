"""How the second factor's secrets are kept: sealed with the account's own key."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter

from vungcao.kernel.accounts.models import User
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed, SealedField

ISSUER = "Vùng Cao"


class _InsideJson(SealedField):
    """The label of texts that are sealed inside another package's JSON column."""

    @property
    def label(self) -> str:
        return "mfa.Authenticator.data"


_FIELD = _InsideJson()


def seal(account: User, text: str) -> str:
    """A text sealed with the key of the account, which must have one."""
    if account.key is None:
        raise LookupError(f"#{account.pk} has no key.")
    return base64.b64encode(vault.seal(text, key=account.key, field=_FIELD).data).decode()


def unseal(text: str) -> str:
    """The text, or nothing once the account's key has been destroyed."""
    (opened,) = vault.open_texts([Sealed(base64.b64decode(text), _FIELD.label)])
    return opened or ""


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What django-allauth asks about secrets, names and addresses."""

    def encrypt(self, text: str) -> str:
        raise TypeError("services.factors seals: it knows whose secret it is.")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return ISSUER

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return ISSUER
