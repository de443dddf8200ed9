"""What Vân Sơn writes, searches, does and is told stays hidden from the officer of xã Lục Ngạn."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.samples.cases import case as lay_case
from vungcao.config import demo
from vungcao.kernel.access import services as access
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.documents.models import Document, DocumentState, PublishedPaper
from vungcao.kernel.documents.services import numbering
from vungcao.kernel.exchange import services as exchange
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.files import services as files
from vungcao.kernel.files.models import Upload
from vungcao.kernel.jobs import services as jobs
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.notices.jobs import HANDLERS, take
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.outbox import Announcement, Value, put
from vungcao.kernel.offers.search import Entry, Source, sources
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search import queries as index
from vungcao.kernel.search import rules
from vungcao.kernel.search import services as search
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import CitationFactory, GrantFactory
from vungcao.kernel.units.models import Reform, Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SOUGHT = "phê duyệt kín mẫu"


@dataclass
class Belongings:
    """What lies at one commune, whose officer it is, and who looks over the fence."""

    place: Unit
    other: Unit
    theirs: User
    curious: User
    above: User
    document: Document
    case: Case
    run: Run
    upload: Upload

    def rows(self) -> dict[str, object]:
        """Each row by its table: what raw SQL must not show."""
        return {
            "documents_document": self.document.pk,
            "cases_case": self.case.pk,
            "jobs_run": self.run.pk,
            "files_upload": self.upload.pk,
        }

    def addresses(self) -> list[str]:
        named = [
            ("administration:document", self.document),
            ("administration:document-preview", self.document),
            ("administration:document-copy", self.document),
            ("case", self.case),
            ("run", self.run),
            ("upload", self.upload),
        ]
        return [reverse(name, args=[getattr(row, "code")]) for name, row in named]  # noqa: B009


def lay(place: Unit, other: Unit) -> Belongings:
    theirs, curious = (
        GrantFactory.create(role=Role.COMMUNE_OFFICER, unit=unit).user for unit in (place, other)
    )
    above = GrantFactory.create(role=Role.SPECIALIST, unit=demo.province()).user
    with scoped(("/1/",), account=theirs.pk, door=Door.OFFICE):
        document = world.draft(world.office(place), theirs)
        case = Case.objects.get(code=lay_case(place, theirs)["code"])
        run = jobs.start(kind="audit.verify", arguments={}, unit=place, by=theirs)
        upload = Upload(account=theirs, size=3, expires_at=NOW + timedelta(days=3650))
        Upload.objects.bulk_create([upload])
        exchange.write([Announcement("tests.said", "tests.Row:1", place.scope, "mau")])
        index.replace(
            "tests",
            None,
            [
                Entry(document.code, f"Quyết định {SOUGHT} ở kia", scope=place.scope),
                Entry("aaaa", f"Quyết định {SOUGHT} ở đây", scope=other.scope),
            ],
        )
    return Belongings(place, other, theirs, curious, above, document, case, run, upload)


@pytest.fixture(params=["of Vân Sơn", "of Lục Ngạn"])
def belongings(
    request: pytest.FixtureRequest, province: None, monkeypatch: pytest.MonkeyPatch
) -> Belongings:
    """In both directions."""
    source = Source(
        "Mẫu",  # type: ignore[arg-type]
        OFFICE,
        "administration:document",
        "tests.Thing",
        frozenset(),
        lambda keys, day: [],
    )
    monkeypatch.setitem(sources._offers, "tests", source)
    pair = (demo.commune(), demo.neighbour())
    place, other = pair if request.param == "of Vân Sơn" else reversed(pair)
    return lay(place, other)


def count(table: str, column: str, value: object) -> int:
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) from {name(table)} where {name(column)} = %s", [str(value)]
        )
        return int(cursor.fetchone()[0])


def looks(user: User, *units: Unit) -> AbstractContextManager[None]:
    return scoped(tuple(unit.scope for unit in units), account=user.pk, door=Door.OFFICE)


def test_raw_sql_shows_the_rows_to_their_own_officer_alone(belongings: Belongings) -> None:
    rows = belongings.rows()

    with looks(belongings.theirs, belongings.place):
        assert [count(table, "id", pk) for table, pk in rows.items()] == [1] * len(rows)
        assert count("exchange_outboxmessage", "receiver", "mau") == 1
    with looks(belongings.curious, belongings.other):
        assert {table: count(table, "id", pk) for table, pk in rows.items()} == dict.fromkeys(
            rows, 0
        )
        assert count("exchange_outboxmessage", "receiver", "mau") == 0


def test_every_address_answers_as_if_there_were_nothing(
    client: Client, belongings: Belongings
) -> None:
    client.force_login(belongings.curious)
    answers = {address: client.get(address).status_code for address in belongings.addresses()}
    assert answers == dict.fromkeys(answers, 404)
    listed = client.get(reverse("administration:documents")).content.decode()
    assert belongings.document.code not in listed

    piece = client.patch(reverse("upload", args=[belongings.upload.code]), b"abc")
    assert piece.status_code == 404
    assert client.delete(reverse("upload", args=[belongings.upload.code])).status_code == 404

    client.force_login(belongings.theirs)
    assert {client.get(address).status_code for address in belongings.addresses()} <= {200, 302}


def test_a_search_finds_by_screen_what_is_ones_own_and_counts_no_more(
    client: Client, belongings: Belongings
) -> None:
    def found(user: User) -> tuple[int, bool]:
        client.force_login(user)
        page = client.get(reverse("search"), {"q": SOUGHT})
        return page.context["total"], belongings.document.code in page.content.decode()

    assert found(belongings.curious) == (1, False)
    assert found(belongings.theirs) == (1, True)
    assert found(belongings.above) == (2, True)


def test_a_search_finds_no_more_by_raw_sql(belongings: Belongings) -> None:
    question = rules.ask(SOUGHT)
    with looks(belongings.curious, belongings.other):
        assert [one.key for one in index.find("tests", question)[0]] == ["aaaa"]
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select title from search_searchentry")
    with looks(belongings.above, demo.province()):
        assert index.find("tests", question)[1] == 2


def test_an_issued_document_is_found_by_its_number_on_its_own_side_alone(
    client: Client, belongings: Belongings
) -> None:
    made = belongings.document
    with looks(belongings.theirs, belongings.place):
        world.books(made.issuer, belongings.theirs)
        made = numbering.number(document=made, issued_on=TODAY, today=TODAY, by=belongings.theirs)
        Document.objects.filter(pk=made.pk).update(state=DocumentState.ISSUED)
        PublishedPaper.objects.create(
            code=made.code,
            number=made.number,
            issued_on=TODAY,
            valid_from=TODAY,
            standing=PublishedPaper.Standing.IN_FORCE,
            is_sample=True,
        )
        said = Announcement("documents.issued", f"documents.Document:{made.pk}", made.scope)
        search.refresh(announcement=said, today=TODAY, by=belongings.theirs)

    def found(user: User) -> bool:
        client.force_login(user)
        page = client.get(reverse("search"), {"q": made.number})
        return reverse("administration:document", args=[made.code]) in page.content.decode()

    assert not found(belongings.curious)
    assert found(belongings.theirs)
    assert found(belongings.above)


def test_a_reader_of_the_province_sees_both(client: Client, belongings: Belongings) -> None:
    client.force_login(belongings.above)

    page = client.get(reverse("administration:document", args=[belongings.document.code]))

    assert page.status_code == 200
    with looks(belongings.above, demo.province()):
        assert count("documents_document", "id", belongings.document.pk) == 1
        assert count("cases_case", "id", belongings.case.pk) == 1
        # An upload that is not finished is nobody's but the sender's.
        assert count("files_upload", "id", belongings.upload.pk) == 0


def test_events_of_the_neighbours_are_told_to_them_and_not_over_the_fence(
    belongings: Belongings,
) -> None:
    keeper = GrantFactory.create(role=Role.ADMINISTRATOR, unit=demo.nation()).user
    with scoped(("/1/",), account=keeper.pk, door=Door.OFFICE):
        before = list(OutboxMessage.objects.values_list("pk", flat=True))  # the map's own history
        new = NewGrant(belongings.theirs, Role.COMMUNE_LEADER, belongings.place, TODAY)
        access.grant(new=new, today=TODAY, by=keeper)
        reform = Reform.objects.create(
            title="Nhập xã mẫu", effective_on=TODAY, basis=CitationFactory.create()
        )
        Succession.objects.create(reform=reform, source=belongings.place, target=belongings.place)
        put(Announcement("units.reform_took_effect", f"units.Reform:{reform.pk}"))
        dead: dict[str, Value] = {"partner": "email", "number": 5, "fault": "rcpt-550"}
        put(Announcement("exchange.dead", "exchange.OutboxMessage:5", details=dead))
        colleague = GrantFactory.create(unit=belongings.place, role=Role.COMMUNE_OFFICER).user
        colleague.reach = (belongings.place.scope,)
        cases.assign(case=belongings.case, to=belongings.theirs, now=NOW, by=colleague)
        made = OutboxMessage.objects.filter(receiver="notices", topic__in=HANDLERS)
        for said in made.exclude(pk__in=before):
            take(Announcement(said.topic, said.subject, said.scope, "", said.key, said.details))

    def told(user: User) -> set[str]:
        with scoped((), account=user.pk, door=Door.OFFICE):
            return set(Notice.objects.visible_to(user).values_list("kind", flat=True))

    assert told(belongings.curious) == set()
    assert told(belongings.theirs) >= {"access.granted", "units.reform_took_effect"}
    assert "exchange.dead" in told(keeper)
    assert any(kind.startswith("cases.") for kind in told(belongings.theirs))


def test_a_piece_for_anothers_upload_is_not_taken_below_the_screens_either(
    belongings: Belongings,
) -> None:
    with looks(belongings.curious, belongings.other), pytest.raises(Upload.DoesNotExist):
        files.receive_piece(
            upload=belongings.upload, offset=0, piece=BytesIO(b"abc"), by=belongings.curious
        )
