"""The drawing of a process, and its form as a citizen will see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.systems.onestop.models import OnlineDraft
from vungcao.systems.onestop.rules.definition import Action, Definition, Document, Step
from vungcao.systems.onestop.services import copying, publishing
from vungcao.systems.onestop.tests.factories import TODAY, commune, officer, version
from vungcao.systems.onestop.views import procedure_diagram as diagram
from vungcao.systems.onestop.views import procedure_words as words

PROCESS = Definition(
    start="nhan",
    steps=(
        Step("nhan", "Nhận", "desk", clock="none", status=1),
        Step("xet", "Xét", "committee", halves=5),
        Step("cho", "Chờ", "committee", clock="pause", status=5),
        Step("tra", "Trả", "desk", clock="stop", status=10),
        Step("rut", "Rút", "desk", clock="stop", status=7),
    ),
    actions=(
        Action("a", "Tiếp nhận", "nhan", "xet"),
        Action("b", "Hỏi thêm", "xet", "cho", "ask"),
        Action("c", "Đã bổ sung", "cho", "xet", "supply"),
        Action("d", "Xong", "xet", "tra"),
        Action("e", "Rút", "xet", "rut", "withdraw"),
        Action("f", "Lạc", "xet", "khong_co"),
    ),
)


def test_each_agency_is_a_lane_and_pauses_and_returns_are_said_in_words() -> None:
    drawn = diagram.lanes(PROCESS)

    assert drawn.heads == ["Nơi tiếp nhận", "Uỷ ban nhân dân của địa bàn"]
    assert [one.lane for one in drawn.stops] == [0, 1, 1, 0, 0]
    assert [one.look for one in drawn.stops] == ["", "", "pause", "end", "end"]
    assert drawn.stops[0].lines[0] == "Nơi tiếp nhận, thời hạn chưa tính"
    assert list(drawn.stops[1].lines) == [
        "Uỷ ban nhân dân của địa bàn, 2,5 ngày làm việc",
        "Tạm dừng, sang bước 3: Hỏi thêm",
        "Sang bước 4: Xong",
        "Hoặc kết thúc: Rút\N{NO-BREAK SPACE}(5)",
    ]
    assert drawn.stops[2].lines[-1] == "Quay lại bước 2: Đã bổ sung"
    assert list(drawn.ways) == [(0, 1), (1, 2), (2, 1), (1, 3)]


def test_the_sample_of_a_paper_is_a_link_in_the_guide() -> None:
    papers = (Document("d", "Đơn <b>", sample="https://mau.vn/d"), Document("k", "Không mẫu"))

    lines = words.papers(Definition(documents=papers))
    shown = render_to_string("onestop/_procedure_papers.html", {"papers": lines})

    assert shown.count("Xem bản mẫu đã điền") == 1
    assert 'href="https://mau.vn/d"' in shown


@pytest.mark.django_db
def test_the_form_of_a_draft_is_tried_as_a_citizen_sees_it_and_nothing_is_kept(
    client: Client, province: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = officer("nguoi-soan", Role.DESIGNER, commune())
    draft = copying.copy(version=version(), valid_from=TODAY + timedelta(days=9), by=by)
    client.force_login(by)
    there = reverse("onestop:version-form", args=[draft.pk])

    def sent(**said: Any) -> str:
        return client.post(there, {"l-nguoi-lines": "1", **said}).content.decode()

    with django_assert_max_num_queries(25):
        first = client.get(there).content.decode()
    more = sent(line="add/nguoi")
    wrong = sent(**{"q-ngay_hop": "31/02/2026"})

    assert 'name="q-ngay_hop"' in first
    assert 'type="button" disabled' in first
    assert ("Dòng 2" in first, "Dòng 2" in more) == (False, True)
    assert "Người nộp sẽ thấy các điểm này" in wrong
    assert not OnlineDraft.objects.exists()
    publishing.revise(version=draft, process=PROCESS, by=by)
    assert client.get(there).status_code == 404


@pytest.mark.django_db
def test_who_reads_no_procedures_sees_no_form_of_a_version(client: Client, province: None) -> None:
    client.force_login(officer("tai-chinh", Role.FINANCE, commune()))

    assert client.get(reverse("onestop:version-form", args=[version().pk])).status_code == 403
