"""Dossiers go from a commune to the department, the province and back, whatever dies on the way.

The procedure is synthetic. Whatever was in flight is pressed three times at once afterwards, twice
on the page that was open and once on another: it is done once, and each reads a sentence.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from tests.faults.linked import HALFWAY, UNHEARD, Answer, Deed, Form, Linked
from tests.faults.product import wait_for

pytestmark = [pytest.mark.fault]

SOAK_DOSSIERS = int(os.environ.get("SOAK_DOSSIERS", "2"))
WORDS = ("An", "Bình", "Cường", "Dung", "Hạnh", "Khánh")  # names of applicants, invented
BEGUN = 4  # where one web process is given them all, more have to wait for a thread of it
OFFICE = "/lam-viec/mot-cua/"
# What moves at each step, and which agency holds the dossier from then on where that changes.
STEPS: dict[str, tuple[list[str], str]] = {
    "receive": (["submit", "tiep_nhan"], "desk"),
    "hand_over": (["chuyen"], "department"),
    "assign": ([], ""),
    "prepare": (["trinh"], "province"),
    "sign": (["ky"], "desk"),
    "give_back": (["tra_ket_qua"], ""),
}
DONE = (
    "Đã tiếp nhận hồ sơ",
    "Đã làm: ",
    "Đã giao cho",
    "Đã soạn quyết định và trình ký",
    "Đã ký quyết định",
    "Đã trả kết quả",
)
NOT_AGAIN = (
    "Mục này đã được ghi từ lần bấm trước",
    "vừa được người khác xử lý",
    "Hồ sơ không còn ở bước làm được việc này",
    "Đã có hồ sơ giống",
    "Người này đã được giao rồi",
    "Hồ sơ không ở bước soạn quyết định",
    "Quyết định đã ký, hoặc bước ký thuộc người khác",
)
DECISION = {
    "subject": "Về việc mẫu",
    "place": "Bắc Ninh",
    "bases": "Căn cứ mẫu",
    "body": "Điều 1. Nội dung mẫu.",
    "signer_post": "Chủ tịch",
    "signer_name": "Nguyễn Văn Mẫu",
    "recipients": "Như trên",
}


class Affair:
    """One dossier on its way, and what must be true of it so far."""

    def __init__(self, made: Linked, name: str) -> None:
        self.ready, self.name = made.ready, name
        self.pk = self.decision = 0
        self.steps: list[str] = []

    @property
    def moves(self) -> list[str]:
        return [move for step in self.steps for move in STEPS[step][0]]

    @property
    def holders(self) -> list[int]:
        names = [STEPS[step][1] for step in self.steps if STEPS[step][1]]
        return [self.ready["bodies"][name] for name in names]

    def deed(self, step: str) -> Deed:
        page = f"{OFFICE}{self.pk}/"
        if step == "receive":
            return self._intake()
        return {
            "hand_over": Deed("desk", page, {"action": "chuyen"}, f"{page}lam/"),
            "assign": Deed(
                "leader", page, {"to": str(self.ready["officers"]["department"])}, f"{page}giao/"
            ),
            "prepare": Deed("department", f"{page}quyet-dinh/", DECISION),
            "sign": Deed("province", f"{OFFICE}quyet-dinh/{self.decision}/ky/", {}),
            "give_back": Deed("desk", f"{page}tra-ket-qua/", {"way": "desk", "words": self.name}),
        }[step]

    def _intake(self) -> Deed:
        said = {
            "applicant_kind": "person",
            "who": "typed",
            "name": self.name,
            "channel": "1",
            "delivery": "desk",
            "intake": str(self.ready["bodies"]["desk"]),
            "q-noi_dung": "Nội dung mẫu.",
            "kind-don": "0",
        }
        where = f"{OFFICE}tiep-nhan/{self.ready['version']}/?xa={self.ready['place']}"
        return Deed("desk", where, said)

    def took(self, step: str) -> None:
        self.steps.append(step)


class Affairs:
    """Several of them in one product; all that is there belongs to one of them."""

    def __init__(self, made: Linked) -> None:
        self.made = made
        self.all: list[Affair] = []

    def begun(self, name: str) -> Affair:
        self.all.append(Affair(self.made, name))
        return self.all[-1]

    def go(self, step: str, affairs: Sequence[Affair]) -> None:
        """A step without any fault."""
        forms = [self.made.opened(affair.deed(step)) for affair in affairs]
        for answer in self.made.all_at_once(forms):
            assert_told(answer, DONE)
        for affair in affairs:
            affair.took(step)
        self.are_whole()

    def press_again(self, pressed: Sequence[Form]) -> None:
        for answer in self.made.all_at_once(pressed):
            assert_told(answer, (*DONE, *NOT_AGAIN))

    def are_whole(self) -> None:
        """Nothing is lost, nothing doubled: by what is committed."""
        now = self.made.look()
        there = [affair for affair in self.all if affair.steps]
        rows = {row["pk"]: row for row in now["dossiers"]}
        assert len(rows) == len(there), rows
        self._recognise(there, rows)
        for affair in there:
            assert_whole(affair, rows[affair.pk])
        took = [step for affair in there for step in affair.steps]
        signed, received = took.count("sign"), took.count("receive")
        assert now["is_trail_whole"]
        assert now["cases"] == received
        assert now["papers"] == received + took.count("prepare")
        assert now["numbers"] == signed
        assert now["notices"] == took.count("assign")
        letters = {
            name: now["letters"].get(name, 0) for name in ("cases.opened", "documents.issued")
        }
        assert letters == {"cases.opened": received, "documents.issued": received + signed}
        handed = took.count("hand_over") + took.count("prepare") + signed
        assert now["letters"].get("cases.transferred", 0) == handed

    def _recognise(self, there: Sequence[Affair], rows: dict[int, Any]) -> None:
        """Give each that is there its number; those that came in together are all one to us."""
        known = {affair.pk for affair in there}
        fresh = iter(sorted(rows.keys() - known))
        for affair in there:
            affair.pk = affair.pk or next(fresh)
            decisions = rows[affair.pk]["decisions"]
            affair.decision = decisions[0][0] if decisions else 0


def assert_whole(affair: Affair, row: dict[str, Any]) -> None:
    """One dossier: moved once a step, in one hand at any instant, its clock as computed."""
    took = affair.steps
    assert row["moves"] == affair.moves
    assert row["way"][-1][1] == row["step"]
    assert row["is_chain_whole"]
    assert row["is_due_as_computed"]
    bodies, since, until = zip(*row["holders"], strict=True)
    assert list(bodies) == affair.holders
    assert bodies[-1] == row["holder"]
    assert until == (*since[1:], "")
    assert row["events"] == {
        name: count
        for name, count in {
            "opened": 1,
            "begun": 1,
            "onestop.moved": len(affair.moves),
            "onestop.paper": 1,
            "assigned": took.count("assign"),
            "transferred": len(bodies) - 1,
            "closed": took.count("sign"),
        }.items()
        if count
    }
    assert (row["forms"], row["laid"]) == (["01"], 1)
    assert [signed for _pk, signed in row["decisions"]] == [
        "sign" in took for step in took if step == "prepare"
    ]
    entries = {"submitted": 1, "received": 1, "moved": took.count("hand_over")}
    entries |= {"returned": took.count("give_back")}
    found = {name: row["entries"].get(f"onestop.{name}", 0) for name in entries}
    assert found == entries


def assert_told(answer: Answer, sentences: Sequence[str]) -> None:
    assert answer.status == 200, (answer, answer.text[-3000:])
    assert any(said in answer.text for said in sentences), (answer, answer.text)


def nobody_heard(answers: Sequence[Answer]) -> bool:
    return {answer.status for answer in answers} == {None}


@pytest.mark.slow
def test_six_dossiers_at_six_steps_lose_nothing_when_web_and_workers_die(linked: Linked) -> None:
    affairs = Affairs(linked)
    at = {step: affairs.begun(f"Nông Văn {word}") for step, word in zip(STEPS, WORDS, strict=True)}
    for number, step in enumerate(STEPS, start=1):
        if step not in ("assign", "give_back"):  # nothing waits for these
            affairs.go(step, list(at.values())[number:])
    pages = {step: linked.opened(affair.deed(step)) for step, affair in at.items()}

    answers = linked.killed_in(HALFWAY, list(pages.values()), waiting=BEGUN)

    assert nobody_heard(answers)
    linked.recovered()
    affairs.are_whole()
    for step, affair in at.items():
        other = linked.opened(affair.deed(step))
        affairs.press_again([pages[step], pages[step], other])
        affair.took(step)
    affairs.are_whole()
    wait_for(lambda: linked.look()["undelivered"] == 0)


@pytest.mark.soak
def test_at_each_step_of_a_dossier_web_and_workers_die_before_and_after_it_is_done(
    linked: Linked,
) -> None:
    affairs = Affairs(linked)
    for number in range(SOAK_DOSSIERS):
        affair = affairs.begun(f"Nông Văn {WORDS[number]}")
        for step in STEPS:
            page, other = (linked.opened(affair.deed(step)) for _time in range(2))
            pressed = [page, page, other]
            assert nobody_heard(linked.killed_in(HALFWAY, pressed))
            linked.recovered()
            affairs.are_whole()
            assert nobody_heard(linked.killed_in(UNHEARD, pressed))
            linked.recovered()
            affair.took(step)
            affairs.are_whole()
            affairs.press_again(pressed)
            affairs.are_whole()
    wait_for(lambda: linked.look()["undelivered"] == 0)
    sys.stdout.write(
        f"{SOAK_DOSSIERS} hồ sơ qua ba cơ quan, {linked.kills} lần giết web và công việc nền: "
        "không mất, không lặp việc nào\n"
    )
