"""One unit: by name or code as of a day, by search that knows old names, or out of the tree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.models import DatedQuerySet
from vungcao.kernel.units import queries
from vungcao.kernel.units.models import NATION_SCOPE, Kind, Unit
from vungcao.kernel.units.names import without_toneless_form
from vungcao.kernel.units.queries import Hit, UnitOnDay
from vungcao.web.pickers.picker import MOST, Branch, Offer, Option, PickerField, Source

READ_AT_ONCE = 80
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Units(Source[Unit]):
    """The units of a day; `within` are the scopes that the reader reaches, None is everywhere."""

    day: date
    within: tuple[str, ...] | None = None
    kind: ClassVar[str] = "units"
    has_forest: ClassVar[bool] = True

    def words(self) -> dict[str, Any]:
        return {"day": self.day.isoformat(), "within": self.within}

    @classmethod
    def of(cls, words: dict[str, Any], reader: User) -> "Units":
        """Of a signed address: never more than the reader reaches by now."""
        wanted = words["within"]
        if wanted is not None:
            wanted = tuple(path for path in wanted if path.startswith(reader.reach))
        return cls(date.fromisoformat(words["day"]), wanted)

    def search(self, text: str) -> Offer:
        if not text:
            return Offer(said=_("Gõ tên hoặc mã đơn vị."))
        found = self._found(text)
        options = tuple(self._options(found[:MOST]))
        if not options:
            return Offer(said=_("Không thấy đơn vị nào có tên hoặc mã như vậy."))
        if len(found) > MOST:
            more = _("Còn nữa. Gõ thêm chữ, hoặc ghi đơn vị trên sau dấu phẩy.")
            return Offer(options, more)
        return Offer(options, _("%(number)d đơn vị.") % {"number": len(options)})

    def chosen(self, value: str) -> Unit | None:
        if not value.isdecimal() or len(value) > 12:
            return None
        return self._visible().in_force(self.day).filter(pk=value).first()

    def meant(self, text: str) -> Unit | Offer:
        match = queries.pick(text, self.day)
        fitting = match.choices or ((match.found,) if match.found else ())
        near = tuple(unit for unit in fitting if self._reaches(unit))
        if len(near) == 1:
            return Unit.objects.get(pk=near[0].id)
        if near:
            return self._which(text, near)
        if fitting:
            return Offer(said=_("“%(text)s” nằm ngoài phạm vi của chị/anh.") % {"text": text})
        return self._unknown(text, match.suggestions)

    def option(self, row: Unit) -> Option:
        (unit,) = queries.on_day([row.pk], self.day)
        return Option(str(unit.id), unit.name)

    def forest(self, opened: Iterable[int]) -> tuple[Branch, ...]:
        """From the tops of the reach down, as far as was opened."""
        tops = queries.on_day(self._tops(), self.day)
        shown, only = set(opened), tops
        while len(only) == 1:  # nothing to choose between yet: a level deeper
            shown.add(only[0].id)
            only = self._below([only[0].id])
        children: dict[int, list[UnitOnDay]] = defaultdict(list)
        for unit in self._below(shown):
            children[unit.parent or 0].append(unit)
        seen = {unit.id for units in children.values() for unit in units}
        deep = queries.with_some_below(seen | {unit.id for unit in tops}, self.day)

        def grown(unit: UnitOnDay) -> Branch:
            branches = tuple(grown(child) for child in children.get(unit.id, ()))
            has_more = unit.id in deep and not branches
            label, value = unit.name or _("Cả nước"), str(unit.id)
            return Branch(label, value, "", False, bool(branches), branches, has_more)

        return tuple(grown(unit) for unit in tops)

    def _below(self, parents: Iterable[int]) -> list[UnitOnDay]:
        """Policies' areas are no places where somebody works."""
        found = queries.below(parents, self.day)
        return [unit for unit in found if unit.kind != Kind.AREA and self._reaches(unit)]

    def _tops(self) -> list[int]:
        paths = (NATION_SCOPE,) if self.within is None else self.within
        tops = [a for a in paths if not any(a != b and a.startswith(b) for b in paths)]
        return [int(path.split("/")[-2]) for path in tops]

    def _visible(self) -> DatedQuerySet[Unit]:
        return Unit.objects.all() if self.within is None else Unit.objects.under(self.within)

    def _reaches(self, unit: UnitOnDay) -> bool:
        return self.within is None or unit.scope.startswith(self.within)

    def _found(self, text: str) -> list[tuple[UnitOnDay, Hit]]:
        """Living units with the name or code that led to each, the best first."""
        name, _comma, above = text.partition(",")
        hits = self._hits(name) or self._hits(without_toneless_form(name))
        found: dict[int, tuple[UnitOnDay, Hit]] = {}
        for hit in hits:
            for unit in hit.now:
                if self._lives(unit) and self._reaches(unit):
                    found.setdefault(unit.id, (unit, hit))
        if not above.strip():
            return list(found.values())
        parents = {unit.id for unit, _hit in self._found(above.strip())}
        return [pair for pair in found.values() if pair[0].parent in parents]

    def _hits(self, name: str) -> list[Hit]:
        return queries.search(name, self.day, under=self.within, limit=READ_AT_ONCE)

    def _lives(self, unit: UnitOnDay) -> bool:
        ended = unit.valid_until is not None and unit.valid_until <= self.day
        return unit.valid_from <= self.day and not ended

    def _options(self, found: list[tuple[UnitOnDay, Hit]]) -> Iterable[Option]:
        units = tuple(unit for unit, _hit in found)
        places = dict(queries.with_places(units, self.day))
        for unit, hit in found:
            where = places[unit.id].removeprefix(unit.name).lstrip(", ")
            was = self._was(unit, hit)
            yield Option(str(unit.id), unit.name, "; ".join(filter(None, (where, was))))

    @staticmethod
    def _was(unit: UnitOnDay, hit: Hit) -> str:
        if hit.valid_until is None:
            return ""
        said = {"old": hit.title, "day": f"{hit.valid_until - A_DAY:%d/%m/%Y}", "new": unit.name}
        if hit.unit.id == unit.id:
            return _("trước là %(old)s, đến hết %(day)s") % said
        return _("%(old)s cũ, đến hết %(day)s, nay thuộc %(new)s") % said

    def _which(self, text: str, near: tuple[UnitOnDay, ...]) -> Offer:
        sentence = _("Có %(number)d đơn vị mang tên “%(text)s”. Chọn một bên dưới.")
        if len(near) > MOST:
            sentence += " " + _(
                "Chưa thấy thì ghi thêm đơn vị trên, ví dụ “Thôn mẫu 1, Xã Vân Sơn”."
            )
        return Offer(self._named(near[:MOST]), sentence % {"number": len(near), "text": text})

    def _named(self, units: tuple[UnitOnDay, ...]) -> tuple[Option, ...]:
        places = queries.with_places(units, self.day)
        names = {unit.id: unit.name for unit in units}
        return tuple(
            Option(str(pk), names[pk], words.removeprefix(names[pk]).lstrip(", "))
            for pk, words in places
        )

    def _unknown(self, text: str, close: tuple[UnitOnDay, ...]) -> Offer:
        """Perhaps an old name; else names that are written nearly so."""
        found = tuple(self._options(self._found(text)[:MOST]))
        near = tuple(unit for unit in close if self._reaches(unit))
        sentence = _("Không thấy “%(text)s” trong danh mục ngày %(day)s.") % {
            "text": text,
            "day": f"{self.day:%d/%m/%Y}",
        }
        if found:
            return Offer(found, sentence + " " + _("Chọn một bên dưới, hoặc gõ tên khác."))
        if near:
            names = ", ".join(unit.name for unit in near)
            return Offer(
                self._named(near), sentence + " " + _("Có phải %(close)s?") % {"close": names}
            )
        return Offer(said=sentence + " " + _("Gõ tên đầy đủ hoặc mã."))


class UnitField(PickerField[Unit]):
    """A unit of the day that its form looks at."""
