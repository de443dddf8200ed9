"""Invented households of the demo: everybody is called "Mẫu" in the middle, nobody exists."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.people import services
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import (
    Household,
    HouseholdMember,
    Identifier,
    PersonContact,
    ResidenceKind,
    Sex,
)
from vungcao.kernel.people.services import NewHousehold
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import Kind, Unit

SINCE = date(2026, 1, 5)
CODE = "MAU-"
HOUSEHOLDS = 72
VILLAGES = 24
GROUPS = ("Tày", "Nùng", "Dao", "Sán Chay", "Sán Dìu", "Hoa", "Kinh")
FAMILIES = ("Nông", "Hoàng", "Bàn", "Trần", "Diệp", "Lý", "Nguyễn")
MEN = ("An", "Bình", "Cường", "Dũng", "Hải", "Khánh", "Long", "Minh", "Phúc", "Sơn", "Tuấn")
WOMEN = ("Ánh", "Cúc", "Dung", "Hà", "Hoa", "Lan", "Mai", "Nga", "Oanh", "Thu", "Yến")
RELATIONS = (
    HouseholdMember.Relation.HEAD,
    HouseholdMember.Relation.SPOUSE,
    HouseholdMember.Relation.CHILD,
    HouseholdMember.Relation.CHILD,
    HouseholdMember.Relation.PARENT,
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Some three hundred persons in "Thôn mẫu n", and two who were entered twice."""
    if Household.objects.filter(code__startswith=CODE).exists():
        return
    villages = list(Unit.objects.in_force(today).filter(kind=Kind.VILLAGE, key__startswith="mau/"))
    villages = sorted(villages, key=lambda unit: str(unit.key))[:VILLAGES]
    if not villages:
        return
    groups = {group.name: group for group in EthnicGroup.objects.filter(name__in=GROUPS)}
    sizes = [number(f"ho/{nth}", 3, 5) for nth in range(HOUSEHOLDS)]
    drafts = [
        _member(nth, place, villages[nth % len(villages)], groups)
        for nth, size in enumerate(sizes)
        for place in range(size)
    ]
    twice = [_as_entered_again(drafts[0]), _as_entered_again(drafts[sizes[0]])]
    persons = services.register_all(drafts=[*drafts, *twice], today=SINCE, by=by)
    waiting = iter(persons)
    households = [
        NewHousehold(
            unit=villages[nth % len(villages)],
            members=[(next(waiting), RELATIONS[place]) for place in range(size)],
            code=f"{CODE}{nth + 1:03}",
        )
        for nth, size in enumerate(sizes)
    ]
    services.open_households(new=households, valid_from=SINCE, by=by)


def _member(nth: int, place: int, village: Unit, groups: dict[str, EthnicGroup]) -> PersonDraft:
    key = f"ho/{nth}/{place}"
    kind = number(f"ho/{nth}/dan-toc", 0, len(GROUPS) - 1)
    is_woman = (nth + place) % 2 == 1
    given = WOMEN if is_woman else MEN
    named = given[number(key, 0, len(given) - 1)]
    eldest = {0: (1958, 1990), 1: (1960, 1992), 4: (1932, 1950)}
    born = number(f"{key}/sinh", *eldest.get(place, (1995, 2024)))
    serial = nth * 10 + place
    is_grown = born <= 2008
    return PersonDraft(
        full_name=f"{FAMILIES[kind]} Mẫu {named}",
        unit=village,
        birth=str(born) if place == 4 else f"{number(key, 1, 28):02}/{nth % 12 + 1:02}/{born}",
        sex=Sex.FEMALE if is_woman else Sex.MALE,
        ethnic_group=groups.get(GROUPS[kind]),
        residence_kind=ResidenceKind.TEMPORARY if nth % 17 == 3 else ResidenceKind.PERMANENT,
        address=f"Nhà số {nth + 1}",
        languages=("Tiếng Việt",) if GROUPS[kind] == "Kinh" else ("Tiếng Việt", GROUPS[kind]),
        identifiers=(_card(serial),) if is_grown else (),
        contacts=(_telephone(nth),) if place == 0 else (),
    )


def _card(serial: int) -> NewIdentifier:
    return NewIdentifier(Identifier.Kind.CITIZEN_CARD, f"000{serial:09}")


def _telephone(nth: int) -> NewContact:
    return NewContact(PersonContact.Kind.TELEPHONE, f"0900000{nth:03}")


def _as_entered_again(draft: PersonDraft) -> PersonDraft:
    """The same person as another officer wrote them: no tones, the year alone, no card."""
    return PersonDraft(
        full_name=draft.full_name.replace("Mẫu", "Mau"),
        unit=draft.unit,
        birth=draft.birth[-4:],
        contacts=draft.contacts,
    )
