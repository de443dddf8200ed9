"""One search over everything: results by kind, each within the reader's reach for that kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.search import Source, sources
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search import queries, rules
from vungcao.web import attempts, waiting
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest

FEW, PAGE, PAGES = 6, 30, 100


@dataclass(frozen=True)
class Hit:
    """A thing that was found; `pieces` of its title say which words were asked for."""

    address: str
    pieces: list[tuple[str, bool]]
    detail: list[tuple[str, bool]]


@dataclass(frozen=True)
class Group:
    """The hits of one source."""

    name: str
    label: str | Promise
    hits: list[Hit]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.hits)


class Asked(Form):
    """Words; empty shows how to search."""

    q = forms.CharField(
        label=_("Tìm kiếm"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


@only(OFFICE)
def search(request: AccountRequest) -> HttpResponse:
    form = Asked(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if text and (wait := attempts.per_minute(f"search:{request.user.pk}", attempts.SEARCHES)):
        return waiting.page(request, wait)
    chosen = request.GET.get("source", "")
    typed = request.GET.get("page", "")
    page = min(max(int(typed), 1), PAGES) if typed.isdecimal() and len(typed) < 4 else 1
    offered = [(n, s) for n, s in sorted(sources.items()) if chosen in ("", n)]
    most = PAGE if chosen else FEW
    found = list(_groups(offered, text, request, (page - 1) * most, most))
    context = {
        "form": form,
        "sought": text,
        "groups": found,
        "chosen": chosen,
        "total": sum(group.total for group in found),
        "newer": page - 1 if chosen and page > 1 else None,
        "older": page + 1 if chosen and any(g.total > page * most for g in found) else None,
    }
    return render(request, "search.html", context)


def _groups(
    offered: Iterable[tuple[str, Source]], text: str, request: AccountRequest, skip: int, most: int
) -> Iterator[Group]:
    """Sources that have an answer and that the reader holds a role for."""
    question = rules.ask(text)
    reaches: dict[frozenset[str], tuple[str, ...]] = {}
    for name, source in offered:
        if source.roles not in reaches:
            reaches[source.roles] = _reach(request.user, request.today, source.roles)
        within = reaches[source.roles]
        if not within:
            continue
        with scoped(within, account=request.user.pk, door=Door.OFFICE):
            entries, total = queries.find(name, question, skip=skip, most=most)
        if entries:
            hits = [_hit(source, entry, text) for entry in entries]
            yield Group(name, source.label, hits, total)


def _reach(user: User, day: date, roles: frozenset[str]) -> tuple[str, ...]:
    return reach(user, day, frozenset(map(Role, roles)))


def _hit(source: Source, entry: queries.Found, text: str) -> Hit:
    return Hit(
        reverse(source.url_name, args=[entry.key]),
        rules.marked(entry.title, text),
        rules.marked(entry.detail, text),
    )
