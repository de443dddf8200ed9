"""What becomes of an account whose person was erased."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import CitizenContact, OneTimeCode, User
from vungcao.kernel.accounts.services import sessions
from vungcao.kernel.audit import services as audit
from vungcao.kernel.vault import services as vault


@transaction.atomic
def forget_person(*, person: int, now: datetime, by: AbstractBaseUser) -> bool:
    """Close the account of a person who was erased; its contacts go and its keys are destroyed.

    The row stays for the trail. Told again of the same person it does nothing.
    """
    account = User.objects.filter(person=person, is_active=True).first()
    if account is None:
        return False
    sessions.end_sessions(account=account, by=by)
    contacts = list(CitizenContact.objects.filter(account=account).select_related("key"))
    for key in {one.key for one in contacts} | ({account.key} if account.key else set()):
        vault.destroy_key(key=key, now=now, by=by)
    OneTimeCode.objects.filter(contact__in=contacts).delete()
    CitizenContact.objects.filter(account=account).delete()
    account.is_active, account.called = False, None
    account.first_name = account.last_name = account.email = ""
    account.set_unusable_password()
    account.save()
    audit.record(by=by, action="accounts.forgotten", subject=account)
    return True
