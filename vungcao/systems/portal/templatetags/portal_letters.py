"""Questions and consultations as plain values that the public layouts draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models import (
    AnsweredQuestion,
    Consultation,
    LetterTopic,
    OpinionCount,
)
from vungcao.systems.portal.queries import letters
from vungcao.systems.portal.rules.consultations import State
from vungcao.web.public import Item, Listing, Section
from vungcao.web.shell import Link

register = template.Library()

# How states are called, and in which colour; the order in which a board shows them.
STATES: dict[State, tuple[Promise, str]] = {
    State.OPEN: (_("đang nhận ý kiến"), "run"),
    State.COMING: (_("sắp nhận ý kiến"), "none"),
    State.CLOSED: (_("đã hết hạn, đang tổng hợp"), "warn"),
    State.ANSWERED: (_("đã công bố kết quả"), "ok"),
}


@dataclass(frozen=True)
class Standing:
    """How a consultation stands today."""

    state: State
    label: Promise
    tone: str

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_answered(self) -> bool:
        return self.state == State.ANSWERED


@register.simple_tag
def standing(page: Consultation) -> Standing:
    state = page.state_on(clock.today())
    return Standing(state, *STATES[state])


@register.simple_tag
def opinions(page: Consultation) -> OpinionCount:
    """How many opinions were received and what became of them."""
    return letters.counts(page.pk)


@register.simple_tag
def consultations(board: Page) -> Listing:
    """Drafts by how they stand today, the open ones first."""
    today, found = clock.today(), letters.consultations(board)
    by_state = {
        state: tuple(_draft(one) for one in found if one.state_on(today) == state)
        for state in STATES
    }
    parts = [
        Section(capfirst(str(label)), by_state[state])
        for state, (label, _tone) in STATES.items()
        if by_state[state]
    ]
    return Listing(
        title=board.title,
        lead=board.lead,
        sections=tuple(parts),
        nothing=_t("Chưa có dự thảo nào được lấy ý kiến."),
    )


@register.simple_tag(takes_context=True)
def questions(context: Context, board: Page) -> Listing:
    """Answered questions that hold the words looked for, twenty a page."""
    asked = context["request"].GET
    sought, topic = asked.get("q", "")[:120], asked.get("chu-de", "")
    before = asked.get("truoc", "")
    found = letters.answered(
        board,
        topic=topic,
        sought=sought,
        before=int(before) if before.isdecimal() else None,
        limit=letters.ON_A_PAGE + 1,
    )
    shown = found[: letters.ON_A_PAGE]
    kept = {name: said for name, said in (("q", sought), ("chu-de", topic)) if said}
    older = urlencode({**kept, "truoc": shown[-1].pk}) if len(found) > len(shown) else ""
    return Listing(
        title=board.title,
        lead=board.lead,
        sections=(Section(_t("Câu hỏi đã trả lời"), tuple(map(_question, shown))),)
        if shown
        else (),
        nothing=_t("Không có câu hỏi nào khớp.") if kept else _t("Chưa có câu hỏi nào được đăng."),
        search=_t("Tìm trong câu hỏi và câu trả lời"),
        sought=sought,
        newer=f"{board.url}?{urlencode(kept)}" if before else "",
        older=f"{board.url}?{older}" if older else "",
    )


@register.simple_tag(takes_context=True)
def question_topics(context: Context, board: Page) -> Sequence[Link]:
    """The topics on which something was answered, and all of them together."""
    here, there = context["request"].GET.get("chu-de", ""), letters.topics(board)
    if not there:
        return []
    links = [
        Link(capfirst(one.label), f"{board.url}?chu-de={one.value}", "", one.value == here)
        for one in LetterTopic
        if one.value in there
    ]
    return [Link(_t("Mọi lĩnh vực"), board.url, "", here not in LetterTopic.values), *links]


def _question(page: AnsweredQuestion) -> Item:
    day = page.first_published_at
    label = capfirst(page.get_topic_display())
    return Item(page.title, page.url, label, day.astimezone(ZONE).date() if day else None)


def _draft(page: Consultation) -> Item:
    text = _t("%(body)s. Nhận ý kiến từ %(first)s đến hết %(last)s.") % {
        "body": page.asked_by,
        "first": f"{page.opens_on:%d/%m/%Y}",
        "last": f"{page.closes_on:%d/%m/%Y}",
    }
    return Item(page.title, page.url, text)
