"""What a letter may say, and what of it may be shown to everybody."""

import re
import unicodedata

FEWEST, MOST, LONGEST_NAME = 10, 4000, 60
# Seven digits or more, however they are spaced: a telephone, a paper, an account.
NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){6,}(?!\d)")
MONEY = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.]*\d)")  # grouped by threes
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def tidy(text: str) -> str:
    """Composed Unicode without what cannot be seen; at most one empty line in a row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = "".join(
        sign
        for sign in unicodedata.normalize("NFC", lines)
        if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cn", "Co", "Cs"}
    )
    kept = [" ".join(line.split()) for line in unicodedata.normalize("NFC", seen).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def tidy_line(text: str) -> str:
    """The same for what stands on one line."""
    return " ".join(tidy(text).split())


def folded(words: str) -> str:
    """The same words however they are spaced, dotted and capitalised."""
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def against_words(words: str) -> list[str]:
    """Why a tidy text is no letter."""
    if len(folded(words)) < FEWEST:
        return [f"Viết ít nhất {FEWEST} chữ cái đọc được."]
    if len(words) > MOST:
        return [f"Dài {len(words)} ký tự; viết gọn trong {MOST}."]
    return []


def against_showing(text: str, name: str) -> list[str]:
    """What of an edited text says who somebody is. `name` is the writer's, if they gave one."""
    wrong = []
    if NUMBER.search(MONEY.sub("", text)):
        wrong.append("Còn dãy số giống số điện thoại, số giấy tờ hoặc số tài khoản: bỏ đi.")
    if ADDRESS.search(text):
        wrong.append("Còn địa chỉ thư điện tử: bỏ đi.")
    said = folded(name)
    if len(said) >= FEWEST // 2 and said in folded(text):
        wrong.append("Còn tên của người hỏi: bỏ đi.")
    return wrong
