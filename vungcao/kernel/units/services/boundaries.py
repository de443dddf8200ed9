"""Storing the boundaries of a file, with their source and the rights to them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Boundary, Kind

if TYPE_CHECKING:
    from vungcao.kernel.units.boundaries import Coverage


@dataclass(frozen=True)
class Origin:
    """Where shapes came from and who holds the rights to them; neither may be empty."""

    source: str
    rights: str


@transaction.atomic
def import_boundaries(
    *,
    content: bytes,
    kind: Kind,
    day: date,
    tolerance: float,
    origin: Origin,
    by: AbstractBaseUser,
) -> "Coverage":
    """Store the boundaries of all units in a file, valid from `day`; all or none.

    Earlier shapes of the same units are closed on that day; those of the same day are replaced.
    Raises `RuleBroken` with every problem.
    """
    from vungcao.kernel.units import boundaries  # Shapely: for those only who bring shapes

    if not (origin.source.strip() and origin.rights.strip()):
        raise RuleBroken("Ghi nguồn của ranh giới và quyền sử dụng.")
    read = boundaries.read(content, day, kind=kind, tolerance=tolerance)
    if not read.is_ready:
        against = [f"Hình {problem.feature}: {problem.text}" for problem in read.problems]
        raise RuleBroken("\n".join(against) or "Tệp chưa có hình nào.")
    earlier = Boundary.objects.filter(unit__in=[unit.id for unit in read.units])
    if earlier.filter(valid_from__gt=day).exists():
        raise RuleBroken("Đã có ranh giới của một ngày sau ngày này.")
    earlier.filter(valid_from=day).delete()  # the same day's file, read once more
    earlier.filter(valid_until=None).update(valid_until=day)
    Boundary.objects.bulk_create(
        Boundary(
            unit_id=unit.id,
            geometry=geometry,
            source=origin.source.strip(),
            rights=origin.rights.strip(),
            valid_from=day,
        )
        for unit, geometry in zip(read.units, read.geometries, strict=True)
    )
    audit.record(
        by=by,
        action="units.boundaries_imported",
        subject="units.Boundary",
        count=len(read.units),
        day=day.isoformat(),
    )
    return read
