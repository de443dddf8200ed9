"""Sections and languages of the portal as reference data; what editors change of sections stays."""

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.reference import Row
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.portal.services import tongues, writing

TITLE = "Cổng thông tin công tác dân tộc"
LEAD = "Tin tức, chính sách, thủ tục và số liệu cho mọi người ở vùng đồng bào dân tộc thiểu số."


def load(given: list[Row], by: AbstractBaseUser) -> None:
    """A section for each row, below the one whose path its own begins with."""
    assert isinstance(by, User)
    home = writing.open_front(title=TITLE, lead=LEAD, by=by)
    made: dict[str, Page] = {"": home}
    for row in given:
        above, _slash, slug = row["path"].rpartition("/")
        made[row["path"]] = writing.open_section(
            above=made[above], slug=slug, title=row["title"], lead=row["lead"], by=by
        )
        made[above].refresh_from_db()  # how many children it has


def load_languages(given: list[Row], by: AbstractBaseUser) -> None:
    """A language for each row, as the file says."""
    assert isinstance(by, User)
    tongues.load_languages(rows=given, by=by)


reference_files.register(
    "portal.languages",
    ReferenceFile(order=94, file="portal_languages.csv", load=load_languages),
)
reference_files.register(
    "portal.sections", ReferenceFile(order=95, file="portal_sections.csv", load=load)
)
