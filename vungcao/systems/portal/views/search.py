"""The search for everybody: a plain form that any browser can send, and hints while one types."""

from datetime import timedelta
from unicodedata import normalize

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts import rules
from vungcao.kernel.calendar import clock
from vungcao.systems.portal.forms.search import LONGEST, Search
from vungcao.systems.portal.queries import seeking
from vungcao.systems.portal.queries.seeking import Answer
from vungcao.web import attempts, network, waiting
from vungcao.web.tables.asking import address

# A minute from one network, in each process: a school or an office may stand behind one address.
SEARCHES, HINTS = 120, 300
NUMBER = "trang"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = Search(request.GET)
    asked, number = form.asked, _number(request)
    typed = form.cleaned_data.get("q", "")
    if (typed or asked.is_narrowed) and (wait := _wait(request, "search", SEARCHES)):
        return waiting.page(request, wait)
    found = seeking.seek(asked, typed, number, clock.now())
    _offer(form, found)
    last = min(seeking.PAGES, -(-found.total // seeking.PAGE))
    context = {
        "form": form,
        "sought": typed,
        "found": found,
        "is_asked": bool(typed) or asked.is_narrowed,
        "again": [(one, address(request.GET, q=one, **{NUMBER: None})) for one in found.nearest],
        "wider": address(request.GET, loai=None, muc=None, tieng=None, tu=None, den=None)
        if asked.is_narrowed
        else "",
        "newer": address(request.GET, **{NUMBER: number - 1}) if number > 1 else "",
        "older": address(request.GET, **{NUMBER: number + 1}) if number < last else "",
    }
    return render(request, "portal/search.html", context)


@require_safe
def hints(request: HttpRequest) -> HttpResponse:
    """Titles for the list below the line in which somebody types."""
    typed = request.GET.get("q", "")[:LONGEST]
    if wait := _wait(request, "hints", HINTS):
        return waiting.told(HttpResponse(), wait)
    found = seeking.hints(typed, clock.now()) if len(typed.strip()) > 1 else []
    answer = render(request, "portal/_hints.html", {"hints": found})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _wait(request: HttpRequest, what: str, most: int) -> timedelta:
    place = rules.network(network.address(request))
    return attempts.per_minute(f"portal:{what}:{place}", most)


def _number(request: HttpRequest) -> int:
    said = request.GET.get(NUMBER, "")
    is_number = said.isascii() and said.isdecimal() and len(said) < 4
    return min(max(int(said), 1), seeking.PAGES) if is_number else 1


def _offer(form: Search, found: Answer) -> None:
    """The choices that have answers, each with how many."""
    asked, kinds = form.asked, seeking.kinds()
    told: list[tuple[str, int, dict[str, str | Promise]]] = [("loai", 0, kinds), ("muc", 1, {})]
    for name, place, labels in told:
        counted = found.counts.by(place, asked)
        form.offer(name, [(one, f"{labels.get(one, one)} ({many})") for one, many in counted])
    tongues = found.counts.by(2, asked)
    form.offer("tieng", [(one, f"{_tongue(one)} ({many})") for one, many in tongues])


def _tongue(code: str) -> str:
    try:
        return capfirst(normalize("NFC", str(get_language_info(code)["name_local"])))
    except KeyError:  # a language that Django does not know by name
        return code
