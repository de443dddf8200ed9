"""Practice: a home, a database, keys and names of its own; nothing leads into the province."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from vungcao.kernel.audit import anchors
from vungcao.kernel.documents import certificates
from vungcao.runtime import database_urls, practice
from vungcao.runtime.children import MARK
from vungcao.runtime.env import PROJECT, Environment, WrongVariable, environment, read

URL = "https://thuc-hanh.mau.invalid"


def production(home: Path, url: str = "") -> Environment:
    return replace(
        environment(),
        home=home,
        mode="production",
        allowed_hosts=("vungcao.mau.invalid",),
        smtp_url="smtp://out:25",
        files_url="s3://tinh/tep",
        files_secret_key="bí mật",
        practice_url=url,
    )


def test_it_lives_beside_the_province_with_keys_and_files_of_its_own(tmp_path: Path) -> None:
    here = production(tmp_path)
    inner = practice.inside(here)

    assert database_urls.address(inner, "app").name.endswith("_practice")
    assert database_urls.address(inner, "app").name != database_urls.address(here, "app").name
    assert inner.is_demo
    assert (inner.smtp_url, inner.files_secret_key, inner.second_factor) == ("", "", ())
    kept = [inner.home, inner.mailbox, inner.vault_keys_file, inner.secret_key_file]
    kept += [anchors.file(inner), certificates.folder(inner, is_demo=True)]
    assert all(path.is_relative_to(tmp_path / "practice") for path in kept)
    assert inner.files_url == f"file://{tmp_path}/practice/class/files"


def test_the_variables_say_the_same_as_the_environment(tmp_path: Path) -> None:
    inner = practice.inside(production(tmp_path, URL))

    given = practice.surroundings(inner)

    again = read({**given, "PRACTICE_URL": URL})
    assert again == replace(
        inner,
        **{name: getattr(again, name) for name in ("port", "pool", "role", "smtp_from", "today")},
    )
    assert given[MARK] == str(tmp_path)  # the home whose supervisor ends what is left over


def test_another_kind_of_practice_is_refused() -> None:
    with pytest.raises(WrongVariable, match="VUNGCAO_PRACTICE"):
        read({"VUNGCAO_PRACTICE": "yes"})


@pytest.mark.parametrize("url", ["thuc-hanh.vn", "http://a.vn", "https://a.vn/lop", "https://a:x"])
def test_its_address_is_a_name_behind_tls(url: str) -> None:
    with pytest.raises(WrongVariable, match="PRACTICE_URL"):
        read({"PRACTICE_URL": url})


def test_a_name_of_its_own_is_the_only_one_it_answers_to_from_outside(tmp_path: Path) -> None:
    named = practice.inside(production(tmp_path, f"{URL}:8443"))
    nameless = practice.inside(production(tmp_path))

    assert set(named.allowed_hosts) == {"thuc-hanh.mau.invalid", *practice.LOOPBACK}
    assert set(nameless.allowed_hosts) == {"vungcao.mau.invalid", *practice.LOOPBACK}
    assert named.address == f"{URL}:8443"  # with it the links of letters begin


def test_behind_the_proxy_it_believes_what_the_proxy_says(tmp_path: Path) -> None:
    assert practice.inside(production(tmp_path, URL)).is_behind_proxy
    assert not practice.inside(production(tmp_path)).is_behind_proxy
    assert production(tmp_path).is_behind_proxy


@pytest.mark.slow
def test_its_cookies_and_its_signing_key_are_not_the_provinces(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECRET_KEY")
    own = {"VUNGCAO_HOME": str(tmp_path), "VUNGCAO_MODE": "production", "ALLOWED_HOSTS": "a.vn"}
    variables = {**practice.surroundings(practice.inside(read(own))), "PRACTICE_URL": URL}

    province = settings({**own, "PORT": "8000"})
    class_room = settings({**variables, "PORT": "8001"})

    assert all(province[name] != class_room[name] for name in names)
    assert class_room["SESSION_COOKIE_SECURE"] is True
    assert class_room["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def settings(variables: dict[str, str]) -> dict[str, object]:
    code = (
        "import json; from vungcao.config import settings as s;"
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables, cwd=PROJECT, capture_output=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_wish_is_remembered_and_resets_are_counted(tmp_path: Path) -> None:
    assert practice.state(tmp_path).name == practice.OFF

    practice.ask(tmp_path, practice.ON)
    practice.ask(tmp_path, practice.ON, reset=True)

    assert practice.wish(tmp_path) == practice.Wish(practice.ON, 1)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"wanted": "off", "new": 1}'])
def test_a_file_of_wishes_that_says_something_else_asks_for_nothing(
    tmp_path: Path, text: str
) -> None:
    practice.within(tmp_path).mkdir()
    (practice.within(tmp_path) / "wanted.json").write_text(text)

    assert practice.wish(tmp_path) == practice.Wish()


def test_two_who_ask_at_once_are_both_heard(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in range(40):
            pool.submit(practice.ask, tmp_path, practice.ON, reset=True)

    assert practice.wish(tmp_path).resets == 40


def test_who_asks_while_a_reset_is_going_on_gets_that_one(tmp_path: Path) -> None:
    practice.ask(tmp_path, practice.ON, reset=True)
    practice.say(tmp_path, practice.State(practice.BUILDING, resets=0))

    practice.ask(tmp_path, practice.ON, reset=True)

    assert practice.wish(tmp_path).resets == 1
