"""The list of books of numbers: what each column says of one."""

from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import NumberSeries
from vungcao.systems.administration.queries.numbers import Book, described
from vungcao.systems.administration.views.norm_lines import last_day
from vungcao.web.tables import Column, Kind, Table


def table(day: date) -> Table[NumberSeries, Book]:
    """Books by the offices that keep them, and how far they have come in the year of a day."""
    return Table(
        name="administration.books",
        label=_("Sổ số văn bản, theo cơ quan"),
        columns=COLUMNS,
        order="office",
        nothing=_("Chưa cơ quan nào mở sổ số."),
        prepare=partial(_prepared, day),
        kept=("kind", "state"),
        key=lambda book: book.series.pk,
    )


def _prepared(day: date, rows: list[NumberSeries]) -> list[Book]:
    return described(rows, day)


def _name(book: Book) -> str:
    kind = book.series.get_kind_display()
    return f"{kind[:1].upper()}{kind[1:]} {book.series.symbol}"


COLUMNS: tuple[Column[Book], ...] = (
    Column(
        "book",
        _("Sổ"),
        _name,
        order=("kind", "symbol"),
        address=lambda book: reverse("administration:numbers-book", args=[book.series.pk]),
    ),
    Column(
        "office", _("Cơ quan"), lambda book: book.office, order=("called", "kind", "valid_from")
    ),
    Column("next", _("Số tới"), lambda book: book.next),
    Column("way", _("Cách viết số"), lambda book: book.words),
    Column("latest", _("Số cuối năm nay"), lambda book: book.latest, empty=_("chưa có số nào")),
    Column(
        "from",
        _("Áp dụng từ"),
        lambda book: book.series.valid_from,
        kind=Kind.DAY,
        order=("valid_from", "called"),
    ),
    Column(
        "last",
        _("Đến hết ngày"),
        lambda book: last_day(book.series.valid_until),
        kind=Kind.DAY,
        order=("valid_until", "called"),
        empty=_("chưa có ngày kết thúc"),
        usual=False,
    ),
    Column("basis", _("Căn cứ"), lambda book: str(book.series.basis), order=("basis__number",)),
)
