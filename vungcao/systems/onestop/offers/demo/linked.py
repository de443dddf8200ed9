"""A synthetic procedure of three agencies: commune, department, province, and back to the desk."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import State
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Channel, OnlineLevel, ProcedureVersion
from vungcao.systems.onestop.offers.demo.stage import SINCE, Office, Play, can_decide
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import (
    Action,
    Definition,
    Document,
    Field,
    Group,
    Step,
)
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text

LINKED = "MAU.000003"
DESK = ("mot-cua", "canbo-xa")
SPECIALIST, LEADER = "chuyenvien", "ubnd"  # who works on them beyond the commune
ENDS = (("working", 4), ("waiting", 11), ("returned", 14))  # how far; days ago it began
PROCESS = Definition(
    start="cho_tiep_nhan",
    groups=(
        Group(
            "viec",
            "Việc đề nghị",
            (Field("noi_dung", "Nội dung đề nghị", "long_text", is_required=True),),
        ),
    ),
    documents=(Document("don", "Đơn đề nghị (mẫu)", why="Nêu việc đề nghị."),),
    steps=(
        Step("cho_tiep_nhan", "Chờ tiếp nhận", "desk", DESK, status=1, clock="none"),
        Step("tiep_nhan", "Đã tiếp nhận, chờ chuyển Sở", "desk", DESK, 1, 2),
        Step("tham_dinh", "Sở thẩm định", "department", ("chuyenvien",), 14),
        Step("ky", "Uỷ ban nhân dân tỉnh quyết định", "province", ("lanhdao-so", "ubnd"), 4),
        Step("da_ky", "Đã có kết quả, chờ trả", "desk", DESK, 0, 9, "stop"),
        Step("da_tra", "Đã trả kết quả", "desk", (), 0, 10, "stop"),
        Step("tu_choi", "Không tiếp nhận", "desk", (), 0, 3, "stop"),
        Step("da_rut", "Người nộp đã rút hồ sơ", "desk", (), 0, 7, "stop"),
    ),
    actions=(
        Action(
            "tiep_nhan",
            "Tiếp nhận hồ sơ",
            "cho_tiep_nhan",
            "tiep_nhan",
            "receive",
            guard={"fact": "papers.complete"},
        ),
        Action("tu_choi", "Từ chối tiếp nhận", "cho_tiep_nhan", "tu_choi", "refuse"),
        Action("rut", "Rút hồ sơ", "cho_tiep_nhan", "da_rut", "withdraw", "citizen", DESK),
        Action("chuyen", "Chuyển Sở thẩm định", "tiep_nhan", "tham_dinh"),
        Action("trinh", "Soạn quyết định, trình Uỷ ban tỉnh", "tham_dinh", "ky", "prepare"),
        Action("tra_lai", "Trả lại Sở để làm lại", "ky", "tham_dinh", "rework"),
        Action(
            "ky",
            "Ký quyết định",
            "ky",
            "da_ky",
            "sign",
            roles=("ubnd",),
            guard={"fact": "decision.prepared"},
        ),
        Action("tra_ket_qua", "Trả kết quả", "da_ky", "da_tra", "return"),
    ),
)


def linked_procedure(by: User, today: date) -> ProcedureVersion:
    """Published once. Nobody prescribed it: the name, the terms and the result say so."""
    held = versions.on(LINKED, today)
    if held is not None:
        return held
    basis = citations.cite(number="Dữ liệu mẫu của bản trình diễn", state=State.SYNTHETIC, by=by)
    text = Text(
        name="Đề nghị mẫu liên thông xã – Sở – tỉnh (thủ tục giả lập)",
        field="Công tác dân tộc",
        basis=basis,
        valid_from=SINCE,
        agency="Uỷ ban nhân dân tỉnh",
        applicants=("person", "village"),
        online_level=OnlineLevel.FULL,
        level_state=State.SYNTHETIC,
        term_halves=20,
        term_state=State.SYNTHETIC,
        result="Quyết định mẫu, không có giá trị pháp lý",
        guide="Thủ tục giả lập của bản trình diễn: không nộp hồ sơ thật tại đây.",
        bases=(basis,),
    )
    made = publishing.draft(code=LINKED, text=text, process=_synthetic(), by=by)
    now = datetime.combine(SINCE, time(8), ZONE)
    return publishing.publish(version=made, decision_number="02/QĐ-MAU", now=now, by=by)


def plays(here: Office, by: User, today: date) -> list[Play]:
    """One dossier at the department, one before the province, one that has come back."""
    known = {one.username: one for one in User.objects.filter(username__in=(SPECIALIST, LEADER))}
    if len(known) < 2:
        return []
    for one in known.values():
        one.reach = reach(one, today)
    there = replace(here, officer=known[SPECIALIST], leader=known[LEADER])
    province = Unit.objects.get(pk=int(here.place.scope.strip("/").split("/")[1]))
    can_decide(province, by, today)
    version = linked_procedure(by, today)
    days = {end: today - timedelta(days=ago) for end, ago in ENDS}
    return [
        Play(f"onestop/linked/{end}", there, version, day, end, Channel.DESK)
        for end, day in days.items()
    ]


def _synthetic() -> Definition:
    """Each step says that nobody prescribed it."""
    return replace(
        PROCESS, steps=tuple(replace(one, state=State.SYNTHETIC) for one in PROCESS.steps)
    )
