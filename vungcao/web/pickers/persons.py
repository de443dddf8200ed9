"""One person whom the reader reaches: by the whole name, or an exact number. Each look is logged.

Never a list to leaf through: a name needs two words, a number has to be right, and no number is
ever shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people import queries
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import PersonLine, read_list
from vungcao.kernel.units.queries import on_day
from vungcao.web.pickers.picker import MOST, Offer, Option, PickerField, Source


@dataclass(frozen=True)
class Persons(Source[Person]):
    """Whom `reader` reaches, for one purpose; places are named as on `day`."""

    reader: User
    purpose: Purpose
    day: date
    kind: ClassVar[str] = "persons"

    def words(self) -> dict[str, Any]:
        return {"purpose": self.purpose.value, "day": self.day.isoformat()}

    @classmethod
    def of(cls, words: dict[str, Any], reader: User) -> "Persons":
        return cls(reader, Purpose(words["purpose"]), date.fromisoformat(words["day"]))

    def search(self, text: str) -> Offer:
        found = queries.sought(text, self.reader)
        if found is None:
            return Offer(said=_("Gõ họ và tên, hoặc đúng số giấy tờ, số điện thoại."))
        total = found.count()
        options = self._options(list(found[:MOST]))
        if not options:
            return Offer(said=_("Không thấy ai như vậy trong phạm vi của chị/anh."))
        if total > MOST:
            said = {"total": total, "most": MOST}
            sentence = _("Có %(total)d người, đây là %(most)d người đầu. Gõ đủ họ, đệm và tên.")
            return Offer(options, sentence % said)
        return Offer(options, _("%(number)d người.") % {"number": total})

    def chosen(self, value: str) -> Person | None:
        if not value.isdecimal() or len(value) > 12:
            return None
        return Person.objects.visible_to(self.reader).present().filter(pk=value).first()

    def meant(self, text: str) -> Person | Offer:
        """Two persons may bear one name: whoever is meant is always chosen."""
        offer = self.search(text)
        sentence = _("Chọn một người bên dưới.") if offer.options else ""
        return Offer(offer.options, f"{sentence} {offer.said}".strip())

    def option(self, row: Person) -> Option:
        return self._options([row])[0]

    def _options(self, rows: list[Person]) -> tuple[Option, ...]:
        lines = read_list(persons=rows, purpose=self.purpose, by=self.reader)
        places = {unit.id: unit.name for unit in on_day({one.unit_id for one in lines}, self.day)}
        return tuple(_option(line, places.get(line.unit_id, "")) for line in lines)


def _option(line: PersonLine, place: str) -> Option:
    born = _("sinh năm %(year)d") % {"year": line.birth_year} if line.birth_year else ""
    gone = _("đã mất") if line.is_deceased else ""
    return Option(str(line.id), line.full_name, ", ".join(filter(None, (born, place, gone))))


class PersonField(PickerField[Person]):
    """A person; what was typed is kept in no draft."""
