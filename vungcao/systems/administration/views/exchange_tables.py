"""The lists of the exchange: partners, letters that leave, attempts, letters that came."""

from functools import partial

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.exchange.models import OPEN, InboxMessage, OutboxMessage, Partner, Receipt
from vungcao.kernel.scopes.models import Reader
from vungcao.systems.administration.queries.exchange import Letter, letters
from vungcao.systems.administration.views.exchange_facts import Standing, standings
from vungcao.systems.administration.views.words import fault_words, subject_words, topic_words
from vungcao.web.tables import Action, Column, Kind, Table

T = "administration/"
DECISIONS = (
    Action(_("Gửi lại"), "administration:exchange-retry-all"),
    Action(_("Bỏ qua"), "administration:exchange-skip-all", is_dangerous=True),
)


def partners(reader: Reader) -> Table[Partner, Standing]:
    """Every partner, with what waits in the reader's reach; those that fail stand first."""
    return Table(
        name="administration.exchange-partners",
        label=_("Đối tác kết nối"),
        columns=PARTNERS,
        order="failing",
        nothing=_("Chưa có nơi nhận nào."),
        prepare=partial(standings, reader),
        key=lambda line: line.partner.pk,
        kept=("state",),
    )


def outbox(*, may_decide: bool) -> Table[OutboxMessage, Letter]:
    """Letters that leave. What is still open can be ticked by whoever decides about it."""
    return Table(
        name="administration.exchange-messages",
        label=_("Thư đi"),
        columns=LETTERS,
        order="-number",
        nothing=_("Không có thư nào khớp với bộ lọc trong phạm vi của chị/anh."),
        prepare=letters,
        kept=("receiver", "state"),
        actions=DECISIONS if may_decide else (),
        key=lambda letter: letter.message.pk,
        can_be_picked=lambda letter: letter.message.state in OPEN,
    )


def attempts() -> Table[Receipt, Receipt]:
    """What became of each attempt at one letter; a partner out of reach is tried for months."""
    return Table(
        name="administration.exchange-attempts",
        label=_("Biên nhận từng lần gửi"),
        columns=ATTEMPTS,
        order="-at",
        nothing=_("Chưa gửi lần nào."),
        is_endless=True,
    )


def inbox() -> Table[InboxMessage, InboxMessage]:
    return Table(
        name="administration.exchange-inbox",
        label=_("Thư đến"),
        columns=ARRIVALS,
        order="-number",
        nothing=_("Không có thư đến nào khớp với bộ lọc."),
        kept=("partner",),
        is_endless=True,
    )


PARTNERS: tuple[Column[Standing], ...] = (
    Column(
        "name",
        _("Nơi nhận"),
        lambda line: line.partner.name,
        order=("name",),
        address=lambda line: reverse("administration:exchange-partner", args=[line.partner.pk]),
    ),
    Column(
        "state",
        _("Trạng thái"),
        lambda line: line.partner.get_state_display(),
        order=("state",),
        template=f"{T}_exchange_partner_state.html",
    ),
    Column("waiting", _("Đang chờ"), lambda one: one.line.waiting, Kind.NUMBER),
    Column("oldest", _("Chờ lâu nhất từ"), lambda one: one.line.oldest, Kind.MOMENT),
    Column("dead", _("Không giao được"), lambda one: one.line.dead, Kind.NUMBER),
    Column(
        "success",
        _("Giao được gần nhất"),
        lambda line: line.partner.last_success_at,
        Kind.MOMENT,
        order=("last_success_at",),
    ),
    Column(
        "failing",
        _("Lỗi từ"),
        lambda line: line.partner.failing_since,
        Kind.MOMENT,
        order=("failing_since", "name"),
        usual=False,
    ),
    Column("fault", _("Lỗi"), lambda line: _fault(line.partner.fault), usual=False),
    Column("code", _("Mã"), lambda line: line.partner.code, order=("code",), usual=False),
    Column("contact", _("Đầu mối"), lambda line: line.partner.contact, usual=False),
)
LETTERS: tuple[Column[Letter], ...] = (
    Column(
        "number",
        _("Số"),
        lambda letter: str(letter.message.pk),
        order=("pk",),
        address=lambda letter: reverse("administration:exchange-message", args=[letter.message.pk]),
    ),
    Column("receiver", _("Nơi nhận"), lambda letter: letter.receiver, order=("receiver",)),
    Column(
        "state",
        _("Trạng thái"),
        lambda letter: letter.message.get_state_display(),
        order=("state",),
        template=f"{T}_exchange_letter_state.html",
        leads=True,
    ),
    Column("fault", _("Lý do"), lambda letter: _fault(letter.message.fault)),
    Column(
        "topic", _("Chủ đề"), lambda letter: topic_words(letter.message.topic), order=("topic",)
    ),
    Column("subject", _("Đối tượng"), lambda letter: subject_words(letter.message.subject)),
    Column(
        "attempts",
        _("Số lần gửi"),
        lambda letter: letter.message.attempts,
        Kind.NUMBER,
        order=("attempts",),
    ),
    Column(
        "made_at", _("Lúc"), lambda letter: letter.message.made_at, Kind.SECOND, order=("made_at",)
    ),
    Column("next", _("Gửi lần tới"), lambda letter: letter.next_try, Kind.SECOND, usual=False),
    Column("key", _("Khoá chống trùng"), lambda letter: letter.message.key, usual=False),
)
ATTEMPTS: tuple[Column[Receipt], ...] = (
    Column("at", _("Lúc"), lambda receipt: receipt.at, Kind.SECOND, order=("pk",)),
    Column(
        "outcome",
        _("Kết quả"),
        lambda receipt: capfirst(receipt.get_outcome_display()),
        template=f"{T}_exchange_outcome.html",
        leads=True,
    ),
    Column("fault", _("Lý do"), lambda receipt: _fault(receipt.fault)),
    Column("reference", _("Mã của bên nhận"), lambda receipt: receipt.reference),
)
ARRIVALS: tuple[Column[InboxMessage], ...] = (
    Column("number", _("Số"), lambda arrival: str(arrival.pk), order=("pk",)),
    Column("partner", _("Đối tác kết nối"), lambda arrival: arrival.partner.name),
    Column("topic", _("Chủ đề"), lambda arrival: topic_words(arrival.topic)),
    Column("key", _("Khoá chống trùng"), lambda arrival: arrival.key),
    Column("repeats", _("Số lần gửi lặp"), lambda arrival: arrival.repeats, Kind.NUMBER),
    Column("at", _("Nhận lúc"), lambda arrival: arrival.received_at, Kind.SECOND),
)


def _fault(fault: str) -> str:
    return capfirst(str(fault_words(fault)))
