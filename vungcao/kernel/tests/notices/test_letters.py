"""What a letter says when it leaves, and when it need not leave any more."""

from datetime import timedelta

import pytest

from vungcao.kernel.notices import letters, services
from vungcao.kernel.notices.models import Delivery, Notice
from vungcao.kernel.offers.notices import AT_ONCE
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.notices import telling
from vungcao.kernel.tests.notices.telling import NOON, news, officer, send, tell

pytestmark = pytest.mark.django_db


def test_one_notice_names_the_place_where_it_is_read() -> None:
    to = officer()
    details = {"label": "Đếm", "run": "abcdefghij"}
    tell(to, news("jobs.failed", subject="jobs.Run:1", details=details))
    (row,) = telling.letters()

    with scoped(("/1/",)):
        letter = letters.one(int(row.details["ref"]))

    assert letter is not None
    assert (letter.to, letter.subject) == ("canbo@mau.invalid", "Không xong: Đếm")
    assert "/lam-viec/viec/abcdefghij/" in letter.text


def test_a_digest_leaves_out_what_was_read_and_is_withdrawn_when_all_was() -> None:
    to = officer()
    for title in ("Một", "Hai"):
        tell(to, news(subject=f"units.Reform:{title}", details={"title": title}))
    send(NOON + timedelta(days=1))
    (row,) = telling.letters()
    ref = int(row.details["ref"])
    with scoped((), account=to.pk, door=Door.OFFICE):
        services.mark_read(notice=Notice.objects.earliest("pk"), now=NOON, by=to)

    with scoped(("/1/",)):
        letter = letters.digest(ref)
        assert letter is not None
        assert "Hai" in letter.text
        assert "Một" not in letter.text
    with scoped((), account=to.pk, door=Door.OFFICE):
        services.mark_all_read(now=NOON, by=to)
    with scoped(("/1/",)):
        assert letters.digest(ref) is None


def test_what_was_read_before_it_left_is_withdrawn() -> None:
    to = officer()
    with scoped((), account=to.pk, door=Door.OFFICE):
        services.choose(ways={"units.reform_took_effect": AT_ONCE}, digest_hour=7, by=to)
    notice = tell(to, news())
    assert notice is not None
    with scoped((), account=to.pk, door=Door.OFFICE):
        services.mark_read(notice=notice, now=NOON, by=to)

    with scoped(("/1/",)):
        assert letters.one(Delivery.objects.get().pk) is None
        assert letters.one(0) is None
