"""A village head at a phone, for tests: what is typed, and the way to a dossier."""

from contextlib import AbstractContextManager
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE, Kind
from vungcao.kernel.units.queries import children
from vungcao.systems.onestop.models import Channel, Dossier, OnlineDraft
from vungcao.systems.onestop.services import drafting
from vungcao.systems.onestop.services.doors import standing_in, visitor
from vungcao.systems.onestop.tests.factories import (
    RECOGNISE,
    TODAY,
    commune,
    submitted,
    version,
)
from vungcao.systems.onestop.views import citizen_session as sessions

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fea7356c8d0000000049454e44ae426082"
)
WHO = {
    "applicant": "village",
    "full_name": "Nông Văn Mẫu",
    "telephone": "0900 000 123",
    "delivery": "online",
}
PAPERS = ("de_nghi", "mau01", "mau02")


def at(name: str, code: str = RECOGNISE) -> str:
    return reverse(f"onestop:{name}", args=[code])


def everywhere() -> AbstractContextManager[None]:
    return scoped((NATION_SCOPE,))


def village(day: date = TODAY) -> int:
    return next(one.id for one in children(commune(), day) if one.kind == Kind.VILLAGE)


def answers(**changed: str) -> dict[str, str]:
    """The questions of 1.012222 for one person, by name of their fields."""
    said = {
        "q-ngay_hop": "10/11/2026",
        "l-nguoi-lines": "1",
        "l-nguoi-0-ho_ten": "Hoàng Thị Mẫu",
        "l-nguoi-0-nam_sinh": "1960",
        "l-nguoi-0-gioi_tinh": "female",
        "l-nguoi-0-dan_toc": "Nùng",
        "l-nguoi-0-thon": str(village()),
    }
    return said | {name.replace("__", "-"): word for name, word in changed.items()}


def scan(name: str = "giay.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def begun(client: Client, account: User | None = None) -> str:
    """A draft that this browser goes on with, and its secret."""
    with standing_in(commune().scope, account or visitor()) as acting:
        made = drafting.begin(
            version=version(),
            place=commune(),
            words={name: [word] for name, word in WHO.items()},
            account=account,
            now=clock.now(),
            by=acting,
        )
    hold(client, sessions.DRAFT, made.draft.pk)
    return made.secret


def hold(client: Client, what: str, pk: int) -> None:
    """Let a browser go on with a row of the commune."""
    session = client.session
    session[what] = {"id": pk, "scope": commune().scope, "at": clock.now().timestamp()}
    session.save()


def filled(client: Client) -> None:
    """A draft that only has to be submitted."""
    begun(client)
    with standing_in(commune().scope, visitor()) as by:
        now = clock.now()
        words = {name: [word] for name, word in answers().items()}
        drafting.keep(draft=draft(), step="form", words=words, now=now, by=by)
        for code in PAPERS:
            name = f"{code}.png"
            drafting.attach(draft=draft(), paper=code, content=PNG, name=name, now=now, by=by)


def applied(client: Client) -> tuple[Dossier, str]:
    """A dossier that was submitted from this browser, and its secret."""
    filled(client)
    client.post(at("apply-check"), {"is_true": "on"})
    with everywhere():
        made = Dossier.objects.select_related("case", "unit").latest("pk")
    return made, str(client.session["onestop_told"]["secret"])


def sent(account: User | None = None) -> tuple[Dossier, str]:
    """A dossier that somebody submitted before, and its secret."""
    with standing_in(commune().scope, account or visitor()) as by:
        contact = {"name": "Nông Văn Mẫu", "telephone": "0900000123"}
        made = submitted(by, clock.now(), channel=Channel.ONLINE, contact=contact, account=account)
    return made.dossier, made.secret


def draft() -> OnlineDraft:
    with everywhere():
        return OnlineDraft.objects.select_related("key", "unit", "dossier").latest("pk")
