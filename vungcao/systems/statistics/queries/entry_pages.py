"""What the pages of entering read: what is due, and everything that stands in one answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.systems.statistics.models import CampaignState, Obligation, Stage, Submission
from vungcao.systems.statistics.queries import entry, parts
from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.queries.sheets import Reading
from vungcao.systems.statistics.rules.ast import Reference, references
from vungcao.systems.statistics.rules.exact import Figure, unscaled
from vungcao.systems.statistics.rules.layout import Layout
from vungcao.systems.statistics.rules.operations import Held


@dataclass(frozen=True)
class Remark:
    """What was said about a cell: a note, or why it was sent back."""

    by: str
    text: str
    is_return: bool = False


@dataclass(frozen=True)
class Contents:
    """Everything that stands in one answer, by the codes of its cells."""

    reading: Reading
    held: Mapping[str, Held]
    remarks: Mapping[str, Sequence[Remark]] = field(default_factory=dict)
    returned: frozenset[str] = frozenset()

    @property
    def layout(self) -> Layout:
        return self.reading.history.layout

    @property
    def inputs(self) -> Mapping[str, Input]:
        return self.reading.history.inputs

    def reason(self, code: str) -> Remark | None:
        """What was said last about a cell, if anything but why it was sent back."""
        said = [one for one in self.remarks.get(code, ()) if not one.is_return]
        return said[-1] if said else None

    def asked(self) -> Iterator[Reference]:
        """What the formulas and checks read beside the cells of this form and period."""
        trees = [one.tree for check in self.layout.rules() for one in check.spread()]
        for tree in (*trees, *self.reading.history.trees.values()):
            yield from (one for one in references(tree) if one.of or one.form)


def due(user: User, places: Iterable[str], day: date) -> QuerySet[Obligation]:
    """What is to be entered within reach and these places, and not handed in or still open."""
    waiting = Q(submission=None) | Q(submission__stage=Stage.DRAFT)
    rows = parts.enterable(Obligation.objects.visible_to(user).under(places), user, day)
    found = rows.filter(waiting, campaign__state=CampaignState.OPEN)
    return found.select_related("campaign__version__form", "submission")


def submissions(user: User) -> QuerySet[Submission]:
    """Answers within reach, with what their page says of them."""
    found = Submission.objects.visible_to(user)
    return found.select_related("obligation__campaign__version__form")


def days_left(obligation: Obligation, today: date) -> int:
    """Below 0 when the day has passed."""
    return (obligation.campaign.due_on - today).days


def is_open_to(user: User, submission: Submission, today: date) -> bool:
    """Whether an account may type into an answer now, in its own name or in another's."""
    if submission.stage != Stage.DRAFT:
        return False
    owed = submission.obligation
    return parts.may_enter(user, owed, today) or parts.may_stand_in(user, owed, today)


def contents(submission: Submission) -> Contents:
    """The figures of an answer with those of earlier periods, and what was said about them."""
    reading = Reading(submission)
    returned = entry.returned(submission)
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for code, one in returned.items():
        remarks[code].append(Remark(parts.called(one.by), one.comment, is_return=True))
    for said in submission.comments.select_related("by").order_by("pk"):
        remarks[said.code].append(Remark(parts.called(said.by), said.text))
    held = _by_code(reading.history.inputs, entry.held(submission))
    return Contents(reading, held, remarks, frozenset(returned))


def drawn(submission: Submission, contents: Contents, revision: int) -> Mapping[str, Held]:
    """The figures of a page that was drawn at a revision; the log is asked if any came later."""
    if all(one.revision <= revision for one in contents.held.values()):
        return contents.held
    return _by_code(contents.inputs, entry.replayed(submission, until=revision))


def figure(place: Input, held: Held) -> Figure:
    """As an exact rational: the database keeps it in units of the indicator's decimals."""
    if held.value is None:
        return Figure(held.state)
    return Figure(held.state, unscaled(held.value, place.place.stored))


def _by_code(inputs: Mapping[str, Input], held: Mapping[int, Held]) -> dict[str, Held]:
    return {code: held[one.cell] for code, one in inputs.items() if one.cell in held}
