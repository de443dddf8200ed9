"""Forms that are sent twice and acted on once.

These rows change nothing for anybody: what the form did has entries of its own in the trail.
"""

from datetime import datetime, timedelta

from django.db import transaction

from vungcao.kernel.accounts.models import SentForm, User

LIFE = timedelta(days=1)


@transaction.atomic
def take_form(*, mark: str, now: datetime, by: User) -> tuple[SentForm, bool]:
    """The row of this form, and whether it is the first one.

    Whoever sends the same form at the same moment waits here until the first has been acted on.
    """
    return SentForm.objects.get_or_create(mark=mark, defaults={"account": by, "sent_at": now})


@transaction.atomic
def settle_form(*, form: SentForm, goal: str, by: User) -> None:
    """It was acted on, and `goal` shows what came of it."""
    SentForm.objects.filter(pk=form.pk).update(goal=goal)


@transaction.atomic
def release_form(*, form: SentForm, by: User) -> None:
    """It was not acted on: the same may be sent again."""
    SentForm.objects.filter(pk=form.pk).delete()


@transaction.atomic
def forget_forms(*, now: datetime, by: User) -> None:
    """Nobody presses a button a second time after a day."""
    SentForm.objects.filter(sent_at__lt=now - LIFE).delete()
