"""The sealed part of a recognition: components, schooling, occupation."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Person
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.reached import OfPerson, reached


@dataclass(frozen=True)
class Profile:
    """What a list says of a person beside the name: codes of `prestige.components`, and words."""

    components: tuple[str, ...] = ()
    education: str = ""
    occupation: str = ""

    @property
    def is_party_member(self) -> bool:
        return norms.PARTY_MEMBER in self.components


def against(
    profile: Profile,
    day: date,
    components: Callable[[date], Mapping[str, str]] = norms.components,
) -> list[str]:
    """Components that the list of the day does not know."""
    known = components(day)
    wrong = [code for code in profile.components if code not in known]
    return [f"Không có nhóm thành phần mang mã {', '.join(wrong)}."] if wrong else []


def sealed(profile: Profile, key: DataKey) -> Sealed:
    """Ready for the column. Raises `RuleBroken` for a person who was erased."""
    return seal(json.dumps(asdict(profile), ensure_ascii=False), key, "profile")


def persons_of(rows: Sequence[OfPerson]) -> list[Person]:
    """Their records, to write in them. Raises `RuleBroken` once one has moved out of reach."""
    found = reached(rows)
    if any(row.person_id not in found for row in rows):
        raise RuleBroken(
            "Hồ sơ đã chuyển khỏi địa bàn, ở đây không ghi thêm vào hồ sơ được:"
            " nhờ nơi đang giữ hồ sơ làm, hoặc để trống phần ghi chú."
        )
    return [found[row.person_id] for row in rows]


def key_of(row: OfPerson) -> DataKey:
    """With what is written of a person is sealed."""
    (person,) = persons_of([row])
    return person.key


def seal(text: str, key: DataKey, name: str, model: type = Recognition) -> Sealed:
    """A text of a person for one column of the register."""
    field = model._meta.get_field(name)  # type: ignore[attr-defined]
    assert isinstance(field, SealedField)
    try:
        return vault.seal(text, key=key, field=field)
    except vault.KeyDestroyed as gone:
        raise RuleBroken("Dữ liệu của người này đã xoá, không ghi thêm được.") from gone


def opened(rows: Iterable[Recognition]) -> list[Profile]:
    """The profiles in the order of the rows; what was erased is empty."""
    return [_read(text) for text in vault.open_texts(row.profile for row in rows)]


def _read(text: str | None) -> Profile:
    said = json.loads(text or "{}")
    return Profile(
        tuple(said.get("components", ())), said.get("education", ""), said.get("occupation", "")
    )
