"""The designer: a form is drawn part by part, tried, and nothing typed is lost."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.systems.statistics.models import FormVersion
from vungcao.systems.statistics.services import copying
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import TODAY, everywhere, form, officer, province

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
Press = Callable[..., Any]


@pytest.fixture(scope="module")
def draft(once: Arrange) -> int:
    def make() -> int:
        with everywhere():
            by = system_account("thiet-ke-bieu")
            officer("thiet-ke", Role.DESIGNER, province())
            officer("chuyen-vien", Role.SPECIALIST, province())
            return copying.copy(version=form(), valid_from=TODAY, by=by).pk

    return once(make)


@pytest.fixture
def designer(client: Client, draft: int) -> Client:
    with everywhere():
        client.force_login(officer("thiet-ke", Role.DESIGNER, province()))
    return client


def page(draft: int) -> str:
    return reverse("statistics:form-design", args=[draft])


def of(draft: int, spot: str) -> str:
    return reverse("statistics:form-design-part", args=[draft, spot])


def table(draft: int) -> Any:
    return FormVersion.objects.get(pk=draft).definition["sections"][0]


def seen(draft: int) -> int:
    return FormVersion.objects.get(pk=draft).draft_version


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_form_is_shown_as_it_will_be_entered_with_its_parts_in_words(
    designer: Client, draft: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(24):
        shown = text(designer.get(page(draft)))

    assert 'id="i-tay.male"' in shown
    assert "Dân số người DTTS; Giới tính: Nam" in shown
    assert "tính: tổng của “Số người, Nam”; “Số người, Nữ”" in shown
    assert "Không còn gì: mỗi ô nhập ứng với đúng một số liệu" in shown


def test_only_a_designer_draws_and_only_a_draft(client: Client, draft: int) -> None:
    with everywhere():
        client.force_login(officer("chuyen-vien", Role.SPECIALIST, province()))

    assert client.get(page(draft)).status_code == 403
    assert client.get(of(draft, "s0c0")).status_code == 403


def test_a_new_form_begins_without_tables_and_gets_its_first(designer: Client, draft: int) -> None:
    here = reverse("statistics:form-new")
    said = {"code": "thu-moi", "name": "Biểu mới", "period_kind": "0", "reporter": "commune"}

    wrong = designer.post(here, said | {"code": "thu01", "valid_from": "32/01/2026"})
    spelled = designer.post(here, said | {"code": "Biểu mới", "valid_from": "01/01/2027"})
    begun = designer.post(here, said | {"valid_from": "01/01/2027"})
    made = FormVersion.objects.get(form__code="thu-moi")
    designer.post(of(made.pk, "s"), {"title": "Nhà ở", "seen": 0})
    shown = text(designer.get(page(made.pk)))

    assert {*wrong.context["form"].errors} == {"code", "valid_from"}
    assert {*spelled.context["form"].errors} == {"code"}
    assert begun["location"] == page(made.pk)
    assert (table(made.pk)["code"], table(made.pk)["title"]) == ("nha_o", "Nhà ở")
    assert "Thêm ít nhất một cột và một dòng để thấy bảng" in shown


def test_parts_move_and_go_and_what_went_comes_back(designer: Client, draft: int) -> None:
    def press(do: str, spot: str, **more: Any) -> Any:
        return designer.post(page(draft), {"do": do, "spot": spot, "seen": seen(draft), **more})

    press("up", "s0c3")
    moved = [one["code"] for one in table(draft)["columns"]]
    gone = press("remove", "s0r0")
    left = table(draft)["rows"]
    press("undo", "", before=gone.context["undo"])
    stale = designer.post(page(draft), {"do": "double", "spot": "s0c0", "seen": 0})

    assert moved == ["homes", "all", "female", "male"]
    assert [(one["code"], one.get("level", 0)) for one in left] == [("tay", 0), ("nung", 0)]
    assert [one["code"] for one in table(draft)["rows"]] == ["total", "tay", "nung"]
    assert stale.status_code == 422
    assert press("up", "").status_code == 422


def test_a_column_is_tried_on_the_table_and_kept(designer: Client, draft: int) -> None:
    said = {
        "head": "Số người\nBình quân một hộ",
        "kind": "computed",
        "formula": "LÀM_TRÒN(TỔNG([Nam]; [Nữ]) / [Số hộ]; 1)",
        "seen": seen(draft),
    }

    tried = designer.post(of(draft, "s0c"), said | {"look": "1"})
    untouched = len(table(draft)["columns"])
    designer.post(of(draft, "s0c"), said)

    assert "làm tròn đến 1 chữ số lẻ" in text(tried)
    assert ">Bình quân một hộ<" in text(tried)
    assert untouched == 4
    made = table(draft)["columns"][4]
    assert (made["code"], made["head"][1]) == ("binh_quan_mot_ho", "Bình quân một hộ")
    assert made["formula"][0] == "round"
    assert "LÀM_TRÒN(TỔNG([Nam]; [Nữ]) / [Số hộ]; 1)" in text(designer.get(of(draft, "s0c4")))


def test_all_that_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    designer: Client, draft: int
) -> None:
    said = {"head": "", "kind": "computed", "formula": "[Nam] + [Trẻ em]", "code": "X"}

    refused = designer.post(of(draft, "s0c1"), said | {"seen": seen(draft)})
    circle = designer.post(
        of(draft, "s0c1"), said | {"head": "Tổng số", "formula": "[all] + 1", "code": "", "seen": 0}
    )

    assert refused.status_code == 422
    assert {*refused.context["form"].errors} == {"head", "formula", "code"}
    assert "không có cột hay dòng nào tên “Trẻ em”" in text(refused)
    assert "[Nam] + [Trẻ em]" in text(refused)
    assert "vòng tròn" in text(circle)


def test_a_renamed_column_is_followed_by_its_formulas_and_checks(
    designer: Client, draft: int
) -> None:
    said = {"head": "Số người\nNam", "kind": "input", "indicator": "0101", "item-sex": "1"}

    designer.post(of(draft, "s0c2"), said | {"code": "dan_ong", "seen": seen(draft)})

    version = FormVersion.objects.get(pk=draft)
    assert table(draft)["columns"][1]["formula"] == ["tot", ["c", "*.dan_ong"], ["c", "*.female"]]
    assert version.definition["checks"][0]["e"][2][1] == ["c", "*.dan_ong"]


def test_a_check_is_written_as_two_sides_and_a_comparison(designer: Client, draft: int) -> None:
    shown = text(designer.get(of(draft, "k0")))
    said = {
        "at_row": "*",
        "at_column": "female",
        "left": "[Nữ]",
        "sign": "<=",
        "right": "2 * CÙNG_KỲ([Nữ])",
        "say": "Số nữ tăng gấp đôi so với năm trước",
        "level": "explain",
        "seen": seen(draft),
    }

    designer.post(of(draft, "k"), said)

    made = FormVersion.objects.get(pk=draft).definition["checks"][1]
    assert "TỔNG_ĐỦ([Nam]; [Nữ])" in shown
    assert (made["at"], made["over"], made["level"]) == ("*.female", "r", "explain")
    assert made["e"][2] == ["*", ["n", "2"], ["h", "*.female", "y"]]


def test_a_single_cell_is_closed_and_a_row_is_set_below_another(
    designer: Client, draft: int
) -> None:
    designer.post(
        of(draft, "s0o"),
        {"row": "tay", "column": "homes", "kind": "closed", "seen": seen(draft)},
    )
    designer.post(
        of(draft, "s0r1n"),
        {"label": "Dao", "level": "1", "kind": "line", "seen": seen(draft)}
        | {"item-ethnic_group": "09"},
    )

    made = table(draft)
    assert made["cells"] == {"tay.homes": {"closed": True}}
    assert [one["code"] for one in made["rows"]] == ["total", "tay", "dao", "nung"]
    assert made["rows"][2]["items"] == {"ethnic_group": "09"}


def test_a_row_a_column_or_a_range_of_cells_is_closed_and_opened_at_once(
    designer: Client, draft: int
) -> None:
    def say(**said: str) -> Any:
        given = {"row": "tay", "column": "male", "kind": "closed", **said}
        return designer.post(of(draft, "s0o"), given | {"seen": str(seen(draft))})

    def closed() -> set[str]:
        return {name for name, one in table(draft)["cells"].items() if one == {"closed": True}}

    say(row="nung", until_row="tay", column="male", until_column="female")
    of_range = closed()
    say(kind="open", row="*", column="female")
    say(row="tay", column="*")
    of_lines = closed()
    several = say(row="*", kind="meaning", indicator="0101")

    assert of_range == {"tay.male", "tay.female", "nung.male", "nung.female"}
    assert of_lines == {"tay.all", "tay.male", "tay.female", "tay.homes", "nung.male"}
    assert several.status_code == 422
    assert "ghi cho từng ô một" in text(several)
    assert "Đến dòng" in text(designer.get(of(draft, "s0o")))
    assert "Đến dòng" not in text(designer.get(of(draft, "s0o0")))


def test_a_pasted_block_is_looked_over_and_comes_into_the_table(
    designer: Client, draft: int
) -> None:
    here = reverse("statistics:form-design-paste", args=[draft, "s0"])
    block = "Dân tộc\tDân số người DTTS\t\tSố hộ nghèo\n\tNam\tNữ\t\nTổng số\t\t\t\nDao\t\t\t\n"

    nothing = designer.post(here, {"what": "both", "text": " "})
    looked = designer.post(here, {"what": "both", "text": block})
    look = looked.context["look"]
    said = {one.html_name: "" if one.value() is None else one.value() for one in look}
    taken_twice = designer.post(here, said | {"keep": "1", "c1-code": said["c0-code"]})
    spelled = designer.post(here, said | {"keep": "1", "c1-code": "Sai Mã", "c0-head": ""})
    designer.post(here, said | {"keep": "1"})

    made = table(draft)
    assert (nothing.status_code, taken_twice.status_code) == (422, 422)
    assert {*spelled.context["look"].errors} == {"c1-code", "c0-head"}
    assert [one["head"] for one in made["columns"][4:]] == [
        ["Dân số người DTTS", "Nam"],
        ["Dân số người DTTS", "Nữ"],
        ["Số hộ nghèo"],
    ]
    assert made["columns"][4]["indicator"] == "0101"
    assert made["columns"][4]["items"] == {"sex": "1"}
    assert "indicator" not in made["columns"][6]
    assert ">chọn<" in text(looked)
    assert [(one.is_long, one.is_unsure) for one in look.read[0][1][2]] == [
        (False, False),  # taken or not
        (True, False),  # the heading
        (False, False),  # the code
        (True, True),  # the indicator, which has to be chosen
        (False, False),  # the item
    ]
    assert 'class="field long"' in text(looked)
    assert [one["label"] for one in made["rows"][3:]] == ["Tổng số", "Dao"]
    assert made["rows"][4]["items"] == {"ethnic_group": "09"}


def sheet() -> bytes:
    """A form as offices draw it: a title, merged headings, counted columns, who signs."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = "Biểu 01"
    page.append(["UBND XÃ MẪU"])
    page.append([None, None, None, "Đơn vị tính: người"])
    page.append(["TT", "Dân tộc", "Dân số người DTTS", None, "Số hộ nghèo"])
    page.append([None, None, "Nam", "Nữ", None])
    for line in (["A", "B", 1, 2, 3], [1, "Dao"], [2, "Mường"], [None, "Người lập biểu"]):
        page.append(line)
    for merged in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        page.merge_cells(merged)
    book.create_sheet("Hướng dẫn")
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_headings_and_rows_come_from_an_uploaded_workbook(designer: Client, draft: int) -> None:
    here = reverse("statistics:form-design-paste", args=[draft, "s0"])

    def send(content: bytes, **more: str) -> Any:
        file = SimpleUploadedFile("Biểu mẫu.xlsx", content)
        return designer.post(here, {"what": "both", "text": "", "file": file, **more})

    elsewhere = send(sheet(), sheet="Biểu 02")
    broken = send(b"PK nothing")
    look = send(sheet(), sheet="Biểu 01").context["look"]
    said = {one.html_name: "" if one.value() is None else one.value() for one in look}
    designer.post(here, said | {"keep": "1"})

    made = table(draft)
    assert "Tệp không có trang “Biểu 02”, chỉ có: Biểu 01, Hướng dẫn." in text(elsewhere)
    assert (elsewhere.status_code, broken.status_code) == (422, 422)
    assert [one["head"] for one in made["columns"][4:]] == [
        ["Dân số người DTTS", "Nam"],
        ["Dân số người DTTS", "Nữ"],
        ["Số hộ nghèo"],
    ]
    assert made["columns"][5]["items"] == {"sex": "2"}
    assert [(one["number"], one["label"]) for one in made["rows"][3:]] == [
        ("1", "Dao"),
        ("2", "Mường"),
    ]
