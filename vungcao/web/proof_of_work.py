"""A small work for a stranger's machine, before a form of theirs costs ours anything (ADR 0075).

The words are those of ALTCHA's first protocol: find the number that with `salt` hashes to
`challenge`; `signature` says that we asked. Nothing is kept until a number comes back.
"""

import hashlib
import json
from base64 import b64decode
from binascii import Error
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import randbelow, token_hex
from typing import Any
from urllib.parse import parse_qs

from django import forms
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.web import attempts, waiting
from vungcao.web.forms import Form

LIFETIME = timedelta(hours=1)  # as long as somebody may take to fill in a form
LONGEST = 2000  # letters of an answer
KEY = "vungcao.web.proof-of-work"


class State(StrEnum):
    """What came with a form."""

    DONE = "done"
    NONE = "none"
    LATE = "late"
    WRONG = "wrong"


@dataclass(frozen=True)
class Challenge:
    """What a browser is asked; the number is between zero and `most`."""

    algorithm: str
    challenge: str
    salt: str
    signature: str
    most: int


def ask(form: str, now: datetime) -> Challenge:
    """A challenge that pays for this form only, within `LIFETIME`."""
    most = environment().proof_of_work
    until = int((now + LIFETIME).timestamp())
    # The salt ends with a mark: no digit of the number can be counted to it.
    salt = f"{token_hex(12)}?expires={until}&form={form}&"
    challenge = _hash(salt, randbelow(most + 1))
    return Challenge("SHA-256", challenge, salt, _sign(challenge), most)


def read(answer: str, form: str, now: datetime) -> tuple[State, str]:
    """What the answer is worth, and the challenge that it spends."""
    if not answer:
        return State.NONE, ""
    try:
        said = json.loads(b64decode(answer[:LONGEST], validate=True))
        challenge, salt, number = str(said["challenge"]), str(said["salt"]), int(said["number"])
        signature = str(said["signature"])
        asked = parse_qs(salt.partition("?")[2])
        until = int(asked["expires"][0])
    except (Error, ValueError, KeyError, TypeError):
        return State.WRONG, ""
    is_ours = constant_time_compare(signature, _sign(challenge))
    if not is_ours or challenge != _hash(salt, number) or asked.get("form") != [form]:
        return State.WRONG, ""
    return (State.DONE, challenge) if now.timestamp() < until else (State.LATE, "")


def _hash(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _sign(challenge: str) -> str:
    return salted_hmac(KEY, challenge, algorithm="sha256").hexdigest()


class ProofInput(forms.HiddenInput):
    """Draws a new challenge each time; what was answered before is spent."""

    template_name = "components/proof_of_work.html"

    def __init__(self, form: str) -> None:
        super().__init__({"autocomplete": "off"})
        self.form = form

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        asked = ask(self.form, clock.now()) if environment().proof_of_work else None
        return {**context, "asked": asdict(asked) if asked else None}


class ProofForm(Form):
    """A form for strangers. `name` tells its proofs from those of other forms."""

    name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["altcha"] = forms.CharField(
            required=False, widget=ProofInput(self.name), max_length=LONGEST
        )


def admit(request: HttpRequest, form: ProofForm) -> bool:
    """Whether a valid form may go on; else it says why. A proof that is taken is spent.

    Without one, as without JavaScript, a form is taken too, but seldom: so many from one network
    and so many from all of them.
    """
    if not environment().proof_of_work:
        return True
    state, challenge = read(form.cleaned_data["altcha"], form.name, clock.now())
    if state == State.NONE:
        if wait := attempts.of_unproven(request).reserve(request):
            form.add_error(None, _("Máy chưa tự kiểm tra được nên phải gửi thưa hơn."))
            waiting.refuse(form, wait)
        return not wait
    if state == State.DONE and not attempts.of_proof(challenge, LIFETIME).reserve(request):
        return True
    late, spent = _("Trang đã mở quá lâu."), _("Lần gửi này đã được nhận hoặc không đúng trang.")
    form.add_error(None, late if state == State.LATE else spent)
    form.add_error(None, _("Bấm gửi lần nữa; những gì đã điền vẫn còn."))
    return False
