"""Which dossiers owe their applicant an apology, and what of it is prepared or sent."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vungcao.kernel.cases.models import Case, Pause
from vungcao.systems.onestop.models import Apology, Dossier
from vungcao.systems.onestop.queries import deadlines, versions
from vungcao.systems.onestop.rules import apologies as rules


def without(now: datetime) -> QuerySet[Dossier]:
    """Dossiers whose term ends today or has ended, and for whose moment no apology was made.

    Those of today first: theirs can still be in time.
    """
    made = Apology.objects.filter(dossier=OuterRef("pk"), old_due_at=OuterRef("case__due_at"))
    found = deadlines.ending_by(now).filter(~Exists(made))
    return found.order_by("-case__due_at", "pk")


def is_wanted(dossier: Dossier) -> bool:
    """Whether no apology was made yet for the moment that is promised now."""
    return not _made(dossier).exists()


def needless() -> QuerySet[Apology]:
    """Drafts whose moment has moved since, or was kept."""
    kept = Q(dossier__finished_at__lte=F("old_due_at"))
    has_moved = Q(dossier__finished_at=None) & ~Q(dossier__case__due_at=F("old_due_at"))
    found = Apology.objects.filter(kept | has_moved, sent_at=None)
    return found.select_related("document").order_by("pk")


def waiting(dossiers: Iterable[int]) -> set[int]:
    """Those of these dossiers whose apology is drafted and not sent."""
    rows = Apology.objects.filter(dossier__in=dossiers, sent_at=None, dossier__finished_at=None)
    return set(rows.values_list("dossier", flat=True))


def draft(dossier: Dossier) -> Apology | None:
    """The apology of a dossier that waits for its reason."""
    return Apology.objects.filter(dossier=dossier, sent_at=None).order_by("pk").first()


def is_late(dossier: Dossier, now: datetime) -> bool:
    """Whether the term has ended; where the clock stands still, when it stopped."""
    case = dossier.case
    if dossier.received_at is None or dossier.finished_at is not None or case.due_at is None:
        return False
    if case.state == Case.State.PAUSED:
        stopped = Pause.objects.filter(case=case, resumed_at=None).order_by("pk").first()
        now = stopped.stopped_at if stopped is not None else now
    return now > case.due_at


def why_not(dossier: Dossier, now: datetime) -> str:
    """What stands against an apology without an extension, in a sentence; empty: nothing does."""
    if not deadlines.why_not(dossier, now):
        return "Còn gia hạn được: gia hạn, phiếu xin lỗi được lập kèm."
    if _made(dossier).filter(sent_at__isnull=False).exists():
        return "Đã gửi phiếu xin lỗi cho lần hẹn này."
    if not is_late(dossier, now) and draft(dossier) is None:
        return "Hồ sơ chưa đến hạn: chưa có gì để xin lỗi."
    return ""


def against_ending(dossier: Dossier, does: str, now: datetime) -> str:
    """Why a dossier cannot be ended by such an action yet; empty: it can."""
    policy = versions.process(dossier.version).policy
    if not rules.must_be_sent(policy, does) or not is_late(dossier, now):
        return ""
    return "" if _made(dossier).filter(sent_at__isnull=False).exists() else rules.OWED


def _made(dossier: Dossier) -> QuerySet[Apology]:
    due = dossier.case.due_at
    rows = Apology.objects.filter(dossier=dossier)
    return rows.none() if due is None else rows.filter(old_due_at=due)
