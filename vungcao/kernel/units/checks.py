"""Whether a reform can be applied: everything that stands against it, at once, in sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vungcao.kernel.units.models import (
    Code,
    Establishment,
    Form,
    Hierarchy,
    Kind,
    Name,
    Placement,
    Reform,
    Revision,
    Succession,
    Tally,
    Unit,
)
from vungcao.kernel.units.queries import GSO
from vungcao.kernel.units.queries.uses import affected_units

RANK = {
    Kind.NATION: 0,
    Kind.PROVINCE: 1,
    Kind.DISTRICT: 2,
    Kind.COMMUNE: 3,
    Kind.VILLAGE: 4,
    Kind.AREA: 4,
}


@dataclass(frozen=True)
class Problem:
    """One sentence for the officer. `blocks` says whether the reform cannot be applied."""

    text: str
    blocks: bool = True


def check(reform: Reform) -> list[Problem]:
    """Every problem of a draft, what blocks first; it can be applied when nothing blocks."""
    found = list(_Check(reform).problems())
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda problem: not problem.blocks)


class _Check:
    """The lines of one draft beside the units of its day; read once, then judged."""

    def __init__(self, reform: Reform) -> None:
        self.day = reform.effective_on
        self.made = list(Establishment.objects.filter(reform=reform).order_by("pk"))
        passed = Succession.objects.filter(reform=reform)
        passed = passed.select_related("source", "target", "establishment")
        self.by_source: dict[int, list[Succession]] = defaultdict(list)
        for row in passed.order_by("source", "position"):
            self.by_source[row.source_id].append(row)
        revised = Revision.objects.filter(reform=reform).select_related("unit")
        self.revisions = list(revised.order_by("pk"))
        self.units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=self._spoken_of())}
        self.going = {
            source
            for source, rows in self.by_source.items()
            if source not in {row.target_id for row in rows}
        } | {row.unit_id for row in self.revisions if row.is_abolished}
        self.parents = self._parents()
        self.names = self._names()
        self.affected = affected_units(reform)

    def problems(self) -> Iterator[Problem]:
        if not (self.made or self.by_source or self.revisions):
            yield Problem("Sự kiện chưa có dòng thay đổi nào.")
        yield from self._dates()
        yield from self._later_changes()
        yield from self._later_counts()
        yield from self._splits()
        yield from self._revised()
        yield from self._places()
        yield from self._children()
        yield from self._codes()
        yield from self._same_names()
        yield from self._empty()

    def _dates(self) -> Iterator[Problem]:
        """Each unit that the reform speaks of must live on its day."""
        for unit in self.units.values():
            name = self._called(unit.pk)
            if unit.valid_until is not None and unit.valid_until <= self.day:
                yield Problem(f"{name} đã kết thúc từ ngày {unit.valid_until:%d/%m/%Y}.")
            elif unit.valid_from > self.day or self._is_new(unit):
                yield Problem(
                    f"{name} mới có từ ngày {unit.valid_from:%d/%m/%Y}: ngày có hiệu lực của "
                    "sự kiện phải sau ngày đó."
                )

    def _later_changes(self) -> Iterator[Problem]:
        """Rows that begin on the day or later would overlap with what the reform opens."""
        changed = self.going | {row.unit_id for row in self.revisions}
        changed |= {unit for unit, parent in self.parents.items() if parent in self.going}
        changed |= set(self.by_source)
        for model in (Name, Code, Placement):
            later = model.objects.filter(unit__in=changed, valid_from__gte=self.day)
            for unit, since in later.order_by("unit", "pk").values_list("unit", "valid_from"):
                yield Problem(
                    f"{self._called(unit)} đã có thay đổi từ ngày {since:%d/%m/%Y}, "
                    "chồng lên ngày của sự kiện này."
                )

    def _later_counts(self) -> Iterator[Problem]:
        """Counts of the day or later would stay with a unit that has ended, and be lost to sums."""
        counted = Counter(
            Tally.objects.filter(unit__in=self.going, day__gte=self.day).values_list(
                "unit", flat=True
            )
        )
        for unit, count in sorted(counted.items()):
            yield Problem(
                f"{self._called(unit)}: đã ghi {count} số đếm từ ngày {self.day:%d/%m/%Y} trở đi."
            )

    def _splits(self) -> Iterator[Problem]:
        for source, rows in self.by_source.items():
            name = self._called(source)
            if sum(row.is_receiver for row in rows) != 1:
                yield Problem(f"{name}: chọn đúng một nơi nhận hồ sơ, sổ sách.")
            if len(rows) > 1 and {row.weight for row in rows} == {1}:
                yield Problem(
                    f"{name}: các trọng số chia đều bằng 1; nhập số hộ hoặc số dân từng phần.",
                    blocks=False,
                )
            for row in rows:
                target = row.establishment or row.target
                if target is not None and target.kind != row.source.kind:
                    yield Problem(f"{name}: phần tách ra phải cùng cấp với đơn vị trước.")
                if row.target_id in self.going:
                    yield Problem(f"{name}: {self._called(row.target_id or 0)} cũng kết thúc.")

    def _revised(self) -> Iterator[Problem]:
        for row in self.revisions:
            name = self._called(row.unit_id)
            changes = row.name or row.form or row.code or row.is_abolished
            if not (changes or row.parent_unit_id or row.parent_establishment_id):
                yield Problem(f"{name}: dòng này chưa ghi thay đổi nào.")
            if row.unit_id in self.going and not row.is_abolished:
                yield Problem(f"{name} kết thúc trong sự kiện này nên không đổi tên, mã, nơi đứng.")
            if row.is_abolished and row.unit_id in self.by_source:
                yield Problem(f"{name}: chỉ ghi hoặc bãi bỏ, hoặc chuyển sang đơn vị sau.")
            if row.receiver_unit_id in self.going:
                yield Problem(f"{name}: nơi nhận cũng kết thúc trong sự kiện này.")

    def _places(self) -> Iterator[Problem]:
        """A parent lives on and stands higher."""
        by_pk = {row.pk: row for row in self.made}
        rows: list[tuple[str, str, Establishment | Revision]] = [
            (str(row), row.kind, row) for row in self.made
        ]
        rows += [(self._called(row.unit_id), row.unit.kind, row) for row in self.revisions]
        for name, kind, row in rows:
            above = by_pk.get(row.parent_establishment_id or 0) or self.units.get(
                row.parent_unit_id or 0
            )
            if above is None:
                if isinstance(row, Establishment) and kind != Kind.NATION:
                    yield Problem(f"{name}: chọn đơn vị trên.")
            elif RANK[Kind(above.kind)] >= RANK[Kind(kind)]:
                yield Problem(f"{name}: đơn vị trên phải ở cấp cao hơn.")
            elif isinstance(above, Unit) and above.pk in self.going:
                yield Problem(f"{name}: đơn vị trên kết thúc trong sự kiện này.")

    def _children(self) -> Iterator[Problem]:
        """What stands below a unit that ends needs a place."""
        placed = {row.unit_id for row in self.revisions}
        waiting = Counter(
            parent
            for child, parent in self.parents.items()
            if parent in self.going and child not in self.going | placed
        )
        heirs = {row.unit_id: row for row in self.revisions if row.is_abolished}
        for parent, count in sorted(waiting.items()):
            name, heir = self._called(parent), heirs.get(parent)
            if heir and not (heir.receiver_unit_id or heir.receiver_establishment_id):
                yield Problem(f"{name}: {count} đơn vị bên dưới chưa có nơi đứng mới.")
            elif len(self.by_source[parent]) > 1:
                yield Problem(
                    f"{name}: {count} đơn vị bên dưới chưa ghi nơi đứng mới, sẽ theo nơi nhận.",
                    blocks=False,
                )

    def _codes(self) -> Iterator[Problem]:
        """A code names one unit of a level at a time."""
        wanted = [(row.kind, row.code) for row in self.made if row.code]
        wanted += [(row.unit.kind, row.code) for row in self.revisions if row.code]
        for (_kind, code), times in Counter(wanted).items():
            if times > 1:
                yield Problem(f"Mã {code} được ghi cho {times} đơn vị.")
        freed = self.going | {row.unit_id for row in self.revisions if row.code}
        taken = Code.objects.in_force(self.day).filter(
            scheme=GSO, code__in=[code for _kind, code in wanted]
        )
        for row in taken.exclude(unit__in=freed).order_by("code", "pk"):
            if (row.kind, row.code) in wanted:
                yield Problem(f"Mã {row.code} đang là mã của {self._called(row.unit_id)}.")

    def _same_names(self) -> Iterator[Problem]:
        """No two units of a level bear the same full name below one parent."""
        below: Counter[tuple[object, str, str]] = Counter()
        for row in self.made:
            above = row.parent_unit_id or ("new", row.parent_establishment_id)
            below[above, row.kind, str(row)] += 1
        parents = {row.parent_unit_id for row in self.made if row.parent_unit_id}
        renamed = {row.unit_id for row in self.revisions if row.name or row.form}
        siblings = [
            child
            for child, parent in self.parents.items()
            if parent in parents and child not in self.going | renamed
        ]
        kinds = dict(Unit.objects.filter(pk__in=siblings).values_list("pk", "kind"))
        for child in siblings:
            key = (self.parents[child], kinds[child], self._called(child))
            if key in below:
                below[key] += 1
        for (_above, _kind, name), times in below.items():
            if times > 1:
                yield Problem(f"{name}: {times} đơn vị cùng tên dưới một đơn vị trên.")

    def _empty(self) -> Iterator[Problem]:
        filled = {row.establishment_id for rows in self.by_source.values() for row in rows}
        for row in self.made:
            if row.pk not in filled:
                yield Problem(f"{row}: chưa ghi đơn vị nào chuyển sang.", blocks=False)

    def _spoken_of(self) -> set[int]:
        rows = [row for rows in self.by_source.values() for row in rows]
        ids: Iterable[int | None] = [
            *(unit for row in rows for unit in (row.source_id, row.target_id)),
            *(row.parent_unit_id for row in self.made),
            *(row.unit_id for row in self.revisions),
            *(row.parent_unit_id for row in self.revisions),
            *(row.receiver_unit_id for row in self.revisions),
        ]
        return {unit for unit in ids if unit is not None}

    def _parents(self) -> dict[int, int]:
        placed = Placement.objects.in_force(self.day).filter(hierarchy=Hierarchy.ADMINISTRATIVE)
        return dict(placed.order_by("pk").values_list("unit", "parent"))

    def _names(self) -> dict[int, str]:
        rows = Name.objects.filter(valid_from__lte=self.day).order_by("valid_from")
        return {
            unit: f"{Form(form).label} {text}".strip()
            for unit, form, text in rows.values_list("unit", "form", "text")
        }

    def _is_new(self, unit: Unit) -> bool:
        """A parent may be as new as the reform; what it changes must be older."""
        return unit.valid_from == self.day and unit.pk in self.affected

    def _called(self, unit: int) -> str:
        return self.names.get(unit, f"Đơn vị số {unit}")
