"""What a stranger's text may hold, and what a moderator should look at twice."""

import re
import unicodedata

FEWEST, MOST = 5, 2_000  # letters of a comment
LONGEST_NAME = 60
# Drawn as nothing, though Unicode calls them letters or signs.
BLANK = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800", "\u034f", "\u17b4", "\u17b5"}
LINK = re.compile(
    r"https?:|www\.|[\w-]+\.(?:com|net|org|vn|info|biz|xyz|top|shop|site|online|cn|ru|io|me)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"<\s*/?\s*[a-z!]|javascript\s*:|\[\s*(?:url|img)\b", re.IGNORECASE)
# A long row of digits: somebody's telephone, paper or account.
NUMBER = re.compile(r"(?:\d[\s.-]?){9,}")
OFFICE = re.compile(r"\b(?:sở|ubnd|uỷ ban|ủy ban|ban biên tập|quản trị|công an|chủ tịch|admin)\b")

LINKS, TAGS, HIDDEN, NUMBERS, NAMED, AGAIN = (
    "links",
    "markup",
    "hidden",
    "numbers",
    "office-name",
    "repeated",
)
SAID = {
    LINKS: "có đường dẫn",
    TAGS: "có mã lệnh trang web (hiện thành chữ, không chạy)",
    HIDDEN: "có ký tự ẩn, đã bỏ",
    NUMBERS: "có dãy số giống số điện thoại, giấy tờ hoặc tài khoản",
    NAMED: "tên hiển thị giống tên cơ quan",
    AGAIN: "giống một ý kiến đã gửi",
}


def tidy(text: str) -> str:
    """The text in composed Unicode, without what cannot be seen; at most one empty line in a row.

    More than two marks on a letter are none of any language here. Done twice it changes nothing.
    """
    kept = "".join(_seen(sign) for sign in unicodedata.normalize("NFC", _lines(text)))
    kept = _few_marks(unicodedata.normalize("NFC", kept))
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def tidy_line(text: str) -> str:
    """The same for what stands on one line."""
    return " ".join(tidy(text).split())


def has_hidden(text: str) -> bool:
    """Whether somebody sent what cannot be seen, apart from line ends and tabs."""
    return any(not _seen(sign) for sign in _lines(text))


def links(text: str) -> int:
    """How many addresses the text leads to."""
    return len(LINK.findall(text))


def marks(*, name: str, words: str, sent: str, is_known: bool) -> list[str]:
    """What a moderator is told to look at: of the tidy texts, and of the words as they came."""
    found = {
        LINKS: links(words) + links(name) > 0,
        TAGS: MARKUP.search(words) is not None,
        HIDDEN: has_hidden(sent),
        NUMBERS: NUMBER.search(words) is not None,
        NAMED: OFFICE.search(name.casefold()) is not None,
        AGAIN: is_known,
    }
    return [code for code, is_there in found.items() if is_there]


def told(codes: str) -> list[str]:
    """Stored codes in words."""
    return [SAID[code] for code in codes.split() if code in SAID]


def folded(words: str) -> str:
    """The same words however they are spaced, dotted and capitalised."""
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def against_words(words: str) -> list[str]:
    """Why a tidy text cannot be a comment."""
    if len(folded(words)) < FEWEST:
        return [f"Viết ít nhất {FEWEST} chữ cái đọc được."]
    if len(words) > MOST:
        return [f"Dài {len(words)} ký tự; viết gọn trong {MOST}."]
    return []


def against_name(name: str) -> list[str]:
    """Why a tidy name cannot be shown."""
    if len(folded(name)) < 2:
        return ["Ghi tên muốn hiện dưới ý kiến, ít nhất 2 chữ cái."]
    if links(name) or MARKUP.search(name):
        return ["Tên hiển thị không được có đường dẫn hay mã lệnh."]
    return []


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _seen(sign: str) -> str:
    """The sign itself, a space for a tab, nothing for what draws nothing or turns the line."""
    if sign == "\n":
        return sign
    if sign == "\t":
        return " "
    if sign in BLANK or unicodedata.category(sign) in {"Cc", "Cf", "Cn", "Co", "Cs"}:
        return ""
    return sign


def _few_marks(text: str) -> str:
    kept, row = [], 0
    for sign in text:
        row = row + 1 if unicodedata.combining(sign) else 0
        if row <= 2:
            kept.append(sign)
    return "".join(kept)
