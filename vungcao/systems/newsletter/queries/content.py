"""What an issue says at this moment: as it was handed in, without what was taken down since."""

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.timezone import localtime

from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.imprints import publishers
from vungcao.runtime.env import environment
from vungcao.systems.newsletter.models import Issue, Pick
from vungcao.systems.newsletter.queries import issues, shelf
from vungcao.systems.newsletter.rules.content import Content, Item, Reading, paragraphs


def content(issue: Issue, chosen: Collection[str] = ()) -> Content:
    """The issue as a reader of the chosen sections gets it; of all sections when none is chosen.

    One look at the shelves for all articles: one that is not given any more is left out.
    """
    picked = issues.picks(issue)
    there = shelf.named([pick.key for pick in picked])
    held = [pick for pick in picked if pick.key in there]
    wanted = [pick for pick in held if not chosen or pick.section in chosen]
    day = issue.started_at or issue.approved_at
    return Content(
        number=issue.number,
        title=issue.title,
        lead=issue.lead,
        note=paragraphs(issue.note),
        day=localtime(day).date() if day else None,
        items=tuple(_item(pick, there[pick.key].address) for pick in wanted),
        language=issue.language,
        page=whole(reverse("newsletter:issue", args=[issue.code])),
        gone=len(picked) - len(held),
    )


def signed(issue: Issue, chosen: Collection[str] = ()) -> Content:
    """The same with the body whose newsletter it was on that day, where there was one: what leaves
    the pages of the portal says it itself."""
    said = content(issue, chosen)
    found = (one.on(said.day or clock.today()) for _name, one in sorted(publishers.items()))
    return replace(said, issuer=next((one.name for one in found if one is not None), ""))


def whole(address: str) -> str:
    """An address as somebody outside opens it."""
    return urljoin(environment().address, address)


def _item(pick: Pick, address: str) -> Item:
    """Its words as they were picked; where it stands may have changed."""
    readings = (Reading(**sound) for sound in pick.sounds)
    return Item(
        title=pick.title,
        lead=pick.lead,
        address=whole(address),
        section=pick.section,
        text=pick.text,
        language=pick.language,
        readings=tuple(
            Reading(one.language, one.reader, one.seconds, whole(one.address)) for one in readings
        ),
    )
