"""The address of whoever asks: told by our own proxy where it stands in front, else the nearest."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import RequestFactory

from vungcao.runtime.env import environment
from vungcao.web import network

CLASS_URL = "https://thuc-hanh.mau.invalid"


@pytest.mark.parametrize(
    ("changes", "nearest", "expected"),
    [
        ({"mode": "production"}, "127.0.0.1", "10.1.2.3"),
        ({"mode": "production"}, "10.9.9.9", "10.9.9.9"),
        ({"mode": "demo"}, "127.0.0.1", "127.0.0.1"),
        # A class behind the proxy: one student's wrong passwords must not hold up the others.
        ({"practice": "class", "practice_url": CLASS_URL}, "127.0.0.1", "10.1.2.3"),
        ({"practice": "class"}, "127.0.0.1", "127.0.0.1"),
        ({"practice_url": CLASS_URL}, "127.0.0.1", "127.0.0.1"),
    ],
)
def test_the_proxy_is_believed_where_it_is_ours(
    monkeypatch: pytest.MonkeyPatch,
    rf: RequestFactory,
    changes: dict[str, str],
    nearest: str,
    expected: str,
) -> None:
    given: dict[str, Any] = {"mode": "demo", "practice_url": "", **changes}
    here = replace(environment(), **given)
    monkeypatch.setattr(network, "environment", lambda: here)
    request = rf.get("/", REMOTE_ADDR=nearest, headers={"X-Forwarded-For": "10.1.2.3"})

    assert network.address(request) == expected
