"""The reform workbench: a draft changes nothing, applying does, undoing takes it back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, TallyFactory, UnitFactory
from vungcao.kernel.units.models import Establishment, Reform, Revision, Succession, Unit
from vungcao.kernel.units.queries import as_of
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db

HEAD = {
    "title": "Chia xã Gốc thành hai xã (mẫu)",
    "effective_on": "23/11/2026",
    "basis_number": "01/NQ-MAU",
}
DECISION = {"decision_number": "01/QĐ-MAU", "decided_on": "20/11/2026"}


@pytest.fixture
def whole() -> Unit:
    """A commune of 100 people that will be split; its name is typed into the forms."""
    province = ProvinceFactory.create(parent=NationFactory.create(), called="Núi", code="90")
    commune: Unit = UnitFactory.create(parent=province, called="Gốc", code="90001")
    with scoped(("/1/",)):
        TallyFactory.create(unit=commune, value=100)
    return commune


@pytest.fixture
def desk(client: Client, whole: Unit) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def post(client: Client, screen: str, reform: Reform, /, **form: object) -> str:
    address = reverse(f"administration:{screen}", args=[reform.pk])
    return client.post(address, form, follow=True).content.decode()


def page(client: Client, reform: Reform) -> str:
    return client.get(reverse("administration:reform", args=[reform.pk])).content.decode()


def begin(client: Client) -> Reform:
    client.post(reverse("administration:reform-new"), HEAD)
    return Reform.objects.get()


def split(client: Client) -> Reform:
    """A draft that splits the commune 3 : 1."""
    reform = begin(client)
    for name, weight in (("Thượng", 3), ("Hạ", 1)):
        place = {"kind": "commune", "form": "commune", "parent_unit": "Tỉnh Núi"}
        post(client, "reform-establish", reform, name=name, **place)
        made = Establishment.objects.get(name=name).pk
        post(client, "reform-pass-on", reform, source="Gốc", target_made=made, weight=weight)
    return reform


def communes(day: date) -> list[str]:
    return [unit.name for unit in as_of(day, kind="commune")]  # type: ignore[arg-type]


def test_a_draft_shows_totals_before_and_after_and_changes_nothing(
    desk: Client, today: date
) -> None:
    text = page(desk, split(desk))

    assert "Tổng trước" in text
    assert "Chênh lệch" in text
    assert "Khớp" in text
    assert "Dự thảo này áp dụng được." in text
    assert communes(today) == ["Xã Gốc"]


def test_the_parts_follow_the_weights(desk: Client) -> None:
    text = page(desk, split(desk))

    assert "phần 3/4" in text
    assert "Xã Thượng: 75" in text
    assert "Xã Hạ: 25" in text


def test_applies_with_a_decision_and_shows_what_was_foretold(desk: Client, today: date) -> None:
    reform = split(desk)

    text = post(desk, "reform-apply", reform, **DECISION)

    assert "Đã áp dụng" in text
    assert communes(today) == ["Xã Hạ", "Xã Thượng"]
    assert ">75<" in text.replace("\n", "").replace(" ", "")
    assert Reform.objects.get().decision_number == "01/QĐ-MAU"


def test_takes_no_decision_of_tomorrow(desk: Client, today: date) -> None:
    text = post(desk, "reform-apply", split(desk), decision_number="1", decided_on="24/11/2026")

    assert "Ngày quyết định chưa tới." in text
    assert communes(today) == ["Xã Gốc"]


def test_does_not_apply_an_empty_draft(desk: Client) -> None:
    reform = begin(desk)

    text = post(desk, "reform-apply", reform, **DECISION)

    assert "Chưa áp dụng được" in text
    assert Reform.objects.get().is_draft
    assert Reform.objects.get().decision_number == ""


def test_undoes_what_nobody_uses_yet(desk: Client, today: date) -> None:
    reform = split(desk)
    post(desk, "reform-apply", reform, **DECISION)

    text = post(desk, "reform-undo", reform)

    assert "Đã hoàn tác." in text
    assert communes(today) == ["Xã Gốc"]
    assert "Xoá sự kiện đã hoàn tác" in text
    post(desk, "reform-discard", reform)
    assert not Reform.objects.exists()


def test_refuses_to_undo_what_is_used_and_says_by_whom(desk: Client, today: date) -> None:
    reform = split(desk)
    post(desk, "reform-apply", reform, **DECISION)
    with scoped(("/1/",)):
        TallyFactory.create(unit=Unit.objects.get(establishment__name="Hạ"), day=today)

    text = post(desk, "reform-undo", reform)

    assert "Không hoàn tác được: đã có 1 bản ghi dùng đơn vị mới" in text
    assert communes(today) == ["Xã Hạ", "Xã Thượng"]


def test_asks_which_of_two_units_is_meant(desk: Client, whole: Unit) -> None:
    twin = UnitFactory.create(called="Gốc", code="90002")
    reform = begin(desk)

    text = post(desk, "reform-change", reform, unit="Xã Gốc", name="Mới")

    assert "Có 2 đơn vị mang tên “Xã Gốc”. Chọn một bên dưới." in text
    assert f'value="{twin.pk}"' in text
    assert "mã 90002" in text
    chosen = {"unit": "Xã Gốc", "unit-which": twin.pk}
    post(desk, "reform-change", reform, name="Mới", **chosen)
    assert twin.revisions.get().name == "Mới"


def test_takes_no_choice_that_is_no_unit_of_the_day(desk: Client, whole: Unit) -> None:
    UnitFactory.create(called="Gốc", code="90002")
    reform = begin(desk)
    other = {"unit": "Xã Gốc", "unit-which": 999_999_999}

    text = post(desk, "reform-change", reform, name="Mới", **other)

    assert "Chọn một bên dưới." in text
    assert not Revision.objects.exists()


def test_the_unit_above_tells_two_of_one_name_apart(desk: Client, whole: Unit) -> None:
    other = ProvinceFactory.create(called="Biển", parent=Unit.objects.get(pk=1))
    twin = UnitFactory.create(called="Gốc", parent=other)
    reform = begin(desk)

    post(desk, "reform-change", reform, unit="Xã Gốc, Tỉnh Biển", name="Mới")

    assert twin.revisions.get().name == "Mới"


def test_names_a_unit_that_comes_close(desk: Client) -> None:
    text = post(desk, "reform-change", begin(desk), unit="Xã Gốcc", name="Mới")

    assert "Có phải Xã Gốc?" in text


def test_says_everything_that_is_missing_at_once(desk: Client) -> None:
    text = post(desk, "reform-pass-on", begin(desk), source="", weight="0")

    assert "Mục này còn trống, cần điền." in text
    assert "Gõ đơn vị đang có, hoặc chọn đơn vị mới của dự thảo." in text
    assert "Trọng số là số nguyên từ 1 đến 1.000.000.000." in text
    assert "#id_weight" in text


def test_a_line_can_be_taken_out_again(desk: Client) -> None:
    reform = split(desk)
    line = Succession.objects.order_by("pk").first()
    assert line is not None

    address = reverse("administration:reform-remove", args=[reform.pk, "chuyen", line.pk])
    desk.post(address)

    assert Succession.objects.count() == 1


def test_a_draft_can_be_thrown_away(desk: Client) -> None:
    text = post(desk, "reform-discard", split(desk))

    assert "Đã xoá" in text
    assert not Reform.objects.exists()


def test_an_applied_reform_cannot_be_thrown_away(desk: Client) -> None:
    reform = split(desk)
    post(desk, "reform-apply", reform, **DECISION)

    address = reverse("administration:reform-discard", args=[reform.pk])

    assert desk.post(address).status_code == 404
    assert Reform.objects.get().is_applied


def test_asks_before_it_undoes(desk: Client, today: date) -> None:
    reform = split(desk)
    post(desk, "reform-apply", reform, **DECISION)

    asked = desk.get(reverse("administration:reform-undo", args=[reform.pk])).content.decode()

    assert "Khôi phục 1 đơn vị: Xã Gốc" in " ".join(asked.split())
    assert communes(today) == ["Xã Hạ", "Xã Thượng"]


def test_an_auditor_reads_and_changes_nothing(client: Client, whole: Unit) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    reform = split(client)
    client.force_login(officer(Role.AUDITOR))

    assert "Áp dụng theo quyết định" not in page(client, reform)
    for name in ("reform-edit", "reform-establish", "reform-apply", "reform-undo"):
        address = reverse(f"administration:{name}", args=[reform.pk])
        assert client.post(address, DECISION).status_code == 403
    assert Reform.objects.get().is_draft


def test_is_closed_to_a_commune_officer(client: Client, whole: Unit) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER, whole))

    assert client.get(reverse("administration:reforms")).status_code == 403


def test_thousands_of_new_units_are_shown_by_parts(desk: Client, whole: Unit) -> None:
    reform = begin(desk)
    Establishment.objects.bulk_create(
        Establishment(
            reform=reform,
            key=f"mau-{n}",
            kind="village",
            form="hamlet",
            name=f"{n}",
            parent_unit=whole,
        )
        for n in range(1, 251)
    )
    address = reverse("administration:reform", args=[reform.pk])

    first, last = page(desk, reform), desk.get(address, {"page": "3"}).content.decode()

    assert [text.count(">lập mới") for text in (first, last)] == [120, 10]
    assert 'href="?page=2#lines"' in first
