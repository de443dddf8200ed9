"""A stranger's browser, and the work that it does before it sends."""

import json
from base64 import b64encode
from dataclasses import asdict, replace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from vungcao.runtime import env
from vungcao.systems.comments.tests.world import EMAIL, KEY, NOW, WORDS
from vungcao.web import proof_of_work

ADDRESS = reverse("comments:article", args=[KEY])


def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A work that takes no time, and a minute in which nobody has posted."""
    here = replace(env.environment(), proof_of_work=30)
    monkeypatch.setattr(proof_of_work, "environment", lambda: here)
    cache.clear()


def proof(form: str = "comments") -> str:
    asked = proof_of_work.ask(form, NOW)
    number = next(
        nth for nth in range(31) if proof_of_work._hash(asked.salt, nth) == asked.challenge
    )
    return b64encode(json.dumps({**asdict(asked), "number": number}).encode()).decode()


def post(*, network: str = "10.0.0.1", address: str = ADDRESS, **said: Any) -> Any:
    given = {"called": "Bạn đọc", "contact": EMAIL, "words": WORDS, "altcha": proof(), **said}
    return Client().post(address, given, REMOTE_ADDR=network)


def text(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())
