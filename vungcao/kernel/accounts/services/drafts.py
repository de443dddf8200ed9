"""Keeping what was typed into a form until it is saved for good.

A draft changes nothing for anybody: what the form does in the end has an entry of its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.accounts.models import FormDraft, User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import SealedField

LIFE = timedelta(days=7)
LARGEST = 64 * 1024
MOST = 40  # of one account; the oldest makes room
Words = Mapping[str, list[str]]


@dataclass(frozen=True)
class Place:
    """Which form of which object."""

    form: str
    subject: str = ""


@transaction.atomic
def keep_draft(*, place: Place, words: Words, now: datetime, by: User) -> FormDraft:
    """Keep the words of a form in the place of what was kept before.

    Raises `RuleBroken` when they are too long.
    """
    text = json.dumps(words, ensure_ascii=False)
    if len(text.encode()) > LARGEST:
        raise RuleBroken("Biểu mẫu dài quá nên chưa lưu nháp được. Hãy ghi luôn, hoặc rút bớt.")
    account = User.objects.select_for_update(of=("self",)).select_related("key").get(pk=by.pk)
    if account.key is None:
        account.key = vault.make_key(by=by)
        account.save(update_fields=["key"])
    field = FormDraft._meta.get_field("words")
    assert isinstance(field, SealedField)
    sealed = {"words": vault.seal(text, key=account.key, field=field), "saved_at": now}
    own = FormDraft.objects.visible_to(by)
    made, is_new = own.update_or_create(
        account=account, form=place.form, subject=place.subject, defaults=sealed
    )
    if is_new:
        older = own.order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST:]
        FormDraft.objects.filter(pk__in=list(older)).delete()
    return made


@transaction.atomic
def drop_draft(*, place: Place, by: User) -> None:
    """It was saved for good, or is not wanted any more."""
    FormDraft.objects.visible_to(by).filter(form=place.form, subject=place.subject).delete()


@transaction.atomic
def forget_drafts(*, now: datetime, by: AbstractBaseUser) -> None:
    """Whatever nobody came back to within its days."""
    FormDraft.objects.filter(saved_at__lt=now - LIFE).delete()
