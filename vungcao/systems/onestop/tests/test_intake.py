"""Taking in at the desk: one page, for any commune of the province, never twice unawares."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.files import services as files
from vungcao.kernel.files.models import StoredFile, Upload
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.people.models import Sex
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import PersonFactory, ProvinceFactory, UnitFactory
from vungcao.kernel.tests.files.samples import pdf
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Channel, Dossier, Original, Paper, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.desk import issued_here, issued_words
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.storing import Scan
from vungcao.systems.onestop.services.taking_in import LooksAlike, take_in
from vungcao.systems.onestop.tests.desk import village
from vungcao.systems.onestop.tests.factories import (
    NOW,
    TODAY,
    body,
    commune,
    neighbour,
    new_dossier,
    officer,
    standing,
    version,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
BEGIN = reverse("onestop:intake")
SCANS = [Scan(code, Original.COPY) for code in ("de_nghi", "mau01", "mau02")]


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)


@pytest.fixture
def desk() -> Iterator[User]:
    with standing(officer("ban-mot-cua", Role.DESK_OFFICER, commune())) as user:
        yield user


@pytest.fixture
def screen(client: Client, desk: User) -> Client:
    client.force_login(desk)
    return client


def form(place: Unit | None = None) -> str:
    address = reverse("onestop:intake-form", args=[version().pk])
    return f"{address}?xa={place.pk}" if place else address


def typed(home: Unit, **changed: Any) -> dict[str, Any]:
    """The page, filled in for one person of a village."""
    said = {
        "applicant_kind": "village",
        "who": "typed",
        "name": "Trưởng thôn Mẫu",
        "telephone": "0900000123",
        "channel": "1",
        "delivery": "desk",
        "intake": str(body(commune(), OrganisationKind.SERVICE_CENTRE).pk),
        "q-ngay_hop": "10/11/2026",
        "l-nguoi-lines": "1",
        "l-nguoi-0-ho_ten": "Nông Văn Mẫu",
        "l-nguoi-0-nam_sinh": "1951",
        "l-nguoi-0-gioi_tinh": "male",
        "l-nguoi-0-dan_toc": "Nùng",
        "l-nguoi-0-thon": str(home.pk),
        "kind-de_nghi": "0",
        "kind-mau01": "1",
        "kind-mau02": "1",
    }
    return {**said, **changed}


def words(client: Client, address: str, said: dict[str, Any] | None = None) -> str:
    answer = client.get(address) if said is None else client.post(address, said, follow=True)
    return " ".join(answer.content.decode().split())


def test_a_complete_dossier_is_received_at_once(desk: User) -> None:
    done = take_in(new=new_dossier(papers=()), scans=SCANS, now=NOW, by=desk)

    assert done.dossier.status == Status.RECEIVED
    assert len(done.secret) == 8
    assert Paper.objects.filter(dossier=done.dossier, kind=Original.COPY).count() == 3


def test_a_dossier_with_a_paper_missing_waits(desk: User) -> None:
    done = take_in(new=new_dossier(papers=()), scans=SCANS[:1], now=NOW, by=desk)

    assert done.dossier.status == Status.SUBMITTED
    assert done.dossier.received_at is None


def test_who_comes_twice_is_asked_about(desk: User) -> None:
    first = take_in(new=new_dossier(), now=NOW, by=desk).dossier

    with pytest.raises(LooksAlike) as asked:
        take_in(new=new_dossier(), now=NOW, by=desk)

    assert asked.value.dossiers == [first]
    assert Dossier.objects.count() == 1


def test_another_affair_of_the_same_applicant_is_taken_in(desk: User) -> None:
    take_in(new=new_dossier(), now=NOW, by=desk)

    take_in(new=new_dossier(), is_another=True, now=NOW, by=desk)

    assert Dossier.objects.count() == 2


def test_what_was_refused_stands_in_nobody_s_way(desk: User) -> None:
    first = take_in(new=new_dossier(), now=NOW, by=desk).dossier
    Dossier.objects.filter(pk=first.pk).update(status=Status.STOPPED, finished_at=NOW)

    assert take_in(new=new_dossier(), now=NOW, by=desk).dossier.pk != first.pk


def test_a_document_that_was_not_issued_here_is_not_used_again(desk: User) -> None:
    scans = [*SCANS[:2], Scan("mau02", Original.ELECTRONIC, again="KHONGCO")]

    with pytest.raises(RuleBroken, match="Không thấy văn bản"):
        take_in(new=new_dossier(papers=()), scans=scans, now=NOW, by=desk)


def test_a_desk_takes_in_for_any_commune_of_the_province(desk: User) -> None:
    intake = body(commune(), OrganisationKind.SERVICE_CENTRE)
    new = new_dossier(neighbour(), intake=intake, papers=())

    row = take_in(new=new, scans=SCANS, now=NOW, by=desk).dossier
    sent = move(dossier=row, action="chuyen", now=NOW, by=desk)

    assert sent.case.organisation == body(neighbour(), OrganisationKind.PEOPLES_COMMITTEE)
    assert Dossier.objects.visible_to(desk).filter(pk=row.pk).exists()


def test_the_commune_concerned_sees_it_and_a_third_one_does_not(desk: User) -> None:
    intake = body(commune(), OrganisationKind.SERVICE_CENTRE)
    row = take_in(new=new_dossier(neighbour(), intake=intake), now=NOW, by=desk).dossier
    move(dossier=row, action="chuyen", now=NOW, by=desk)
    known = {commune().pk, neighbour().pk}
    third = Unit.objects.in_force(TODAY).filter(kind="commune").exclude(pk__in=known)

    seen = {}
    for name, place in (("ban", neighbour()), ("nguoi-khac", third.order_by("pk")[0])):
        with standing(officer(name, Role.COMMUNE_OFFICER, place)) as user:
            seen[name] = Dossier.objects.visible_to(user).filter(pk=row.pk).exists()

    assert seen == {"ban": True, "nguoi-khac": False}


@pytest.mark.slow
class TestScreens:
    def test_procedures_with_a_process_are_offered(self, screen: Client) -> None:
        page = words(screen, BEGIN)

        assert "1.012222" in page
        assert "1.004875" in page or "1.012223" in page

    def test_a_choice_leads_to_the_form_of_that_commune(self, screen: Client) -> None:
        said = {"procedure": str(version().pk), "place": str(commune().pk)}

        answer = screen.post(BEGIN, {**said, "place": "Xã Vân Sơn"})

        assert answer["Location"] == form(commune())

    def test_the_service_centre_takes_in_where_nothing_else_is_said(self, screen: Client) -> None:
        centre = body(commune(), OrganisationKind.SERVICE_CENTRE)

        assert f'<option value="{centre.pk}" selected>' in words(screen, form())

    def test_one_page_takes_a_dossier_in_and_tells_its_secret_once(self, screen: Client) -> None:
        page = words(screen, form(), typed(village()))

        row = Dossier.objects.get()
        assert row.status == Status.RECEIVED
        assert "Mã bí mật: <b>" in page
        assert "Mã bí mật: <b>" not in words(screen, reverse("onestop:receive", args=[row.pk]))

    def test_scans_are_kept(self, screen: Client) -> None:
        scan = SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")

        words(screen, form(), typed(village(), **{"file-mau01": scan}))

        paper = Paper.objects.get(code="mau01")
        assert paper.is_digitised
        assert paper.file is not None
        assert paper.file.scope == commune().scope

    def test_scans_of_another_commune_s_affair_lie_there(self, screen: Client) -> None:
        scan = SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")

        words(screen, form(neighbour()), typed(village(neighbour()), **{"file-mau01": scan}))

        assert Dossier.objects.get().unit == neighbour()
        bind((neighbour().scope, commune().scope))
        assert Paper.objects.filter(code="mau01", file__scope=neighbour().scope).count() == 1

    def test_everything_that_is_wrong_is_said_at_once(self, screen: Client) -> None:
        said = typed(village(), name="", **{"q-ngay_hop": "", "l-nguoi-0-nam_sinh": ""})

        page = words(screen, form(), said)

        assert page.count("Chưa tiếp nhận được") == 2
        assert not Dossier.objects.exists()

    def test_scans_of_a_refused_page_need_not_be_chosen_again(
        self, screen: Client, desk: User
    ) -> None:
        home, scan = village(), SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")
        note = SimpleUploadedFile("ghi-chu.pdf", b"plain words", "application/pdf")
        chosen = {"file-mau01": scan, "file-mau02": note}

        page = words(screen, form(), typed(home, name="", **chosen))

        upload = Upload.objects.get(account=desk)
        assert "Đã đính kèm “bien-ban.pdf”" in page
        assert "Đã đính kèm “ghi-chu.pdf”" not in page
        assert not StoredFile.objects.exists()
        assert not Dossier.objects.exists()
        held = {"held-mau01": upload.code, "heldname-mau01": "bien-ban.pdf"}
        again = words(screen, form(), typed(home, name="", **held))
        assert "Đã đính kèm “bien-ban.pdf”" in again
        words(screen, form(), typed(home, **held))
        assert Paper.objects.get(code="mau01").file is not None
        assert not Upload.objects.exists()

    def test_a_kept_scan_is_dropped_and_nobody_else_s_is_taken(
        self, screen: Client, desk: User
    ) -> None:
        begin = partial(files.begin_upload, size=3, kind="onestop.paper", mark="", now=NOW)
        own = begin(by=desk)
        other = begin(by=officer("la", Role.COMMUNE_OFFICER, neighbour()))

        said = typed(village(), name="", **{"held-mau01": own.code, "drop-mau01": "on"})
        page = words(screen, form(), said)
        taken = words(screen, form(), typed(village(), **{"held-mau01": other.code}))

        assert "Đã đính kèm" not in page
        assert list(Upload.objects.all()) == [other]
        assert "Chưa tiếp nhận được" in taken
        assert not Dossier.objects.exists()

    def test_who_comes_twice_is_asked_and_goes_on_with_a_tick(self, screen: Client) -> None:
        home = village()
        words(screen, form(), typed(home))

        asked = words(screen, form(), typed(home, telephone="0900000124"))
        assert "Đã có hồ sơ giống" in asked
        assert Dossier.objects.get().case.number in asked

        words(screen, form(), typed(home, is_another="on"))
        assert Dossier.objects.count() == 2

    def test_a_known_person_fills_a_line_and_stays_known(self, screen: Client) -> None:
        home = village()
        bind(("/1/",))
        who = PersonFactory.create(
            full_name="Lý Thị Mẫu",
            unit=home,
            birth="1960",
            sex=Sex.FEMALE,
            ethnic_group=EthnicGroup.objects.get(name="Nùng"),
        )
        empty = {name: "" for name in typed(home) if name.startswith("l-nguoi-0")}

        page = words(screen, form(), typed(home, **empty, known="Lý Thị Mẫu", add_person="1"))
        assert "Chọn một người" in page
        chosen = {"known": "Lý Thị Mẫu", "known-which": str(who.pk)}
        page = words(screen, form(), typed(home, **empty, add_person="1", **chosen))
        assert 'value="Lý Thị Mẫu"' in page

        line = {
            "l-nguoi-0-ho_ten": "Lý Thị Mẫu",
            "l-nguoi-0-nam_sinh": "1960",
            "l-nguoi-0-gioi_tinh": "female",
            "l-nguoi-0-_person": str(who.pk),
        }
        words(screen, form(), typed(home, **line))

        row = Subject.objects.select_related("person").get()
        assert row.person == who
        assert sealing.open_json([row.values])[0]["nam_sinh"] == 1960

    def test_post_is_a_way_of_its_own(self, screen: Client) -> None:
        words(screen, form(), typed(village(), channel="3", delivery="post"))

        row = Dossier.objects.get()
        assert (row.channel, row.delivery) == (Channel.POST, "post")

    def test_a_commune_of_another_province_is_not_found(self, screen: Client) -> None:
        far = ProvinceFactory.create(called="Mẫu khác")
        row = UnitFactory.create(parent=far, kind="commune")

        assert screen.get(form(row)).status_code == 404

    def test_a_procedure_that_is_no_longer_in_force_is_not_found(self, screen: Client) -> None:
        old = version("1.012222", date(2024, 6, 1))

        assert screen.get(reverse("onestop:intake-form", args=[old.pk])).status_code == 404

    def test_who_does_not_take_in_is_refused(self, client: Client) -> None:
        client.force_login(officer("lanh-dao", Role.COMMUNE_LEADER, commune()))

        assert client.get(BEGIN).status_code == 403
        assert client.get(form()).status_code == 403

    def test_the_page_costs_the_same_however_long_the_list(
        self, screen: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        home = village()
        said = typed(home, **{"l-nguoi-lines": "20", "line": "add/nguoi"})

        with django_assert_max_num_queries(45):
            screen.post(form(), said)


def minutes(by: User) -> Document:
    """Minutes of a village of the commune, as they were issued here."""
    key, issuer = vault.make_key(by=by), body(commune(), OrganisationKind.PEOPLES_COMMITTEE)
    return Document.objects.create(
        kind="minutes",
        template="prestige.form01",
        key=key,
        values=sealing.seal("{}", key, Document, "values"),
        subject=sealing.seal("Biên bản mẫu", key, Document, "subject"),
        issuer=issuer,
        issuer_name="Thôn mẫu",
        unit=issuer.unit,
        scope=issuer.scope,
        state=DocumentState.ISSUED,
        is_numbered=False,
        issued_on=TODAY,
        code="MAUMAUMAU2",
        written_by=by,
    )


def test_what_was_issued_here_is_offered_and_used_again(desk: User) -> None:
    had = minutes(desk)
    process = versions.process(version())
    scans = [*SCANS[:1], SCANS[2], Scan("mau01", Original.ELECTRONIC, again=had.code)]

    offered = issued_here(version(), process, commune(), desk, TODAY)
    row = take_in(new=new_dossier(papers=()), scans=scans, now=NOW, by=desk).dossier

    assert offered == {"mau01": [had], "mau02": []}
    assert issued_words(offered, TODAY)["mau01"][0][1].startswith("MAUMAUMAU2, 23/11/2026, ")
    paper = Paper.objects.get(dossier=row, code="mau01")
    assert (paper.is_reused, paper.document_code) == (True, had.code)
    assert row.status == Status.RECEIVED


def test_what_another_law_or_another_dossier_has_is_not_offered_again(desk: User) -> None:
    had, law = minutes(desk), version()
    process = versions.process(law)
    scans = [*SCANS[:1], SCANS[2], Scan("mau01", Original.ELECTRONIC, again=had.code)]

    def offered() -> list[Document]:
        return issued_here(law, process, commune(), desk, TODAY)["mau01"]

    Document.objects.filter(pk=had.pk).update(issued_on=law.valid_from - timedelta(days=1))
    assert offered() == []
    Document.objects.filter(pk=had.pk).update(issued_on=law.valid_from)
    assert offered() == [had]
    row = take_in(new=new_dossier(papers=()), scans=scans, now=NOW, by=desk).dossier
    assert offered() == []
    with pytest.raises(RuleBroken, match="đã nằm trong hồ sơ khác"):
        take_in(new=new_dossier(papers=()), scans=scans, is_another=True, now=NOW, by=desk)
    Dossier.objects.filter(pk=row.pk).update(status=Status.WITHDRAWN)
    assert offered() == [had]
