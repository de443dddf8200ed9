"""Lists of issues, for the office and for everybody."""

from django.db.models import Count, QuerySet

from vungcao.systems.newsletter.models import Issue, Pick
from vungcao.systems.newsletter.models.issues import IssueQuerySet


def all_issues() -> QuerySet[Issue]:
    """For the office; the newsletter is one and belongs to no unit."""
    return Issue.objects.annotate(size=Count("picks")).order_by("-made_at", "-pk")


def public() -> IssueQuerySet:
    """For everybody, the newest first."""
    return Issue.objects.public().order_by("-started_at", "-pk")


def picks(issue: Issue) -> list[Pick]:
    """In their order."""
    return list(Pick.objects.filter(issue=issue).order_by("position"))
