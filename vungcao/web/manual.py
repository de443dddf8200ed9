"""The manual inside the product: which page belongs to which screen, and a page as HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from vungcao.kernel.units.names import fold_toneless
from vungcao.runtime.env import PROJECT
from vungcao.web.shell import address

FOLDER = PROJECT / "docs/manual"
INDEX = "README"
ROW = re.compile(r"\| (.+) \| \[[\w-]+\.md\]\(([\w-]+)\.md\) \|")

# The screen by the name of its address; what stands below such an address has the same page.
SCREENS: Mapping[str, str] = {
    "accessibility": "tro-nang",
    "account": "dang-nhap",
    "context": "ban-lam-viec",
    "home": "ban-lam-viec",
    "delegations": "uy-quyen",
    "notices": "thong-bao",
    "office-notices": "thong-bao",
    "own-files": "tep",
    "pick": "phieu",
    "runs": "cong-viec-nen",
    "search": "tim-kiem",
    "statistics:accept": "so-lieu-kiem-tra",
    "statistics:certify": "so-lieu-kiem-tra",
    "statistics:close": "so-lieu-kiem-tra",
    "statistics:campaign": "so-lieu-dot",
    "statistics:campaign-choose": "so-lieu-dot",
    "statistics:campaign-close": "so-lieu-dot",
    "statistics:campaign-new": "so-lieu-dot",
    "statistics:campaigns": "so-lieu-dot",
    "statistics:checks": "so-lieu-qua-cac-ky",
    "statistics:outliers": "so-lieu-qua-cac-ky",
    "statistics:correct": "so-lieu-kiem-tra",
    "statistics:form-copy": "so-lieu-bieu",
    "statistics:form-design": "so-lieu-thiet-ke",
    "statistics:form-design-part": "so-lieu-thiet-ke",
    "statistics:form-design-paste": "so-lieu-thiet-ke",
    "statistics:form-discard": "so-lieu-bieu",
    "statistics:form-edit": "so-lieu-bieu",
    "statistics:form-new": "so-lieu-thiet-ke",
    "statistics:form-publish": "so-lieu-bieu",
    "statistics:form-version": "so-lieu-bieu",
    "statistics:forms": "so-lieu-bieu",
    "statistics:indicator": "so-lieu-chi-tieu",
    "statistics:indicator-code": "so-lieu-chi-tieu",
    "statistics:indicator-define": "so-lieu-chi-tieu",
    "statistics:indicators": "so-lieu-chi-tieu",
    "statistics:return": "so-lieu-kiem-tra",
    "statistics:submission": "so-lieu-kiem-tra",
    "statistics:submission-cell": "so-lieu-kiem-tra",
    "statistics:submit": "so-lieu-kiem-tra",
    "statistics:unlock": "so-lieu-kiem-tra",
    "statistics:withdraw": "so-lieu-kiem-tra",
    "statistics:entry": "so-lieu-nhap",
    "statistics:entry-grid": "so-lieu-nhap",
    "statistics:figure": "so-lieu-bang",
    "statistics:tables": "so-lieu-bang",
    "statistics:published": "so-lieu-bang",
    "statistics:tables-behind": "so-lieu-bang",
    "todo": "ban-lam-viec",
    "verify": "xac-minh",
    "onestop:dossier": "mot-cua-ho-so",
    "onestop:opinion": "mot-cua-ho-so",
    "onestop:opinions": "mot-cua-ho-so",
    "onestop:register": "mot-cua-thong-ke",
    "onestop:statistics": "mot-cua-thong-ke",
    "onestop:worklist": "mot-cua-ho-so",
    "onestop:worklist-assign": "mot-cua-ho-so",
    "onestop:correct": "mot-cua-quyet-dinh",
    "onestop:decision-new": "mot-cua-quyet-dinh",
    "onestop:extend": "mot-cua-thoi-han",
    "onestop:papers": "mot-cua-quyet-dinh",
    "onestop:sign": "mot-cua-quyet-dinh",
    "onestop:why": "mot-cua-thoi-han",
    "onestop:mine": "mot-cua-nguoi-dan",
    "onestop:resume": "mot-cua-nguoi-dan",
    "onestop:track": "mot-cua-nguoi-dan",
    "onestop:fee-book": "mot-cua-tiep-nhan",
    "onestop:fee-collect": "mot-cua-tiep-nhan",
    "onestop:fee-void": "mot-cua-tiep-nhan",
    "onestop:fees": "mot-cua-tiep-nhan",
    "onestop:identify": "mot-cua-tiep-nhan",
    "onestop:intake": "mot-cua-tiep-nhan",
    "onestop:online": "mot-cua-tiep-nhan",
    "onestop:persons": "mot-cua-tiep-nhan",
    "onestop:receive": "mot-cua-tiep-nhan",
    "onestop:receive-ask": "mot-cua-tiep-nhan",
    "onestop:receive-bring": "mot-cua-tiep-nhan",
    "onestop:refuse": "mot-cua-tiep-nhan",
    "onestop:return": "mot-cua-tiep-nhan",
    "portal:desk": "cong-thong-tin",
    "portal:copies": "cong-khai",
    "portal:disclosed": "cong-khai",
    "portal:duties": "cong-khai",
    "portal:editor": "cong-loai-trang",
    "portal:ask": "hoi-dap",
    "portal:opine": "hoi-dap",
    "portal:follow": "hoi-dap",
    "portal:letters": "thu-nguoi-dan",
    "portal:letter": "thu-nguoi-dan",
    "portal:work": "cong-thong-tin",
    "portal:figures": "cong-doc",
    "portal:edition": "ban-doc",
    "portal:edition-check": "ban-doc",
    "portal:edition-new": "ban-doc",
    "portal:edition-publish": "ban-doc",
    "portal:edition-withdraw": "ban-doc",
    "portal:editions": "ban-doc",
    "portal:listen": "nghe",
    "portal:pack": "nghe",
    "portal:speaker": "ban-doc",
    "portal:speaker-new": "ban-doc",
    "portal:speakers": "ban-doc",
    "portal:translation-new": "ban-dich",
    "portal:translations": "ban-dich",
    "portal:search": "tim-cong-khai",
    "prestige:annex": "uy-tin-thong-ke",
    "prestige:publish": "uy-tin-thong-ke",
    "prestige:statistics": "uy-tin-thong-ke",
    "administration:accounts": "tai-khoan",
    "administration:audit": "nhat-ky",
    "administration:calendar": "lich",
    "administration:documents": "van-ban",
    "administration:exchange": "ket-noi",
    "administration:exchange-messages": "ket-noi",
    "administration:figures": "don-vi",
    "administration:files": "tep-luu",
    "administration:grants": "phan-quyen",
    "administration:import-boundaries": "nhap-thon",
    "administration:import-villages": "nhap-thon",
    "administration:jobs": "cong-viec-nen",
    "administration:key-new": "so-van-ban",
    "administration:key-withdraw": "so-van-ban",
    "administration:norms": "quy-dinh",
    "administration:numbers": "so-van-ban",
    "administration:organisation-calendar": "co-quan",
    "administration:organisation-contact": "co-quan",
    "administration:organisation-new": "co-quan",
    "administration:organisation-place": "co-quan",
    "administration:organisation-rename": "co-quan",
    "administration:organisation-succession": "co-quan",
    "administration:organisations": "co-quan",
    "administration:practice": "thuc-hanh",
    "administration:reforms": "sap-xep",
    "administration:refusals": "phan-quyen",
    "administration:roles": "phan-quyen",
    "administration:units": "don-vi",
    "onestop:procedures": "mot-cua-thu-tuc",
    "onestop:import": "mot-cua-thu-tuc",
    "onestop:part-edit": "mot-cua-thu-tuc",
    "onestop:part-new": "mot-cua-thu-tuc",
    "onestop:process-edit": "mot-cua-thu-tuc",
    "onestop:publish": "mot-cua-thu-tuc",
    "onestop:version": "mot-cua-thu-tuc",
    "onestop:version-close": "mot-cua-thu-tuc",
    "onestop:version-edit": "mot-cua-thu-tuc",
    "onestop:version-form": "mot-cua-thu-tuc",
    "onestop:version-new": "mot-cua-thu-tuc",
    "comments:queue": "binh-luan-duyet",
    "comments:comment": "binh-luan-duyet",
    "comments:discussions": "binh-luan-duyet",
    "comments:export": "binh-luan-duyet",
    "comments:remarks": "binh-luan-duyet",
    "comments:article": "gop-y",
    "comments:page": "gop-y",
    "comments:follow": "gop-y",
    "newsletter:archive": "ban-tin",
    "newsletter:subscribe": "ban-tin",
    "newsletter:issues": "ban-tin",
    "newsletter:bounces": "ban-tin",
    "prestige:reports": "uy-tin-phan-anh",
    "prestige:allotment-new": "uy-tin-che-do",
    "prestige:benefits": "uy-tin-che-do",
    "prestige:budget": "uy-tin-che-do",
    "prestige:calendar": "uy-tin-che-do",
    "prestige:grant-lists": "uy-tin-che-do",
    "prestige:benefit-new": "uy-tin-che-do",
    "prestige:visit": "uy-tin-che-do",
    "prestige:visit-done": "uy-tin-che-do",
    "prestige:visit-drop": "uy-tin-che-do",
    "prestige:visit-new": "uy-tin-che-do",
    "prestige:coverage": "uy-tin-do-phu",
    "prestige:register": "uy-tin-danh-sach",
    "prestige:selections": "uy-tin-binh-chon",
    "prestige:proposals": "uy-tin-binh-chon",
    "prestige:proposal-end": "uy-tin-binh-chon",
    "prestige:cycle-new": "uy-tin-cong-nhan",
    "prestige:cycles": "uy-tin-cong-nhan",
    "prestige:describe": "uy-tin-cong-nhan",
    "prestige:recognise": "uy-tin-cong-nhan",
    "prestige:replace": "uy-tin-cong-nhan",
    "prestige:void": "uy-tin-cong-nhan",
    "prestige:withdraw": "uy-tin-cong-nhan",
    "prestige:export": "uy-tin-nhap-tep",
    "prestige:import": "uy-tin-nhap-tep",
    "statistics:workbooks": "so-lieu-tep",
    "statistics:values": "so-lieu-csv",
    "statistics:value-file": "so-lieu-csv",
    "statistics:values-export": "so-lieu-csv",
}
LISTS = "danh-sach"  # every list leads there from the bar above it
ALONE = {"home"}  # everything of the office stands below it


def pages() -> dict[str, Path]:
    """Every page by its slug, the index under its own name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.md"))}


@dataclass(frozen=True)
class Entry:
    """A page of the manual as its index names it: under which heading, and for what."""

    section: str
    purpose: str
    page: str


@cache
def entries() -> tuple[Entry, ...]:
    """The index, line by line; a page may stand in it twice."""
    section, found = "", []
    for line in pages()[INDEX].read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif row := ROW.fullmatch(line):
            found.append(Entry(section, row[1], row[2]))
    return tuple(found)


def mentions(entry: Entry, text: str) -> bool:
    """Whether every word stands in the page, with or without tones."""
    page = fold_toneless(f"{entry.purpose} {pages()[entry.page].read_text('utf-8')}")
    return all(fold_toneless(word) in page for word in text.split())


def pictures() -> dict[str, Path]:
    return {path.name: path for path in sorted((FOLDER / "anh").glob("*.png"))}


def page_of(request: HttpRequest) -> str:
    """The slug of the page that explains the screen of a request, or nothing."""
    match = request.resolver_match
    if match is None:
        return ""
    if match.view_name in SCREENS:
        return SCREENS[match.view_name]
    places = _places()
    above = [place for place in places if place and request.path.startswith(place)]
    return places[max(above, key=len)] if above else ""


@cache
def _places() -> Mapping[str, str]:
    return {address(name): page for name, page in SCREENS.items() if name not in ALONE}


def offered(request: HttpRequest) -> dict[str, object]:
    """For templates: where the page of this screen is read."""
    page = page_of(request)
    return {"help": reverse("help-page", args=[page]) if page else ""}


@cache
def title(page: str) -> str:
    return pages()[page].read_text("utf-8").partition("\n")[0].removeprefix("# ")


@cache
def html(page: str, *, is_frugal: bool = False) -> SafeString:
    """The page without its title. Raw HTML is shown as it is typed, never taken as markup.

    For a reader who saves data a picture is a link that says what it weighs.
    """
    text = pages()[page].read_text("utf-8").partition("\n")[2]
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    every = list(_all(tokens))
    for token, following in zip(every, [*every[1:], Token("end", "", 0)], strict=True):
        _rewrite(token, following)
        if is_frugal and token.type == "image":
            _offer(token)
    drawn = str(reader.renderer.render(tokens, reader.options, {}))
    opened = drawn.replace(
        "<table", '<div class="scroll" tabindex="0" role="group" aria-label="Bảng"><table'
    )
    return mark_safe(opened.replace("</table>", "</table></div>"))


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _rewrite(token: Token, following: Token) -> None:
    """Lead links and pictures to where the product shows them, and give tables their look."""
    if token.type == "link_open":
        target = str(token.attrGet("href"))
        if target.endswith(".md") and "/" not in target:
            token.attrSet("href", _place(target.removesuffix(".md")))
            if following.content == target:  # a reader knows pages by their titles
                following.content = title(target.removesuffix(".md"))
    elif token.type == "image":
        name = str(token.attrGet("src")).removeprefix("anh/")
        token.attrSet("src", reverse("help-picture", args=[name]))
        token.attrSet("loading", "lazy")
    elif token.type == "table_open":
        token.attrSet("class", "table")


def _offer(token: Token) -> None:
    """Turn a picture into a link to it."""
    name = str(token.attrGet("src")).rstrip("/").rpartition("/")[2]
    size = -(-pictures()[name].stat().st_size // 1024)
    address, alt = escape(str(token.attrGet("src"))), escape(token.content)
    token.type, token.tag = "html_inline", ""
    token.content = f'<a href="{address}">Xem hình: {alt} ({size} KB)</a>'


def _place(page: str) -> str:
    return reverse("help") if page == INDEX else reverse("help-page", args=[page])
