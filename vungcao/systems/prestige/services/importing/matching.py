"""Which lines stand in the register already, and what they say otherwise than it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from vungcao.kernel.people import rules as people
from vungcao.kernel.people import sealing
from vungcao.kernel.people.models import PersonContact, Purpose
from vungcao.kernel.people.rules import spelt, tidy
from vungcao.kernel.people.services import PersonRecord
from vungcao.kernel.people.services import read as read_persons
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries.reached import MOVED, reached
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.importing.sheets import Job, Line
from vungcao.systems.prestige.services.profiles import Profile

LARGEST = 5000
SELECTED = ("unit", "cycle")
PERSONAL = (
    *("full_name", "birth", "sex", "ethnic_group", "local_group"),
    *("card", "telephone", "components", "party", "education", "occupation"),
)


def known_by_key(job: Job, lines: Sequence[Line]) -> None:
    """Lines that carry the key of a line of the register, within the officer's reach."""
    keys = {line.said["key"] for line in lines if "key" in line.said}
    rows = Recognition.objects.visible_to(job.by).standing().filter(pk__in=keys)
    found = {row.pk: row for row in rows.select_related(*SELECTED).order_by("pk")}
    taken: dict[int, Line] = {}
    for line in lines:
        key = line.said.get("key")
        if key is None:
            continue
        if key not in found:
            job.wrong(line, "key", _("Không có dòng mang mã này trong phạm vi của chị/anh."))
        elif key in taken:
            sentence = _("Mã này đã có ở dòng %(number)d của tệp.")
            job.wrong(line, "key", sentence % {"number": taken[key].number})
        else:
            line.held = found[key]
            taken[key] = line


def known_by_itself(job: Job, lines: Sequence[Line]) -> None:
    """A line without a key is the one of the same name, village and first day."""
    new = [line for line in lines if line.is_new and line.unit and "full_name" in line.said]
    rows = Recognition.objects.visible_to(job.by).standing()
    rows = rows.filter(
        unit__in={line.unit for line in new}, valid_from__in={line.valid_from for line in new}
    )
    taken = {line.held.pk for line in lines if line.held}
    there: dict[tuple[object, ...], list[Recognition]] = defaultdict(list)
    open_: list[Recognition] = []
    for row in rows.select_related(*SELECTED).order_by("pk"):
        if row.pk not in taken:
            open_.append(row)
    persons = reached(open_)
    for row in open_:
        if person := persons.get(row.person_id):
            row.person = person
            there[row.unit_id, row.valid_from, person.spelt_index].append(row)
    if not there:
        return
    for line in new:
        assert line.unit is not None
        keys = people.match_keys(line.said["full_name"], line.said.get("birth", ""))
        prints = sealing.prints(keys)
        alike = there[line.unit.pk, line.valid_from, prints["spelt"]]
        years = {prints["even"], prints["odd"]}
        best = sorted(alike, key=lambda row: {row.person.even_index, row.person.odd_index} != years)
        if best:
            line.held = best[0]
            alike.remove(best[0])


def compare(job: Job, lines: Sequence[Line]) -> None:
    """What known lines say otherwise: profile and telephone are changes, all else is refused."""
    held = [line for line in lines if line.held is not None]
    records = _records(job, held)
    opened = profiles.opened(line.held for line in held if line.held)
    for line, profile in zip(held, opened, strict=True):
        assert line.held is not None
        record = records.get(line.held.person_id)
        if record is None:
            _refuse_moved(job, line, profile)
            continue
        _change(line, record, profile)
        for name in _different(line, line.held, record):
            sentence = _(
                "Khác với sổ. Nhập từ tệp chỉ sửa thành phần, trình độ, nghề nghiệp, điện thoại;"
                " mục này sửa ở trang của người đó, hoặc để ô trống."
            )
            job.wrong(line, name, sentence)


def _refuse_moved(job: Job, line: Line, profile: Profile) -> None:
    """Of who has moved away only what the register's own file said may stand in a line."""
    assert line.held is not None
    told: dict[str, object] = {
        "components": sorted(profile.components),
        "party": profile.is_party_member,
    }
    told |= {"education": profile.education, "occupation": profile.occupation}
    for name in PERSONAL:
        said = line.said.get(name)
        if name == "components" and said is not None:
            said = sorted(line.profile.components)
        is_same = (
            spelt(str(said)) == spelt(MOVED) if name == "full_name" else said == told.get(name)
        )
        if name in line.said and not is_same:
            sentence = _("Hồ sơ đã chuyển khỏi địa bàn: để ô này như tệp tải về.")
            job.wrong(line, name, sentence)


def _records(job: Job, held: Sequence[Line]) -> dict[int, PersonRecord]:
    rows = [line.held for line in held if line.held]
    known = reached(rows)
    for row in rows:
        if row.person_id in known:
            row.person = known[row.person_id]
    persons = list(known.values())
    found = {}
    for first in range(0, len(persons), LARGEST):
        some = persons[first : first + LARGEST]
        for record in read_persons(persons=some, purpose=Purpose.REGISTER, by=job.by):
            found[record.id] = record
    return found


def _change(line: Line, record: PersonRecord, profile: Profile) -> None:
    said = line.said
    codes = set(said.get("components", profile.components)) | set(line.profile.components)
    wanted = Profile(
        tuple(sorted(codes)),
        said.get("education", profile.education),
        said.get("occupation", profile.occupation),
    )
    if (wanted.components, tidy(wanted.education), tidy(wanted.occupation)) != (
        tuple(sorted(profile.components)),
        tidy(profile.education),
        tidy(profile.occupation),
    ):
        line.changes["profile"] = wanted
    telephones = [way.value for way in record.contacts if _is_telephone(way)]
    if "telephone" in said and said["telephone"] not in telephones:
        line.changes["telephone"] = said["telephone"]


def _is_telephone(way: Any) -> bool:
    return way.kind == PersonContact.Kind.TELEPHONE and way.valid_until is None


def _different(line: Line, row: Recognition, record: PersonRecord) -> Iterator[str]:
    """The columns whose cells contradict the register."""
    said = line.said
    numbers = {(p.kind, p.number) for p in record.identifiers if p.valid_until is None}
    checks: dict[str, tuple[Any, Iterable[Any]]] = {
        "full_name": (spelt(said.get("full_name", "")), [spelt(record.full_name)]),
        "birth": (said.get("birth"), [record.birth]),
        "sex": (said.get("sex"), [record.sex]),
        "card": (said.get("card"), numbers),
        "local_group": (spelt(said.get("local_group", "")), [spelt(record.local_group)]),
        "village": (line.unit and line.unit.pk, [row.unit_id]),
        "number": (tidy(said.get("number", "")), [tidy(row.number)]),
        "decided_on": (said.get("decided_on"), [row.decided_on]),
        "issuer": (spelt(said.get("issuer", "")), [spelt(row.issuer_name)]),
        "valid_from": (said.get("valid_from"), [row.valid_from]),
        "valid_until": (said.get("valid_until"), [row.valid_until]),
        "reason": (said.get("reason"), [row.end_reason]),
        "end_number": (tidy(said.get("end_number", "")), [tidy(row.end_number)]),
        "end_decided_on": (said.get("end_decided_on"), [row.end_decided_on]),
        "end_issuer": (spelt(said.get("end_issuer", "")), [spelt(row.end_issuer_name)]),
        "slot": (said.get("slot"), [row.slot]),
    }
    yield from (n for n, (is_, there) in checks.items() if n in said and is_ not in there)
    if line.group is not None and line.group.pk != record.ethnic_group_id:
        yield "ethnic_group"
