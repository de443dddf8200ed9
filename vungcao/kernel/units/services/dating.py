"""The dated rows of a reform: closed first, opened afterwards, all in bulk, with a journal."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import models

from vungcao.kernel.units import names, queries
from vungcao.kernel.units.models import (
    Code,
    Establishment,
    Hierarchy,
    Name,
    Placement,
    Reform,
    Revision,
    Succession,
    Unit,
)
from vungcao.kernel.units.queries import scopes


class Application:
    """The dated rows of one reform, closed first and opened afterwards, all in bulk."""

    def __init__(self, reform: Reform) -> None:
        self.reform, self.day = reform, reform.effective_on
        revisions = Revision.objects.filter(reform=reform).select_related("unit")
        self.revisions = list(revisions.order_by("pk"))
        establishments = Establishment.objects.filter(reform=reform)
        self.establishments = list(establishments.select_related("parent_unit").order_by("pk"))
        successions = Succession.objects.filter(reform=reform).order_by("source", "position")
        self.successions = list(successions)
        self.closed: dict[str, dict[int, str | None]] = defaultdict(dict)
        self.opened: dict[str, list[int]] = defaultdict(list)
        self.made: dict[int, int] = {}  # establishment -> its unit

    def run(self) -> None:
        going = self._going()
        followers = self._followers(going)
        self._close(Name, unit__in=going)
        self._close(Code, unit__in=going)
        self._close(Placement, unit__in=going)
        self._close(Unit, pk__in=going)
        self._close(Placement, unit__in=followers, hierarchy=Hierarchy.ADMINISTRATIVE)
        before = self._close_revised()
        self._establish()
        self._open_rows(before, followers)
        self.reform.journal = {"closed": self.closed, "opened": self.opened}

    def _going(self) -> set[int]:
        """Sources that do not go on as their own target, and what is abolished."""
        passed = {row.source_id for row in self.successions}
        stays = {row.source_id for row in self.successions if row.source_id == row.target_id}
        return passed - stays | {row.unit_id for row in self.revisions if row.is_abolished}

    def _followers(self, going: set[int]) -> dict[int, int]:
        """Units that live on below one that goes, and which one: they follow its receiver."""
        placed = Placement.objects.in_force(self.day).filter(
            parent__in=going, hierarchy=Hierarchy.ADMINISTRATIVE
        )
        moved = {row.unit_id for row in self.revisions if row.parent_unit_id}
        moved |= {row.unit_id for row in self.revisions if row.parent_establishment_id}
        return {
            unit: parent
            for unit, parent in placed.values_list("unit", "parent")
            if unit not in going and unit not in moved
        }

    def _close(self, model: type[models.Model], **which: object) -> None:
        """Close what is in force on the day; the journal keeps the end that it had."""
        rows = model._base_manager.filter(valid_from__lt=self.day, **which)
        ends = dict(rows.exclude(valid_until__lte=self.day).values_list("pk", "valid_until"))
        kept = {pk: end.isoformat() if end else None for pk, end in ends.items()}
        self.closed[model._meta.model_name or ""].update(kept)
        model._base_manager.filter(pk__in=ends).update(valid_until=self.day)

    def _close_revised(self) -> dict[int, Name]:
        """Close the names, codes and places that revisions change; the names as they were."""
        living = [row for row in self.revisions if not row.is_abolished]
        renamed = [row.unit_id for row in living if row.name or row.form]
        recoded = [row.unit_id for row in living if row.code]
        moved = [row.unit_id for row in living if row.parent_unit_id or row.parent_establishment_id]
        old = Name.objects.in_force(self.day).filter(unit__in=renamed)
        before = {name.unit_id: name for name in old}
        self._close(Name, unit__in=renamed)
        self._close(Code, unit__in=recoded, scheme=queries.GSO)
        self._close(Placement, unit__in=moved, hierarchy=Hierarchy.ADMINISTRATIVE)
        return before

    def _establish(self) -> None:
        """Make the new units; parents may stand anywhere in the list."""
        numbers = scopes.reserve_ids(len(self.establishments))
        for row, number in zip(self.establishments, numbers, strict=True):
            self.made[row.pk] = number
        Unit.objects.bulk_create(self._unit(row) for row in self.establishments)
        for row in self.establishments:
            row.unit_id = self.made[row.pk]
        Establishment.objects.bulk_update(self.establishments, ["unit"], batch_size=500)
        for succession in self.successions:
            if succession.establishment_id:
                succession.target_id = self.made[succession.establishment_id]
        Succession.objects.bulk_update(self.successions, ["target"], batch_size=500)

    def _open_rows(self, before: dict[int, Name], followers: dict[int, int]) -> None:
        """The facts of new, revised and following units from the day on."""
        heirs = self._heirs()
        fresh = [(self.made[row.pk], row) for row in self.establishments]
        living = [row for row in self.revisions if not row.is_abolished]
        self._open(
            Name,
            [self._name(unit, row.form, row.name) for unit, row in fresh]
            + [self._renamed(row, before[row.unit_id]) for row in living if row.unit_id in before],
        )
        self._open(
            Code,
            [self._code(unit, row.kind, row.code) for unit, row in fresh if row.code]
            + [self._code(row.unit_id, row.unit.kind, row.code) for row in living if row.code],
        )
        placed = [(unit, self._above(row)) for unit, row in fresh]
        placed += [(row.unit_id, self._above(row)) for row in living]
        placed += [(unit, heirs.get(gone)) for unit, gone in followers.items()]
        self._open(Placement, [self._placement(u, above) for u, above in placed if above])

    def _heirs(self) -> dict[int, int]:
        """Who takes over what hangs on a unit that goes."""
        heirs = {row.source_id: row.target_id or 0 for row in self.successions if row.is_receiver}
        for row in self.revisions:
            made = self.made.get(row.receiver_establishment_id or 0)
            if row.is_abolished and (heir := row.receiver_unit_id or made):
                heirs[row.unit_id] = heir
        return heirs

    def _above(self, row: Establishment | Revision) -> int | None:
        if row.parent_establishment_id:
            return self.made[row.parent_establishment_id]
        return row.parent_unit_id

    def _open(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        made = model._base_manager.bulk_create(rows)
        self.opened[model._meta.model_name or ""].extend(row.pk for row in made)

    def _path(self, row: Establishment) -> str:
        """Its path as soon as the reform takes effect, unless a parent moves too."""
        above = next(
            (one for one in self.establishments if one.pk == row.parent_establishment_id), None
        )
        before = self._path(above) if above else row.parent_unit.scope if row.parent_unit else "/"
        return f"{before}{self.made[row.pk]}/"

    def _unit(self, row: Establishment) -> Unit:
        return Unit(
            pk=self.made[row.pk],
            kind=row.kind,
            key=f"{self.reform.key}/{row.key}" if self.reform.key else None,
            scope=self._path(row),
            latitude=row.latitude,
            longitude=row.longitude,
            area_km2=row.area_km2,
            basis=self.reform.basis,
            valid_from=self.day,
        )

    def _name(self, unit: int, form: str, text: str) -> Name:
        return Name(
            unit_id=unit,
            form=form,
            text=text,
            folded=names.fold_toneless(text),
            basis=self.reform.basis,
            valid_from=self.day,
        )

    def _renamed(self, row: Revision, before: Name) -> Name:
        return self._name(row.unit_id, row.form or before.form, row.name or before.text)

    def _code(self, unit: int, kind: str, code: str) -> Code:
        return Code(
            unit_id=unit,
            kind=kind,
            scheme=queries.GSO,
            code=code,
            basis=self.reform.basis,
            valid_from=self.day,
        )

    def _placement(self, unit: int, above: int) -> Placement:
        return Placement(
            unit_id=unit,
            hierarchy=Hierarchy.ADMINISTRATIVE,
            parent_id=above,
            basis=self.reform.basis,
            valid_from=self.day,
        )
