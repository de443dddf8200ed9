"""What happened in the editor is taken over into the trail, in the request that did it."""

from datetime import datetime

from django.db import transaction
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import announcing, copies, groups, telling

QUIET = {"wagtail.edit"}  # a draft saved once more; its revision says it
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


@transaction.atomic
def take_over(*, after: int, now: datetime, by: User) -> None:
    """Copy the entries that `by` has caused since, and tell whom they concern.

    What was published is kept, a new section is followed by groups.
    """
    made = PageLogEntry.objects.filter(pk__gt=after, user=by).select_related("content_type")
    for entry in made.order_by("pk"):
        model = entry.content_type.model if entry.content_type else ""
        if entry.action not in QUIET:
            audit.record(
                by=by,
                action="portal.edited",
                subject=f"portal.{model}:{entry.page_id}",
                did=entry.action,
                revision=entry.revision_id,
            )
            announcing.say(entry.page_id)
        if entry.action in PUBLISHED and model == Article._meta.model_name:
            article = Article.objects.live().filter(pk=entry.page_id).first()
            if article is not None:
                copies.keep(article=article, now=now, by=by)
        telling.tell(entry=entry, now=now, by=by)
        if entry.content_type and issubclass(entry.content_type.model_class() or Page, Section):
            groups.arrange(by=by)


@transaction.atomic
def take_over_records(*, after: int, by: User) -> None:
    """The same for what is no page: old addresses, pictures."""
    made = ModelLogEntry.objects.filter(pk__gt=after, user=by).select_related("content_type")
    for entry in made.order_by("pk"):
        kind = entry.content_type
        what = f"{kind.app_label}.{kind.model}" if kind else ""
        audit.record(
            by=by, action="portal.edited", subject=f"{what}:{entry.object_id}", did=entry.action
        )


def last_record() -> int:
    """The newest entry of the editor's log of what is no page; 0 before the first."""
    newest = ModelLogEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return int(newest or 0)


def last() -> int:
    """The newest entry of the editor's own log; 0 before the first."""
    newest = PageLogEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return int(newest or 0)
