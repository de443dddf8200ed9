"""The page that a form is about: named by an address, or sent again with the form."""

from dataclasses import dataclass

from django.http import HttpRequest

LONGEST = 120  # letters of what is looked for
DIGITS = 9  # of the number of a page


@dataclass(frozen=True)
class Choice:
    """What was asked for as it came, its page if it names one, and the words looked for."""

    asked: str
    page: int | None
    words: str


def choice(request: HttpRequest) -> Choice:
    asked = request.POST.get("page") or request.GET.get("trang", "")
    page = int(asked) if asked.isdecimal() and len(asked) <= DIGITS else None
    return Choice(asked, page, request.GET.get("tim", "").strip()[:LONGEST])
