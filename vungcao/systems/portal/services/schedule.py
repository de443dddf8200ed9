"""What was approved for a moment appears at it, and what was to end goes."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Article
from vungcao.systems.portal.services import announcing, copies, telling

AT_ONCE = 50


@transaction.atomic
def publish_due(*, now: datetime, by: User) -> int:
    """Publish what is due and take down what has expired; how many pages changed."""
    expired = Page.objects.live().filter(expire_at__lte=now).order_by("expire_at", "pk")
    gone = [page.specific for page in expired[:AT_ONCE]]
    for page in gone:
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        announcing.say(page.pk)
        audit.record(by=by, action="portal.expired", subject=page)
        key = f"{page.pk}:{page.expire_at:%Y%m%d%H%M}"
        telling.tell_writers(page=page, kind=telling.EXPIRED, key=key, now=now, by=by)
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now)
    revisions = list(due.order_by("approved_go_live_at", "pk").select_for_update()[:AT_ONCE])
    for revision in revisions:
        # The product's clock has decided; Wagtail would ask the machine's and put it off again.
        revision.content = {**revision.content, "go_live_at": None}
        revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
        page = Page.objects.get(pk=revision.object_id).specific
        announcing.say(page.pk)
        audit.record(by=by, action="portal.published", subject=page, revision=revision.pk)
        if isinstance(page, Article) and page.live:
            copies.keep(article=page, now=now, by=by)
        key = f"revision-{revision.pk}"
        telling.tell_writers(page=page, kind=telling.PUBLISHED, key=key, now=now, by=by)
    return len(gone) + len(revisions)
