"""A class beside a province in production, behind its proxy: neither enters the other.

Minutes, for the demo province is built; what needs no province is in tests/runtime.
"""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.product import Product, wait_for
from tests.faults.visitor import SIGN_IN, Visitor
from vungcao.runtime import practice

pytestmark = [pytest.mark.fault, pytest.mark.soak]

CLASS_HOST = "thuc-hanh.mau.invalid"
PASSWORD = "mot-cau-rat-dai-42"
# An officer of the province, for production has no account to begin with.
OFFICER = f"""
from vungcao.kernel.accounts import services as accounts
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import scoped
with scoped(("/1/",)):
    accounts.open_demo_account(username="thu-that", password="{PASSWORD}", by=system_account("x"))
    User.objects.filter(username="thu-that").update(is_synthetic=False)
"""


class Province(Product):
    """In production, with a mail server that counts who connects."""

    def __init__(self, home: Path, mail: socket.socket) -> None:
        super().__init__(home)
        self.mail = mail

    def variables(self) -> dict[str, str]:
        return super().variables() | {
            "PRACTICE_URL": f"https://{CLASS_HOST}",
            "SMTP_URL": f"smtp://127.0.0.1:{self.mail.getsockname()[1]}",
            "SMTP_FROM": "van-thu@example.org",
        }

    def stands(self, name: str) -> None:
        wait_for(
            lambda: practice.state(self.home).name == name,
            lambda: (self.home / "practice/build.log").read_text(),
            patience=600,
        )


@pytest.fixture(scope="module")
def room() -> Iterator[Province]:
    folder = Path(tempfile.mkdtemp(prefix="vungcao-", dir="/tmp"))
    folder.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as mail:
        mail.setblocking(False)
        made = Province(folder, mail)
        try:
            made.start()
            assert made.command("manage", "shell", "-c", OFFICER).returncode == 0
            practice.ask(folder, practice.ON)
            made.stands(practice.ON)
            yield made
        finally:
            made.end()
            shutil.rmtree(folder, ignore_errors=True)


def in_province(room: Province, cookies: dict[str, str] | None = None) -> Visitor:
    return Visitor("localhost", room.port, cookies)


def in_class(room: Province, cookies: dict[str, str] | None = None) -> Visitor:
    return Visitor(CLASS_HOST, practice.state(room.home).port, cookies)


def test_accounts_and_sessions_of_one_are_nothing_to_the_other(room: Province) -> None:
    officer, student = in_province(room), in_class(room)

    assert officer.sign_in("thu-that", PASSWORD)
    assert student.sign_in("quan-tri", "vungcao-demo")
    assert not in_province(room).sign_in("quan-tri", "vungcao-demo")
    assert not in_class(room).sign_in("thu-that", PASSWORD)
    # One browser that has both, and one that lies about which cookie is which.
    both = officer.cookies | student.cookies
    assert len(both) == len(officer.cookies) + len(student.cookies)
    renamed = {
        name.replace(str(student.port), str(room.port)): value
        for name, value in student.cookies.items()
    }
    assert not in_province(room, student.cookies).is_in()
    assert not in_province(room, renamed).is_in()
    assert not in_class(room, officer.cookies).is_in()


def test_a_letter_lands_in_the_mailbox_of_the_class_and_nobody_connects(room: Province) -> None:
    keeper = in_class(room)
    assert keeper.sign_in("quan-tri", "vungcao-demo")
    form = {"family_name": "Nguyễn Văn", "given_name": "Mẫu", "username": "mau-hoc-vien"}
    form |= {"email": "hoc-vien@mau.invalid", "role": "canbo-xa", "unit": "07621"}

    assert keeper.ask("/quan-tri/tai-khoan/moi/", form | {"first_day": "01/12/2026"}) == 302

    def has_come() -> bool:
        return keeper.ask("/ket-noi/hop-thu/") == 200 and "hoc-vien@mau" in keeper.text

    wait_for(has_come)
    assert f"https://{CLASS_HOST}/tai-khoan/loi-moi/" in keeper.text
    with pytest.raises(BlockingIOError):
        room.mail.accept()


def test_whom_a_reset_signs_out_meets_the_sign_in_page_and_no_error(room: Province) -> None:
    student = in_class(room)
    assert student.sign_in("canbo-xa", "vungcao-demo")
    practice.ask(room.home, practice.ON, reset=True)
    seen = set()

    def is_reset() -> bool:
        seen.add(student.ask("/lam-viec/"))
        state = practice.state(room.home)
        return state.name == practice.ON and state.resets == 1

    wait_for(is_reset, patience=300)
    seen.add(student.ask("/lam-viec/"))
    assert student.to.startswith(SIGN_IN)
    assert {200, 302} <= seen <= {200, 302, 500}  # 500 in the moment of changing places, in words
    assert student.sign_in("canbo-xa", "vungcao-demo")


def test_the_supervisor_takes_its_class_along(room: Province) -> None:
    room.stop()

    assert room.processes_left() == []
