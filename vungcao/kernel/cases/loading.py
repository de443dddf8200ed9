"""Reading the rules of numbering that come with the product; may be repeated."""

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.cases.models import NumberPattern
from vungcao.kernel.cases.services import set_pattern
from vungcao.kernel.norms.loading import Bases, day
from vungcao.kernel.offers.reference import Row


def load_patterns(rows: list[Row], by: AbstractBaseUser) -> None:
    """A rule that has begun by the day of a row stays: an office may have set one of its own."""
    bases = Bases(by)
    for row in sorted(rows, key=lambda row: (row["kind"], row["valid_from"])):
        since = day(row["valid_from"])
        held = NumberPattern.objects.filter(kind=row["kind"], valid_from__gte=since)
        if not held.exists():
            set_pattern(
                kind=row["kind"],
                pattern=row["pattern"],
                reset=row["reset"],
                basis=bases.of(row),
                valid_from=since,
                by=by,
            )
