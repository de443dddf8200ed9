"""Reading legal texts from reference files into the database; may be repeated."""

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations import services
from vungcao.kernel.offers.reference import Row


def load_citations(rows: list[Row], by: AbstractBaseUser) -> None:
    """The legal bases that other files name by their number, and texts that are looked up."""
    for row in rows:
        services.cite(**row, by=by)
