"""Persons and recognitions of the demo; everybody is called "Mẫu" in the middle, nobody exists."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import State
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import Identifier, PersonContact, ResidenceKind, Sex
from vungcao.kernel.units import queries
from vungcao.kernel.units.demo import decision
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.offers.demo import villages
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.ending import Ending, replace
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise_all

DECIDED, SINCE = date(2023, 1, 16), date(2023, 1, 20)
GROUPS = {
    "220": ("Tày", "Nùng", "Dao", "Sán Chay", "Hoa", "Tày"),
    "219": ("Nùng", "Sán Dìu", "Sán Chay", "Tày", "Hoa", "Nùng"),
    "218": ("Sán Dìu", "Nùng", "Dao", "Tày"),
    "215": ("Nùng", "Tày", "Sán Chay", "Hoa"),
    "217": ("Nùng", "Tày"),
    "216": ("Nùng", "Sán Chay"),
}
FAMILIES = {
    "Tày": ("Hoàng", "Nông", "Vi", "Hà"),
    "Nùng": ("Nông", "Lương", "Lăng", "Chu"),
    "Dao": ("Bàn", "Triệu", "Đặng"),
    "Sán Chay": ("Trần", "Lâm", "Ninh"),
    "Sán Dìu": ("Diệp", "Tạ", "Ôn"),
    "Hoa": ("Trương", "Hoàng", "Vũ"),
}
MEN = ("An", "Bình", "Cường", "Dũng", "Hải", "Khánh", "Long", "Minh", "Phúc", "Sơn", "Tuấn", "Vinh")
WOMEN = ("Ánh", "Cúc", "Dung", "Hà", "Hoa", "Lan", "Mai", "Nga", "Oanh", "Thu", "Yến")
SCHOOLS = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông", "Trung cấp", "Đại học")
TRADES = ("Nông nghiệp", "Nông nghiệp", "Hưu trí", "Kinh doanh", "Thầy thuốc")
# Which commune (code), on which day and why somebody made way for another one.
ENDINGS = (
    ("07621", date(2025, 10, 15), "death"),
    ("07621", date(2026, 4, 2), "health"),
    ("07582", date(2025, 11, 20), "moved"),
    ("07582", date(2026, 8, 12), "own_wish"),
)


@dataclass(frozen=True)
class Seat:
    """A village that has somebody, and the district that it lay in."""

    village: Unit
    district: str
    nth: int


def build(by: AbstractBaseUser, today: date) -> None:
    """522 persons recognised in 2023, as many in each old district as were published."""
    if Recognition.objects.exists():
        return
    basis = citations.cite(
        number="Dữ liệu mẫu của bản trình diễn",
        title="Không phải số liệu hay danh sách của cơ quan nhà nước",
        state=State.SYNTHETIC,
        by=by,
    )
    held = villages.gather(basis, by)
    seats = [
        Seat(village, code, nth)
        for code, found in held.items()
        for nth, village in enumerate(found[: villages.PERSONS[code]])
    ]
    if not seats:
        return
    groups = {group.name: group for group in EthnicGroup.objects.all()}
    drafts = [_draft(seat, groups) for seat in seats]
    persons = people.register_all(drafts=drafts, today=SINCE, by=by)
    new = [
        NewRecognition(person, seat.village, SINCE, profile=_profile(seat))
        for person, seat in zip(persons, seats, strict=True)
    ]
    recognise_all(new=new, decided=_by_province(), today=SINCE, by=by)
    _follow(groups, today, by)


def _by_province() -> Decided:
    """The province of its day decided until the districts did."""
    province = queries.by_code(queries.GSO, Kind.PROVINCE, "24", villages.COUNTED)
    assert province is not None
    name = f"Uỷ ban nhân dân {queries.on_day([province.pk], villages.COUNTED)[0].name.lower()}"
    return Decided(decision(50), DECIDED, province, name.replace("bắc giang", "Bắc Giang"))


def _follow(groups: dict[str, EthnicGroup], today: date, by: AbstractBaseUser) -> None:
    """A few who made way for others, by decisions of today's communes."""
    chart = Chart(today)
    for nth, (code, day, reason) in enumerate(ENDINGS):
        commune = queries.by_code(queries.GSO, Kind.COMMUNE, code, villages.MERGED)
        if commune is None or day > today:
            continue
        rows = Recognition.objects.in_force(day - timedelta(days=1)).under([commune.scope])
        rows = rows.filter(end_kind="", unit__valid_until=None, replaces=None)
        held = rows.select_related("unit").order_by("unit", "pk")[2 + nth]
        seat = Seat(held.unit, "220" if code == "07621" else "219", 900 + nth)
        (person,) = people.register_all(drafts=[_draft(seat, groups)], today=day, by=by)
        name = queries.on_day([chart.chain(commune.pk)[-1]], day)[0].name
        replace(
            recognition=held,
            ending=Ending(day, reason),
            new=NewRecognition(person, held.unit, day, profile=_profile(seat)),
            decided=Decided(
                decision(60 + nth),
                day - timedelta(days=5),
                commune,
                f"Uỷ ban nhân dân {name[0].lower()}{name[1:]}",
            ),
            today=day,
            by=by,
        )


def _draft(seat: Seat, groups: dict[str, EthnicGroup]) -> PersonDraft:
    key = f"uy-tin/{seat.district}/{seat.nth}"
    kinds = GROUPS[seat.district]
    group = kinds[number(f"{key}/dan-toc", 0, len(kinds) - 1)]
    is_woman = number(f"{key}/gioi", 0, 99) < 17
    given = WOMEN if is_woman else MEN
    families = FAMILIES[group]
    family = families[number(f"{key}/ho", 0, len(families) - 1)]
    born = number(f"{key}/sinh", 1941, 1984)
    birth = f"{number(f'{key}/ngay', 1, 28):02}/{number(f'{key}/thang', 1, 12):02}/{born}"
    serial = int(seat.district) * 1000 + seat.nth
    return PersonDraft(
        full_name=f"{family} Mẫu {given[number(f'{key}/ten', 0, len(given) - 1)]}",
        unit=seat.village,
        birth=str(born) if number(f"{key}/chi-nam", 0, 9) == 0 else birth,
        sex=Sex.FEMALE if is_woman else Sex.MALE,
        ethnic_group=groups.get(group),
        residence_kind=ResidenceKind.PERMANENT,
        languages=("Tiếng Việt", group),
        identifiers=(NewIdentifier(Identifier.Kind.CITIZEN_CARD, f"000{serial:09}"),),
        contacts=(NewContact(PersonContact.Kind.TELEPHONE, f"0900000{serial % 1000:03}"),),
    )


def _profile(seat: Seat) -> Profile:
    key = f"uy-tin/{seat.district}/{seat.nth}"
    first = number(f"{key}/nhom", 1, 10)
    codes = {f"{first:02}"}
    if number(f"{key}/dang", 0, 99) < 42:
        codes.add("11")
    if number(f"{key}/nhom-2", 0, 9) == 0:
        codes.add(f"{number(f'{key}/nhom-3', 1, 10):02}")
    return Profile(
        components=tuple(sorted(codes)),
        education=SCHOOLS[number(f"{key}/hoc", 0, len(SCHOOLS) - 1)],
        occupation=TRADES[number(f"{key}/nghe", 0, len(TRADES) - 1)],
    )


demos.register("prestige.register", Demo(order=70, build=build))
