"""Accounts that are erased: with their person, or because their holder wants it."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import CitizenContact, FormDraft, OneTimeCode, User
from vungcao.kernel.accounts.services import sessions
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault


@transaction.atomic
def forget_person(*, person: int, now: datetime, by: AbstractBaseUser) -> bool:
    """Erase the account of a person who was erased, also one that was closed before.

    Told again of the same person it does nothing.
    """
    account = User.objects.select_for_update(of=("self",)).filter(person=person).first()
    if account is None:
        return False
    _erase(account, now, by)
    return True


@transaction.atomic
def close_citizen(*, account: User, now: datetime, by: AbstractBaseUser) -> None:
    """Erase a citizen's account at its holder's wish; what a register knows of them stays there.

    Raises `RuleBroken` for an account that is not the citizen's own, and for one of the demo.
    """
    if account.pk != by.pk or account.kind != User.Kind.CITIZEN:
        raise RuleBroken(_("Chỉ người dân tự xoá được tài khoản của mình."))
    if account.is_synthetic:
        raise RuleBroken(_("Tài khoản trình diễn dùng chung, không xoá được."))
    _erase(User.objects.select_for_update(of=("self",)).get(pk=account.pk), now, by)


def _erase(account: User, now: datetime, by: AbstractBaseUser) -> None:
    """Contacts go, keys are destroyed; the row stays for the trail and leads to nobody."""
    sessions.end_sessions(account=account, by=by)
    own = CitizenContact.objects.filter(account=account)
    waiting = Q(account=None, fingerprint__in=list(own.values_list("fingerprint", flat=True)))
    contacts = CitizenContact.objects.filter(Q(account=account) | waiting)
    keys = {one.key for one in contacts.select_related("key")}
    for key in keys | ({account.key} if account.key else set()):
        vault.destroy_key(key=key, now=now, by=by)
    OneTimeCode.objects.filter(Q(contact__in=contacts) | Q(account=account)).delete()
    contacts.delete()
    FormDraft.objects.filter(account=account).delete()
    Authenticator.objects.filter(user=account).delete()
    account.is_active, account.called, account.person = False, None, None
    account.first_name = account.last_name = account.email = ""
    account.set_unusable_password()
    account.save()
    audit.record(by=by, action="accounts.forgotten", subject=account)
