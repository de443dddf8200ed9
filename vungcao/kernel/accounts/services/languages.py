"""The language in which an account reads the product."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit


@transaction.atomic
def choose_language(*, account: User, language: str, by: AbstractBaseUser) -> None:
    """Remember the choice for every machine on which the account signs in."""
    if account.language == language:
        return
    account.language = language
    account.save(update_fields=["language"])
    audit.record(by=by, action="accounts.language_chosen", subject=account)
