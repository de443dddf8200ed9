"""Reads a page as a screen reader would: each text, and the language in which it is pronounced."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Letters that Vietnamese has and English has not.
VIETNAMESE = re.compile(r"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
SAID_BY_SCRIPTS = ("data-picked-count", "data-unreached", "data-unanswered")
SPOKEN = (
    *SAID_BY_SCRIPTS,
    "aria-label",
    "alt",
    "title",
    "placeholder",
    "data-l",
    "data-idle",
    "label",
    "content",
)
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track"}
SILENT = {"script", "style", "template"}


@dataclass
class Reader(HTMLParser):
    """Collects what is said in another language than `lang` announces."""

    convert_charrefs: bool = True
    open: list[tuple[str, str]] = field(default_factory=list)
    heard: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def lang(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or self.lang
        for name in SPOKEN:
            self.hear(lang, given.get(name))
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.hear(lang, given.get("value"))
        if tag not in EMPTY:
            self.open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {tag for tag, _lang in self.open} & SILENT:
            self.hear(self.lang, data)

    def hear(self, lang: str, text: str | None) -> None:
        if text and text.strip():
            said = unicodedata.normalize("NFC", " ".join(text.split()))
            self.heard.append((lang, said))


def heard(page: str) -> Iterator[tuple[str, str]]:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return iter(reader.heard)


def mispronounced(page: str, names: tuple[str, ...] = ()) -> list[str]:
    """Vietnamese words that the page would have read out in English; `names` are excepted.

    So is what stands marked elsewhere on the page: the title of a window repeats it without mark.
    """
    said = list(heard(page))
    marked = {text for lang, text in said if lang == "vi"}
    titles = re.findall(r"<title>(.*?)</title>", page, re.S)
    repeated = {" ".join(title.split()) for title in titles} if marked else set()

    def rest(text: str) -> str:
        excepted = [*names, *(marked if text in repeated else ())]
        for name in sorted(excepted, key=len, reverse=True):
            text = text.replace(name, "")
        return text

    return sorted({text for lang, text in said if lang != "vi" and VIETNAMESE.search(rest(text))})
