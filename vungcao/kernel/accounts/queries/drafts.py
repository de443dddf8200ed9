"""The draft of a form, and the words in it."""

import json
from datetime import datetime

from vungcao.kernel.accounts.models import FormDraft, User
from vungcao.kernel.vault import services as vault


def draft(account: User, form: str, subject: str, since: datetime) -> FormDraft | None:
    """What the account has kept of this form since a moment; its words stay sealed."""
    own = FormDraft.objects.visible_to(account).filter(form=form, subject=subject)
    return own.filter(saved_at__gte=since).order_by("pk").first()


def words_of(draft: FormDraft) -> dict[str, list[str]]:
    """The words, opened; none when their key is gone."""
    (text,) = vault.open_texts([draft.words])
    found: dict[str, list[str]] = json.loads(text) if text else {}
    return found
