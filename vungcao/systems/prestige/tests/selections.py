"""A commune with its committee and a village, and rounds at each of their steps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import ProposalList, SelectionRound
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import proposing, selecting
from vungcao.systems.prestige.services.minutes import Sitting
from vungcao.systems.prestige.services.selecting import JointMeeting, Meeting
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.factories import TODAY

MET, JOINT, CHECKED = date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 16)
LED = Sitting("nhà văn hoá thôn", "Chu Mẫu Long", "Vi Mẫu Hoa", words="Các hộ góp ý.")
NAMES = ("Nông Mẫu An", "Hoàng Mẫu Bình")


def place(called: str = "Mẫu") -> Unit:
    """A village of a commune that has its committee."""
    above = factories.commune(called)
    OrganisationFactory.create(
        kind=OrganisationKind.PEOPLES_COMMITTEE,
        unit=above,
        called=f"Uỷ ban nhân dân xã {called}",
    )
    factories.cycle()
    return factories.village(above)


def commune_of(village: Unit) -> Unit:
    return Unit.objects.get(pk=reads.parent_of(village.scope))


def opened(village: Unit, by: User, names: tuple[str, ...] = NAMES, **said: Any) -> SelectionRound:
    made = selecting.open_round(
        village=village, cycle=factories.cycle(), today=TODAY, by=by, **said
    )
    for name in names:
        person = factories.person(village, full_name=name)
        selecting.nominate(selection=made, whom=person, today=TODAY, by=by)
    return made


def meeting(selection: SelectionRound, present: int = 67, **said: Any) -> Meeting:
    """A meeting of a village of 100 households; the first nominee has the most votes."""
    votes = {one.pk: present - one.position for one in reads.nominees(selection)}
    return replace(Meeting(MET, 100, present, votes, LED), **said)


def met(village: Unit, by: User, **said: Any) -> SelectionRound:
    made = opened(village, by, **said)
    return selecting.close_meeting(selection=made, meeting=meeting(made), today=TODAY, by=by)


def joint_meeting(selection: SelectionRound, first: int = 1, **said: Any) -> JointMeeting:
    named = reads.nominees(selection)
    votes: Mapping[int, int | None] = {one.pk: 8 - one.position for one in named}
    made = JointMeeting(JOINT, 9, votes, frozenset(one.pk for one in named[:first]), LED)
    return replace(made, **said)


def joint(village: Unit, by: User, **said: Any) -> SelectionRound:
    made = met(village, by, **said)
    return selecting.hold_joint_meeting(
        selection=made, joint=joint_meeting(made), today=TODAY, by=by
    )


def checked(village: Unit, by: User, **said: Any) -> SelectionRound:
    made = joint(village, by, **said)
    unmet: dict[int, tuple[str, ...]] = {one.pk: () for one in reads.nominees(made)}
    return proposing.check_by_commune(
        selection=made, checked_on=CHECKED, unmet=unmet, today=TODAY, by=by
    )


def listed(by: User, *rounds: SelectionRound) -> ProposalList:
    return proposing.list_rounds(
        commune=commune_of(rounds[0].unit),
        cycle=rounds[0].cycle,
        rounds=rounds,
        made_on=TODAY,
        today=TODAY,
        by=by,
    )


def sent(by: User, *rounds: SelectionRound) -> ProposalList:
    return proposing.send(proposal=listed(by, *rounds), by=by)
