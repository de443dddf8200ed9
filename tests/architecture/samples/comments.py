"""Comments and remarks of an office within one's reach, and an article that may be discussed."""

from datetime import datetime

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.articles import Article, Articles, Words, articles
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.comments.models import Comment, Remark
from vungcao.systems.comments.services.sealing import seal, words_index

NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
KEY = "samples.page:1"
PAGE = Article(KEY, "Bài mẫu", "", "/", "Tin", "vi", NOW, lambda: Words("<p>Mẫu</p>", "Mẫu"))


def _case(unit: Unit, kind: str) -> Case:
    calendar, _made = WorkingCalendar.objects.get_or_create(code="mau", name="Lịch mẫu")
    body = Organisation.objects.create(
        kind=Organisation.Kind.DEPARTMENT,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        basis=unit.basis,
        valid_from=unit.valid_from,
    )
    return Case.objects.create(
        kind=kind,
        number=f"MAU-{unit.pk}-{body.pk}",
        label="Góp ý mẫu",
        organisation=body,
        unit=unit,
        scope=unit.scope,
        calendar=calendar,
        received_at=NOW,
        last_event_at=NOW,
    )


def comment(unit: Unit, user: User) -> Arguments:
    key = vault.make_key(by=UserFactory.create())
    made = Comment.objects.create(
        article=KEY,
        title=PAGE.title,
        unit=unit,
        scope=unit.scope,
        state="held",
        way="email",
        key=key,
        name=seal("Bạn đọc mẫu", key, Comment, "name"),
        words=seal("Ý kiến mẫu", key, Comment, "words"),
        words_index=words_index("mau"),
        sent_at=NOW,
        verified_at=NOW,
        case=_case(unit, "comments.comment"),
    )
    return {"pk": made.pk}


def remark(unit: Unit, user: User) -> Arguments:
    key = vault.make_key(by=UserFactory.create())
    made = Remark.objects.create(
        case=_case(unit, "comments.page"),
        unit=unit,
        scope=unit.scope,
        page="/",
        key=key,
        words=seal("Góp ý mẫu", key, Remark, "words"),
        sent_at=NOW,
    )
    return {"pk": made.pk}


def of_case(unit: Unit, user: User) -> Arguments:
    return {"code": Remark.objects.get(**remark(unit, user)).case.code}


def discussion(unit: Unit, user: User) -> Arguments:
    """An article is everybody's; it stays on its shelf and is nobody's newest."""
    offer = Articles(
        "Mẫu",  # type: ignore[arg-type]
        lambda _since, _limit: [],
        lambda keys: {KEY: PAGE} if KEY in keys else {},
    )
    if "samples.comments" not in dict(articles.items()):
        articles.register("samples.comments", offer)
    return {"key": KEY}


SAMPLES = {
    **{
        f"comments:{name}": Sample(comment)
        for name in ("comment", "approve", "reject", "escalate", "remove")
    },
    "comments:remark": Sample(remark),
    "comments:remark-answer": Sample(remark),
    "comments:of-case": Sample(of_case),
    "comments:discussion": Sample(discussion, EVERYWHERE),
}
