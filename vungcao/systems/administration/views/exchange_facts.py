"""What is so of a partner and of a letter, as the pages say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from vungcao.kernel.exchange import adapters
from vungcao.kernel.exchange.models import MessageState, OutboxMessage, Partner
from vungcao.kernel.scopes.models import Reader
from vungcao.systems.administration.queries.exchange import PartnerLine, with_counts
from vungcao.systems.administration.views.words import fault_words, subject_words, topic_words
from vungcao.web.tables import Kind
from vungcao.web.tables.showing import written

Fact = tuple[str, object]


@dataclass(frozen=True)
class Standing:
    """A partner with what waits for it, and in words why it fails and what it lacks."""

    line: PartnerLine
    fault: str
    lacks: str

    @property
    def partner(self) -> Partner:
        return self.line.partner


def standings(reader: Reader, partners: Sequence[Partner]) -> list[Standing]:
    lines = with_counts(partners, reader.reach)
    return [Standing(line, **condition(line.partner)) for line in lines]


def condition(shown: Partner) -> dict[str, str]:
    """Why a partner fails and what it lacks, in words."""
    lacks = fault_words(adapters.lacks(shown))
    return {"fault": str(fault_words(shown.fault)), "lacks": str(lacks)}


def of_letter(message: OutboxMessage, partner: Partner) -> list[Fact]:
    """Ids and codes only; what the letter says is opened when it is sent and at no other time."""
    there = reverse("administration:exchange-partner", args=[partner.pk])
    facts: list[Fact] = [
        (_("Nơi nhận"), format_html('<a href="{}">{}</a>', there, partner)),
        (_("Chủ đề"), _worded(topic_words(message.topic), message.topic)),
        (_("Đối tượng"), _worded(subject_words(message.subject), message.subject)),
        (_("Khoá chống trùng"), _coded(message.key)),
        *((_coded(name), _coded(value)) for name, value in sorted(message.details.items())),
        (_("Số lần gửi"), message.attempts),
    ]
    if message.state == MessageState.WAITING:
        facts.append((_("Gửi lần tới"), written(message.next_try_at, Kind.SECOND)))
    return facts


def of_partner(partner: Partner, counts: Mapping[str, int]) -> list[Fact]:
    """How many letters stand where, each number leading to their list."""
    facts: list[Fact] = [(_("Mã"), _coded(partner.code))]
    if partner.contact:
        facts.append((_("Đầu mối"), partner.contact))
    named = [
        (_("Đang chờ"), MessageState.WAITING),
        (_("Đã giao"), MessageState.DELIVERED),
        (_("Không giao được"), MessageState.DEAD),
        (_("Đã bỏ qua"), MessageState.SKIPPED),
    ]
    facts += [(name, _letters(partner, state, counts.get(state, 0))) for name, state in named]
    facts.append((_("Giao được gần nhất"), written(partner.last_success_at, Kind.SECOND)))
    if partner.rests_until:
        facts.append((_("Thử lại lúc"), written(partner.rests_until, Kind.SECOND)))
    if partner.in_order:
        facts.append((_("Thứ tự"), _("Giao đúng thứ tự: thư kẹt giữ các thư sau nó")))
    return facts


def _letters(partner: Partner, state: MessageState, many: int) -> object:
    if not many:
        return 0
    there = reverse("administration:exchange-messages")
    said = _("%(many)s thư") % {"many": number_format(many)}
    return format_html(
        '<a href="{}?receiver={}&amp;state={}">{}</a>', there, partner.code, state.value, said
    )


def _worded(words: object, code: str) -> str:
    return format_html("{} <code>{}</code>", words, code)


def _coded(value: object) -> str:
    return format_html("<code>{}</code>", value)
