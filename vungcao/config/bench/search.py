"""The public search among five thousand articles: whole requests, from what was typed to the page.

Words are drawn as languages have them: some stand in nearly every article, most in few. Asked are a
word of every article, two of many, one of few, a misspelt one, a filter, a late page, and the hints
below the line. `search_p50_ms` is the median of the slowest of them.

`python -m vungcao.config.bench.search` measures in the database that the environment names.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import process_time
from urllib.parse import urlencode

from vungcao.config import boot
from vungcao.config.bench import ground
from vungcao.config.bench.browser import Stranger, p50, p95

BUDGETS: dict[str, float] = {"search_p50_ms": 200}
WARM = 2
# Syllables of the articles' invented language; by number, the first stand in nearly all.
FIRST = ("b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "t", "v")
REST = ("an", "ao", "ay", "ây", "em", "ên", "iêm", "oa", "oi", "ông", "uân", "uôn", "ưa", "ương")
WORDS = [f"{first}{rest}" for rest in REST for first in FIRST]
LONG = 400  # words of an article
SINCE = datetime(2021, 1, 4, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """How many articles are laid and how often each question is asked."""

    articles: int = 5_000
    asks: int = 20


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    rows, figures = measure(Size())
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def measure(size: Size) -> tuple[int, dict[str, float]]:
    """How many texts can be found, and how long finding takes."""
    from django.urls import reverse

    from vungcao.kernel.search.models import PublishedText

    _lay(size.articles)
    place, browser = reverse("portal:search"), Stranger()
    taken: dict[str, list[float]] = {}
    cpu = process_time()
    for name, question in _questions().items():
        at = reverse("portal:hints") if name == "hints" else place
        for _nth in range(WARM):
            browser.timed(f"{at}?{urlencode(question)}")
        taken[name] = [browser.timed(f"{at}?{urlencode(question)}") for _nth in range(size.asks)]
    own = (process_time() - cpu) / (len(taken) * (size.asks + WARM)) * 1000
    figures = {f"{name}_p50_ms": p50(one) for name, one in taken.items()}
    figures |= {f"{name}_p95_ms": p95(one) for name, one in taken.items()}
    worst = max(p50(one) for one in taken.values())
    rows = PublishedText.objects.count()
    return rows, {"search_p50_ms": worst, **figures, "own_cpu_ms": round(own, 2)}


def _questions() -> dict[str, dict[str, str | int]]:
    many, some, few = WORDS[0], WORDS[20], WORDS[-1]
    return {
        "in_all": {"q": many},
        "in_many": {"q": f"{WORDS[8]} {some}"},
        "in_few": {"q": few},
        "misspelt": {"q": f"bai {few}z"},
        "narrowed": {"q": many, "loai": "portal.article", "tu": 2024},
        "late": {"q": many, "trang": 40},
        "newest": {"loai": "portal.article"},
        "hints": {"q": f"bai {some}"},
    }


def _lay(many: int) -> None:
    """Articles of the portal in ten sections, and the index as the worker makes it."""
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.search import services
    from vungcao.systems.portal.services import writing
    from vungcao.systems.portal.services.writing import Text

    with ground.everywhere() as by:
        home = writing.open_front(title="Cổng đo", lead="", by=by)
        places = [
            writing.open_section(above=home, slug=f"muc-{nth}", title=f"Mục {nth}", lead="", by=by)
            for nth in range(10)
        ]
        for nth, (title, words) in enumerate(_texts(many)):
            text = Text(slug=f"bai-{nth}", title=title, lead=words[:200], body=[("text", words)])
            place = type(places[0]).objects.get(pk=places[nth % 10].pk)
            writing.bring(section=place, text=text, at=SINCE + timedelta(hours=9 * nth), by=by)
        services.rebuild(today=clock.today(), by=by)
    ground.looked_after()


def _texts(many: int) -> Iterator[tuple[str, str]]:
    """Titles and texts; the same each time."""
    chance = random.Random(414)
    weights = [1 / (nth + 1) for nth in range(len(WORDS))]
    for nth in range(many):
        said = chance.choices(WORDS, weights, k=LONG)
        title = f"Bài {nth} {' '.join(chance.choices(WORDS, weights, k=6))}"
        yield title, f"<p>{' '.join(said)}</p>"


if __name__ == "__main__":
    main()
