"""What the printed forms say: paragraphs, lines of tables, who signs. Words of a paper, in
Vietnamese whatever the screen's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.people.models import Sex
from vungcao.kernel.people.services import PersonRecord
from vungcao.systems.prestige.models import Nominee, ProposalList, SelectionRound
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.rules.papers import line
from vungcao.systems.prestige.services import minutes
from vungcao.systems.prestige.services.minutes import Sitting

SEX = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
Named = Sequence[tuple[Nominee, PersonRecord]]


@dataclass(frozen=True)
class Place:
    """The place of a paper and its commune, as they are called on its day."""

    commune_id: int
    name: str
    commune: str

    @property
    def office(self) -> str:
        return f"Uỷ ban nhân dân {self.commune[:1].lower()}{self.commune[1:]}"

    @property
    def short(self) -> str:
        """The commune without its kind, as it stands before the day."""
        return self.commune.partition(" ")[2] or self.commune


@dataclass(frozen=True)
class Wording:
    """The values of one paper and its day."""

    day: date
    subject: str
    values: dict[str, str]


@dataclass(frozen=True)
class Listed:
    """One line of a commune's list."""

    person: PersonRecord
    village: str
    votes: int | None
    replaces: str


def of_meeting(selection: SelectionRound, place: Place, named: Named) -> Wording:
    """Mẫu 01."""
    sitting = minutes.opened(selection).meeting
    total, present = selection.households_total, selection.households_present
    share = f"{selection.quorum_numerator}/{selection.quorum_denominator}"
    body = [
        *_opening(selection.held_on, sitting),
        f"Tổng số hộ của thôn: {total}; số hộ dự họp: {present}"
        f" (mức tối thiểu {share} tổng số hộ).",
        _purpose(selection),
        "Kết quả lấy ý kiến các hộ dự họp:",
    ]
    rows = [
        line(nth, p.full_name, p.birth_year, p.ethnic_group, one.votes)
        for nth, (one, p) in enumerate(named, start=1)
    ]
    assert selection.held_on is not None
    subject = f"Họp {_lower(place.name)} bình chọn người có uy tín"
    values = _values(place, place.office, body, rows, _closing(sitting), _leaders(sitting))
    return Wording(selection.held_on, subject, values)


def of_joint_meeting(selection: SelectionRound, place: Place, named: Named) -> Wording:
    """Mẫu 02."""
    sitting = minutes.opened(selection).joint
    body = [
        *_opening(selection.joint_held_on, sitting),
        f"Số người dự họp: {selection.joint_present}.",
        f"Căn cứ kết quả cuộc họp thôn ngày {_day(selection.held_on)}, cuộc họp bỏ phiếu"
        " thống nhất người được đề nghị công nhận:",
    ]
    rows = [
        line(
            nth,
            p.full_name,
            p.birth_year,
            p.ethnic_group,
            one.joint_votes,
            "Được đề nghị" if one.is_chosen or one.unmet else "",
        )
        for nth, (one, p) in enumerate(named, start=1)
    ]
    assert selection.joint_held_on is not None
    subject = f"Họp liên tịch {_lower(place.name)} xét người có uy tín"
    values = _values(place, place.office, body, rows, _closing(sitting), _leaders(sitting))
    return Wording(selection.joint_held_on, subject, values)


def of_check(selection: SelectionRound, place: Place, named: Named) -> Wording:
    """Mẫu 03."""
    assert selection.checked_on is not None
    criteria = norms.criteria(selection.checked_on)
    body = [
        f"Ngày {_day(selection.checked_on)}, {place.office} kiểm tra kết quả bình chọn của"
        f" {_lower(place.name)} (họp thôn ngày {_day(selection.held_on)}, họp liên tịch ngày"
        f" {_day(selection.joint_held_on)}).",
        "Tiêu chí kiểm tra:",
        *(f"– {name};" for name in criteria.values()),
    ]
    rows = [
        line(nth, p.full_name, p.birth_year, p.ethnic_group, _result(one, criteria))
        for nth, (one, p) in enumerate(_proposed(named), start=1)
    ]
    after = [note] if (note := minutes.opened(selection).check) else []
    subject = f"Kiểm tra kết quả bình chọn người có uy tín của {_lower(place.name)}"
    signers = ["Người kiểm tra", "Đại diện Uỷ ban nhân dân"]
    values = _values(place, "", body, rows, after, signers)
    return Wording(selection.checked_on, subject, values)


def of_list(proposal: ProposalList, place: Place, lines: Sequence[Listed]) -> Wording:
    """Mẫu 04."""
    body = [
        f"{place.office} đề nghị công nhận {len(lines)} người có uy tín trong đồng bào dân tộc"
        f" thiểu số, {_lower(proposal.cycle.name)}:",
    ]
    rows = [
        line(
            nth,
            one.person.full_name,
            one.person.birth_year,
            SEX.get(Sex(one.person.sex), ""),
            one.person.ethnic_group,
            one.village,
            one.votes,
            one.replaces,
        )
        for nth, one in enumerate(lines, start=1)
    ]
    signers = ["Người lập danh sách", "Đại diện Uỷ ban nhân dân"]
    values = _values(place, "", body, rows, [], signers)
    return Wording(proposal.made_on, "Đề nghị công nhận người có uy tín", values)


def of_ending(
    place: Place,
    person: PersonRecord,
    reason: str,
    day: date,
    words: str,
    successors: Sequence[PersonRecord],
) -> Wording:
    """Mẫu 06."""
    wish = "đưa ra khỏi danh sách và thay thế" if successors else "đưa ra khỏi danh sách"
    body = [
        f"{place.office} đề nghị {wish} người có uy tín của {_lower(place.name)}.",
        f"Lý do: {_lower(reason)}.",
        *([words.strip()] if words.strip() else []),
    ]
    said = [(person, "Đưa ra khỏi danh sách"), *((one, "Thay thế") for one in successors)]
    rows = [
        line(nth, one.full_name, one.birth_year, one.ethnic_group, place.name, what)
        for nth, (one, what) in enumerate(said, start=1)
    ]
    signers = ["Người lập", "Đại diện Uỷ ban nhân dân"]
    values = _values(place, "", body, rows, [], signers)
    return Wording(day, "Đưa ra khỏi danh sách, thay thế người có uy tín", values)


def _values(
    place: Place,
    superior: str,
    body: Sequence[str],
    rows: Sequence[str],
    after: Sequence[str],
    signers: Sequence[str],
) -> dict[str, str]:
    return {
        "superior": superior,
        "place": place.short,
        "body": "\n".join(body),
        "rows": "\n".join(rows),
        "after": "\n".join(after),
        "signers": "\n".join(signers),
    }


def _opening(day: date | None, sitting: Sitting) -> list[str]:
    said = [
        f"Hôm nay, ngày {_day(day)}, tại {sitting.place}.",
        f"Chủ trì: {sitting.chair}. Thư ký: {sitting.secretary}.",
    ]
    return [*said, *([f"Thành phần: {sitting.others}"] if sitting.others else [])]


def _purpose(selection: SelectionRound) -> str:
    for_whom = "để thay thế người có uy tín của thôn, " if selection.replaced_id else ""
    return f"Nội dung: bình chọn người có uy tín {for_whom}{_lower(selection.cycle.name)}."


def _closing(sitting: Sitting) -> list[str]:
    return [one.strip() for one in sitting.words.splitlines() if one.strip()]


def _leaders(sitting: Sitting) -> list[str]:
    return [line("Thư ký", sitting.secretary), line("Chủ trì", sitting.chair)]


def _proposed(named: Named) -> list[tuple[Nominee, PersonRecord]]:
    return [(one, person) for one, person in named if one.is_chosen or one.unmet]


def _result(one: Nominee, criteria: dict[str, str]) -> str:
    if not one.unmet:
        return "Đạt các tiêu chí, được đề nghị"
    missing = [criteria.get(code, code) for code in one.unmet.split(",")]
    return f"Chưa đạt: {'; '.join(_lower(name) for name in missing)}"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
