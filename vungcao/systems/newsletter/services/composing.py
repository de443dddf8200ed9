"""An issue from its first words to its approval."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases.services.numbers import give
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.articles import Article
from vungcao.systems.newsletter.models import Issue, IssueState, Pick
from vungcao.systems.newsletter.queries import issues, norms, shelf
from vungcao.systems.newsletter.queries.door import inside
from vungcao.systems.newsletter.rules import composing as rules
from vungcao.systems.newsletter.rules.content import Reading

KIND = "newsletter.issue"  # of the generator of numbers
UP, DOWN, OUT = "up", "down", "out"


@dataclass(frozen=True)
class Words:
    """What an issue says itself."""

    title: str
    lead: str
    note: str
    language: str


@transaction.atomic
def make(*, words: Words, today: date, now: datetime, by: User) -> Issue:
    """Begin an issue; it has the rate of the day and no number yet."""
    made = Issue.objects.create(
        **asdict(words),
        rate=norms.rate(today),
        made_by_id=by.pk,
        made_at=now,
        writers=[by.pk],
    )
    audit.record(by=by, action="newsletter.issue_made", subject=made)
    return made


@transaction.atomic
def revise(*, issue: Issue, words: Words, by: User) -> Issue:
    """Change the words of a draft. Raises `RuleBroken` once it was handed in."""
    row = locked(issue.pk, rules.REVISE)
    for name, value in asdict(words).items():
        setattr(row, name, value)
    _written(row, [*asdict(words)], by)
    audit.record(by=by, action="newsletter.issue_revised", subject=row)
    return row


@transaction.atomic
def pick(*, issue: Issue, keys: Sequence[str], by: User) -> int:
    """Put articles at the end of a draft, in the given order. How many were new.

    Raises `RuleBroken` for too many, and for one that is not published now.
    """
    row = locked(issue.pk, rules.REVISE)
    held = issues.picks(row)
    new = [key for key in dict.fromkeys(keys) if key not in {pick.key for pick in held}]
    _refuse(rules.against_picking(picked=len(held), more=len(new)))
    there = shelf.named(new)
    if set(new) - set(there):
        raise RuleBroken("Có bài đã gỡ hoặc chưa đăng: tải lại trang rồi chọn lại.")
    first = max((pick.position for pick in held), default=0) + 1
    Pick.objects.bulk_create(
        Pick(issue=row, position=first + place, key=key, **_as_it_stands(there[key]))
        for place, key in enumerate(new)
    )
    _written(row, [], by)
    audit.record(by=by, action="newsletter.picked", subject=row, articles=len(new))
    return len(new)


@transaction.atomic
def move(*, pick: Pick, way: str, by: User) -> None:
    """Put an article of a draft one place up or down, or leave it out."""
    row = locked(pick.issue_id, rules.REVISE)
    held = issues.picks(row)
    place = next((nth for nth, one in enumerate(held) if one.pk == pick.pk), None)
    if place is None:
        raise RuleBroken("Bài này không còn trong số bản tin.")
    if way == OUT:
        held[place].delete()
    else:
        other = place + (-1 if way == UP else 1)
        if 0 <= other < len(held):
            mine, theirs = held[place], held[other]
            mine.position, theirs.position = theirs.position, mine.position
            Pick.objects.bulk_update([mine, theirs], ["position"])
    _written(row, [], by)
    audit.record(by=by, action="newsletter.pick_moved", subject=row, way=way)


@transaction.atomic
def drop(*, issue: Issue, by: User) -> None:
    """Throw a draft away that never had a number."""
    row = locked(issue.pk, rules.DROP)
    audit.record(by=by, action="newsletter.issue_dropped", subject=row)
    with inside():  # its trial letters go too
        row.delete()


@transaction.atomic
def hand_in(*, issue: Issue, by: User) -> Issue:
    """Give an issue to who approves; its articles are taken once more as they stand now.

    One that was taken down meanwhile is left out. Raises `RuleBroken` for an issue that says
    nothing.
    """
    row = locked(issue.pk, rules.HAND_IN)
    _take_again(row)
    picks = issues.picks(row)
    _refuse(rules.against_handing_in(title=row.title, note=row.note, picks=len(picks)))
    row.state, row.returned = IssueState.HANDED_IN, ""
    _written(row, ["state", "returned"], by)
    audit.record(by=by, action="newsletter.handed_in", subject=row, articles=len(picks))
    return row


@transaction.atomic
def send_back(*, issue: Issue, reason: str, by: User) -> Issue:
    """Give an issue back to who composes it, with what is to be changed."""
    row = locked(issue.pk, rules.SEND_BACK)
    if not reason.strip():
        raise RuleBroken("Ghi điều cần sửa.")
    row.state, row.returned = IssueState.DRAFT, reason.strip()
    _changed(row, ["state", "returned"])
    audit.record(by=by, action="newsletter.sent_back", subject=row)
    return row


@transaction.atomic
def approve(*, issue: Issue, seen: int | None, today: date, now: datetime, by: User) -> Issue:
    """Approve an issue and give it its number.

    Raises `RuleBroken` when it is not what was seen, and for whoever has worked on it; the
    product's own accounts (demo, reference data) are nobody's eyes.
    """
    row = locked(issue.pk, rules.APPROVE)
    if by.kind != User.Kind.SYSTEM:
        _refuse(rules.against_approving(by=by.pk, writers={row.made_by_id, *row.writers}))
    if seen is not None and seen != row.version:
        raise RuleBroken("Số bản tin đã đổi từ khi mở trang: xem lại rồi duyệt.")
    row.number = row.number or give(KIND, "", today)
    row.state, row.approved_by, row.approved_at = IssueState.APPROVED, by, now
    _changed(row, ["number", "state", "approved_by", "approved_at"])
    audit.record(by=by, action="newsletter.approved", subject=row, number=row.number)
    return row


@transaction.atomic
def take_back(*, issue: Issue, by: User) -> Issue:
    """Make an approved issue a draft again; it keeps its number. Not once it is being sent."""
    row = locked(issue.pk, rules.TAKE_BACK)
    row.state, row.sends_at = IssueState.DRAFT, None
    row.approved_by = row.approved_at = None
    _changed(row, ["state", "sends_at", "approved_by", "approved_at"])
    audit.record(by=by, action="newsletter.taken_back", subject=row)
    return row


def locked(pk: int, step: str) -> Issue:
    """The issue for one step. Raises `RuleBroken` where the step may not be taken now."""
    row = Issue.objects.select_for_update(of=("self",)).get(pk=pk)
    _refuse(rules.against_step(step, row.state))
    return row


def _written(row: Issue, fields: Collection[str], by: User) -> None:
    """A change of what the issue says: whoever made it has written it."""
    row.writers = [*row.writers, by.pk] if by.pk not in row.writers else row.writers
    _changed(row, [*fields, "writers"])


def _changed(row: Issue, fields: Collection[str]) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _take_again(row: Issue) -> None:
    picks = issues.picks(row)
    there = shelf.named([pick.key for pick in picks])
    for pick in picks:
        if pick.key not in there:
            pick.delete()
            continue
        for name, value in _as_it_stands(there[pick.key]).items():
            setattr(pick, name, value)
        pick.save()


def _as_it_stands(article: Article) -> dict[str, object]:
    readings = [Reading(s.language, s.reader, s.seconds, s.address) for s in article.sounds]
    return {
        "title": article.title[:300],
        "lead": article.lead,
        "address": article.address,
        "section": article.section,
        "language": article.language,
        "text": article.text,
        "sounds": [asdict(one) for one in readings],
    }


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise RuleBroken("\n".join(wrong))
