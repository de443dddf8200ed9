"""A small province whose Sở takes comments: its moderators, a shelf with two articles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.loading import load_patterns
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.offers.articles import Article, Articles, Words
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, bind
from vungcao.kernel.tests.cases.world import working_week
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    OrganisationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units.models import Unit
from vungcao.systems.comments.models import Comment, Remark, Way
from vungcao.systems.comments.services import remarks, submitting
from vungcao.systems.comments.services.doors import visitor
from vungcao.systems.comments.services.remarks import NewRemark
from vungcao.systems.comments.services.submitting import NewComment

KEY = "portal.page:12"
WORDS = "Bài viết dễ hiểu, mong có thêm bản đọc."
EMAIL = "ban-doc@mau.invalid"
NORMS = {
    "comments.decision.days": "2",
    "comments.remark.days": "5",
    "comments.contact.months": "24",
    "comments.takedown.hours": "24",
}


def at(text: str) -> datetime:
    """`23/11 08:00` in the year of all tests; a Monday."""
    return datetime.strptime(f"2026/{text}", "%Y/%d/%m %H:%M").replace(tzinfo=ZONE)


NOW = at("23/11 10:00")


def article(key: str = KEY, published_at: datetime | None = None) -> Article:
    return Article(
        key=key,
        title="Bài mẫu về chính sách",
        lead="",
        address="/bai-mau/",
        section="Tin",
        language="vi",
        published_at=published_at or at("20/11 08:00"),
        words=lambda: Words("<p>Mẫu</p>", "Mẫu"),
    )


@dataclass
class Shelf:
    """What a portal would publish; a test changes it."""

    articles: dict[str, Article] = field(default_factory=lambda: {KEY: article()})

    def newest(self, since: date, limit: int) -> Sequence[Article]:
        return list(self.articles.values())[:limit]

    def named(self, keys: Collection[str]) -> Mapping[str, Article]:
        return {key: self.articles[key] for key in keys if key in self.articles}

    def offer(self) -> Articles:
        return Articles("Bài mẫu", self.newest, self.named)  # type: ignore[arg-type]


@dataclass
class World:
    """The office and its accounts."""

    province: Unit
    office: Organisation
    publisher: User
    editor: User
    leader: User
    auditor: User
    commune_officer: User

    def submit(self, words: str = WORDS, *, now: datetime = NOW, **said: Any) -> Comment:
        new: dict[str, Any] = {
            "article": article(),
            "name": "Bạn đọc",
            "words": words,
            "way": Way.EMAIL,
            "contact": EMAIL,
            **said,
        }
        return submitting.submit(new=NewComment(**new), now=now, by=visitor())

    def held(self, words: str = WORDS, *, now: datetime = NOW, **said: Any) -> Comment:
        """One that its writer has confirmed at once."""
        made = self.submit(words, now=now, **said)
        return submitting.confirm(comment=made, now=now, by=visitor())

    def remark(self, words: str = "Chữ nhỏ quá", **said: Any) -> Remark:
        new = NewRemark(page="/xac-minh/", words=words, **said)
        return remarks.leave(new=new, now=NOW, by=visitor())


def look_as(user: User) -> User:
    """From here on the database shows what this account may see."""
    bind(user.reach, account=user.pk, door=Door.OFFICE)
    return user


def build() -> World:
    """Bound to the publisher's reach."""
    bind(("/1/",))
    _norms()
    load_patterns(rows("case_numbers.csv"), UserFactory.create())
    province = ProvinceFactory.create(parent=NationFactory.create(), called="Mẫu")
    commune = UnitFactory.create(parent=province, called="Mẫu")
    calendar = working_week(CitationFactory.create())
    office = OrganisationFactory.create(unit=province, calendar=calendar, called="Sở Mẫu")
    held = (
        (Role.PUBLISHER, province),
        (Role.EDITOR, province),
        (Role.DEPARTMENT_LEADER, province),
        (Role.AUDITOR, province),
        (Role.COMMUNE_OFFICER, commune),
    )
    world = World(province, office, *(_officer(role, unit) for role, unit in held))
    look_as(world.publisher)
    return world


def _officer(role: Role, unit: Unit) -> User:
    user: User = GrantFactory.create(user__username=role.value, role=role, unit=unit).user
    user.reach = (unit.scope,)
    return user


def _norms() -> None:
    basis = CitationFactory.create()
    made = Parameter.objects.bulk_create(
        Parameter(code=code, name=code, value_type="integer") for code in NORMS
    )
    ParameterValue.objects.bulk_create(
        ParameterValue(
            parameter=one, value=NORMS[one.code], basis=basis, valid_from=date(2025, 7, 1)
        )
        for one in made
    )
