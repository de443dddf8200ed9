"""Events: when by both calendars, where, and as a file that calendars take."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from vungcao.systems.portal.models import Event
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.services.writing import Happening
from vungcao.systems.portal.tests.factories import NOON, keeper, section


def event() -> Event:
    said = Happening(
        slug="ngay-hoi",
        title="Ngày hội",
        lead="Hát và trò chơi.",
        begins_at=NOON,
        ends_at=NOON + timedelta(hours=2),
        place="Thôn mẫu 1",
    )
    return writing.announce(section=section("su-kien", "Sự kiện"), said=said, by=keeper())


@pytest.mark.django_db
def test_an_event_says_when_by_both_calendars_and_where(client: Client) -> None:
    event()

    page = client.get("/su-kien/ngay-hoi/").content.decode()

    assert "12:00 20/11/2026" in page
    assert "(âm lịch 12/10)" in page
    assert "Thôn mẫu 1" in page
    assert "Ngày hội" in client.get("/su-kien/").content.decode()


@pytest.mark.django_db
def test_a_calendar_takes_the_event_as_a_file(client: Client) -> None:
    from icalendar import Calendar

    found = event()

    answer = client.get(reverse("portal:calendar", args=[found.pk]))

    assert answer.headers["Content-Type"].startswith("text/calendar")
    (one,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(one["summary"]), str(one["location"])) == ("Ngày hội", "Thôn mẫu 1")
    assert one.decoded("dtstart") == NOON
    Event.objects.get(pk=found.pk).unpublish()
    assert client.get(reverse("portal:calendar", args=[found.pk])).status_code == 404


def test_an_event_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="sau giờ bắt đầu"):
        Event(title="x", slug="x", begins_at=NOON, ends_at=NOON).clean()
