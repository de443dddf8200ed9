"""The first revision of a page that was put up outside of the editor."""

from django.db import transaction
from wagtail.models import Page

from vungcao.kernel.accounts.models import User


@transaction.atomic
def keep_as_published(*, page: Page, by: User, is_checked: bool = True) -> None:
    """Let the editor know that what is drafted is what is read: nothing waits for publication."""
    made = page.save_revision(user=by, changed=False, clean=is_checked)
    Page.objects.filter(pk=page.pk).update(live_revision=made)
