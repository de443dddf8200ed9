"""Which sections are boards, as reference data; a section that editors moved away stays one."""

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.reference import Row
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.portal.models import Section
from vungcao.systems.portal.queries import opened
from vungcao.systems.portal.services import boards


def load(given: list[Row], by: AbstractBaseUser) -> None:
    """A board for each row whose section stands."""
    assert isinstance(by, User)
    front = opened.home()
    if front is None:
        return
    for row in given:
        at = f"{front.url_path}{row['path']}/"
        section = Section.objects.filter(url_path=at).order_by("pk").first()
        if section is not None:
            boards.settle(section=section, kind=row["kind"], by=by)


reference_files.register(
    "portal.boards", ReferenceFile(order=96, file="portal_boards.csv", load=load)
)
