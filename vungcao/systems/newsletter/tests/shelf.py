"""A shelf of articles for tests, from which one can be taken down; and an issue made of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.services.numbers import set_pattern
from vungcao.kernel.offers import articles as offers
from vungcao.kernel.offers.articles import Article, Articles, Sound
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    UserFactory,
)
from vungcao.kernel.units.models import Unit
from vungcao.systems.newsletter.models import Issue, Subscriber
from vungcao.systems.newsletter.queries.door import visitor
from vungcao.systems.newsletter.services import composing, sending, subscribing
from vungcao.systems.newsletter.services.composing import Words

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SOUND = Sound("tyz", "Người đọc mẫu", 187, "/tep/mau.opus", "audio/ogg")


def _words(number: int) -> offers.Words:
    return offers.Words(f"<p>Toàn văn {number}</p>", f"Đoạn một của bài {number}.\nĐoạn hai.")


@dataclass
class Shelf:
    """What is published; `named` gives nothing that was taken away."""

    held: dict[str, Article] = field(default_factory=dict)

    def put(
        self,
        *numbers: int,
        section: str = "Tin tức",
        sounds: tuple[Sound, ...] = (),
        language: str = "vi",
    ) -> None:
        for number in numbers:
            key = f"mau.page:{number}"
            self.held[key] = Article(
                key=key,
                title=f"Bài mẫu {number}",
                lead=f"Lời dẫn của bài {number}.",
                address=f"/tin/bai-{number}/",
                section=section,
                language=language,
                published_at=NOW - timedelta(days=number),
                words=partial(_words, number),
                sounds=sounds,
            )

    def newest(self, since: date, limit: int) -> list[Article]:
        rows = [one for one in self.held.values() if one.published_at.date() >= since]
        return sorted(rows, key=lambda one: one.published_at, reverse=True)[:limit]

    def newest_in(self, since: date, limit: int, language: str) -> list[Article]:
        rows = self.newest(since, len(self.held))
        return [one for one in rows if one.language == language][:limit]

    def named(self, keys: Collection[str]) -> dict[str, Article]:
        return {key: self.held[key] for key in keys if key in self.held}

    @property
    def offer(self) -> Articles:
        return Articles("Mẫu", self.newest, self.named, self.newest_in)  # type: ignore[arg-type]


def officer(role: Role, email: str = "") -> User:
    """An account with a role over the nation."""
    unit = Unit.objects.filter(pk=1).first() or NationFactory.create()
    account = UserFactory.create(email=email)
    GrantFactory.create(user=account, role=role, unit=unit)
    return account


def numbering() -> None:
    """The rule by which issues are numbered."""
    set_pattern(
        kind=composing.KIND,
        pattern="BT-{yyyy}-{order:02}",
        reset="year",
        basis=CitationFactory.create(),
        valid_from=date(2025, 7, 1),
        by=visitor(),
    )


def draft(by: User, *keys: str, title: str = "Tin tuần 48", note: str = "Lời riêng.") -> Issue:
    words = Words(title, "Lời dẫn chung.", note, "vi")
    made = composing.make(words=words, today=TODAY, now=NOW, by=by)
    if keys:
        composing.pick(issue=made, keys=keys, by=by)
    return made


def approved(by: User, *keys: str, note: str = "Lời riêng.") -> Issue:
    """Composed by somebody else than `by`, who approves."""
    made = draft(visitor(), *keys, note=note)
    composing.hand_in(issue=made, by=visitor())
    return composing.approve(issue=made, seen=None, today=TODAY, now=NOW, by=by)


def begun(by: User, *keys: str, note: str = "Lời riêng.", rate: int = 6000) -> Issue:
    made = approved(by, *keys, note=note)
    sending.set_rate(issue=made, rate=rate, by=by)
    return sending.send(issue=made, at=None, now=NOW, by=by)


def readers(number: int, first: int = 0) -> list[Subscriber]:
    """So many who have confirmed before the issue begins."""
    addresses = [f"ban-doc-{first + nth}@mau.invalid" for nth in range(number)]
    early = NOW - timedelta(days=1)
    return subscribing.enter_synthetic(addresses=addresses, now=early, by=visitor())
