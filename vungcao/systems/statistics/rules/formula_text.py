"""Formulas and conditions of a form as a designer types them, to JSON (`rules/ast.py`) and back.

    TỔNG([Nam]; [Nữ])      100 * [Số hộ nghèo] / [Số hộ]      [Hộ nghèo] <= [Số hộ] và [Số hộ] > 0

Names stand in brackets (`rules/cell_names.py`), parts of a function between semicolons, decimals
after a comma. Functions are known by their words, with or without accents.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vungcao.kernel.search.rules import folded
from vungcao.systems.statistics.rules.ast import SERIES
from vungcao.systems.statistics.rules.cell_names import Namer, Unclear
from vungcao.systems.statistics.rules.exact import (
    MOST_PLACES,
    STATE_NAMES,
    Figure,
    State,
    from_canonical,
    write,
)
from vungcao.systems.statistics.rules.exact import canonical as plain
from vungcao.systems.statistics.rules.exact import read as read_number
from vungcao.systems.statistics.rules.formulas import Wrong

LONGEST, DEEPEST = 4000, 40
Tree = list[Any]

TOKEN = re.compile(
    r"\s*(?:(?P<name>\[[^\[\]]*\])|(?P<number>\d[\d.,]*)|(?P<text>\"[^\"]*\"|“[^”]*”)"
    r"|(?P<sign><=|>=|<>|!=|[-−+*×/:÷=<>≤≥≠();])|(?P<word>[^\W\d_]\w*))"
)
SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "−": "-", "×": "*", ":": "/", "÷": "/"}
COMPARED = {"=", "!=", "<", "<=", ">", ">="}


@dataclass(frozen=True)
class Function:
    """A function as it is typed, and what an officer is told about it."""

    word: str
    says: str
    also: tuple[str, ...] = ()


FUNCTIONS: dict[str, Function] = {
    "tot": Function("TỔNG", "cộng các số đã có; tổng còn thiếu thì có dấu …", ("sum",)),
    "sum": Function("TỔNG_ĐỦ", "cộng khi mọi số đã có"),
    "min": Function("NHỎ_NHẤT", "số nhỏ nhất", ("min",)),
    "max": Function("LỚN_NHẤT", "số lớn nhất", ("max",)),
    "abs": Function("TRỊ_TUYỆT_ĐỐI", "bỏ dấu âm", ("abs",)),
    "round": Function("LÀM_TRÒN", "LÀM_TRÒN([Số hộ] / 3; 1): đến 1 chữ số lẻ", ("round",)),
    "if": Function("NẾU", "NẾU([Số hộ] > 0; 1; 0)", ("if",)),
    "p": Function("KỲ_TRƯỚC", "số của chính đơn vị ở kỳ trước"),
    "y": Function("CÙNG_KỲ", "số của chính đơn vị cùng kỳ năm trước"),
    "med": Function("TRUNG_VỊ", "trung vị các kỳ trước của chính đơn vị"),
    "mad": Function("ĐỘ_LỆCH", "độ lệch tuyệt đối trung vị các kỳ trước"),
    "k": Function("CẤP_DƯỚI", "số của các đơn vị bên dưới, đặt trong TỔNG"),
    "is": Function("LÀ", 'LÀ([Số hộ]; "không phát sinh")'),
}


def _key(word: str) -> str:
    return folded(word.replace("_", " ")).replace(" ", "")


WORDS = {_key(word): op for op, one in FUNCTIONS.items() for word in (one.word, *one.also)}
STATES = {_key(name): str(state) for state, name in STATE_NAMES.items()}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    at: int


def read(text: str, namer: Namer) -> Tree:
    """The JSON that a text spells. Raises `Wrong` with the character where it goes astray."""
    if len(text) > LONGEST:
        raise Wrong(LONGEST + 1, f"dài quá {LONGEST} ký tự")
    reader = _Reader(_tokens(text), namer, len(text) + 1)
    found = reader.either()
    if reader.here.kind != "end":
        raise reader.wrong()
    return found


def _tokens(text: str) -> list[Token]:
    found, at = [], 0
    while at < len(text.rstrip()):
        met = TOKEN.match(text, at)
        if met is None or met.lastgroup is None:
            first = at + len(text[at:]) - len(text[at:].lstrip())
            raise Wrong(first + 1, f"không hiểu “{text[first : first + 10]}”")
        said = met.group(met.lastgroup)
        found.append(Token(met.lastgroup, SIGNS.get(said, said), met.start(met.lastgroup) + 1))
        at = met.end()
    return found


class _Reader:
    """Goes from token to token; the weakest sign is read first."""

    def __init__(self, tokens: list[Token], namer: Namer, end: int) -> None:
        self.tokens, self.namer = [*tokens, Token("end", "", end)], namer
        self.place = self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.place]

    def wrong(self, says: str = "") -> Wrong:
        if self.here.kind == "end":
            return Wrong(self.here.at, says or "công thức chưa xong")
        return Wrong(self.here.at, says or f"không hiểu “{self.here.text[:20]}” ở đây")

    def takes(self, *texts: str) -> str:
        """One of these signs or words, if it stands here."""
        one = self.here
        said = one.text if one.kind == "sign" else _key(one.text) if one.kind == "word" else ""
        if said not in texts:
            return ""
        self.place += 1
        return said

    def needs(self, sign: str) -> None:
        if not self.takes(sign):
            raise self.wrong(f"ở đây cần “{sign}”")

    def either(self) -> Tree:
        return self._chain("or", "hoac", self.both)

    def both(self) -> Tree:
        return self._chain("and", "va", self.negated)

    def _chain(self, op: str, word: str, inner: Callable[[], Tree]) -> Tree:
        parts = [inner()]
        while self.takes(word):
            parts.append(inner())
        return [op, *parts] if len(parts) > 1 else parts[0]

    def negated(self) -> Tree:
        return ["not", self.negated()] if self.takes("khong") else self.compared()

    def compared(self) -> Tree:
        left = self.added()
        if sign := self.takes(*COMPARED):
            return [sign, left, self.added()]
        return left

    def added(self) -> Tree:
        return self._folded(("+", "-"), self.multiplied)

    def multiplied(self) -> Tree:
        return self._folded(("*", "/"), self.signed)

    def _folded(self, signs: tuple[str, ...], inner: Callable[[], Tree]) -> Tree:
        so_far = inner()
        while sign := self.takes(*signs):
            so_far = [sign, so_far, inner()]
        return so_far

    def signed(self) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(f"lồng nhau quá {DEEPEST} tầng")
        found = ["neg", self.signed()] if self.takes("-") else self.atom()
        self.depth -= 1
        return found

    def atom(self) -> Tree:
        one = self.here
        if self.takes("("):
            found = self.either()
            self.needs(")")
            return found
        if one.kind == "name":
            return ["c", self.cell()]
        if one.kind == "number":
            return self.number()
        if one.kind == "word":
            return self.call()
        raise self.wrong()

    def cell(self) -> str:
        one = self.here
        if one.kind != "name":
            raise self.wrong("ở đây cần tên trong ngoặc vuông, ví dụ [Nam]")
        try:
            found = self.namer.cell(one.text[1:-1])
        except Unclear as unclear:
            raise Wrong(one.at, str(unclear)) from None
        self.place += 1
        return found

    def number(self) -> Tree:
        found = read_number(self.here.text, MOST_PLACES)
        if not isinstance(found, Figure):
            raise self.wrong(f"“{self.here.text}” viết chưa đúng, ví dụ 1.234,5")
        self.place += 1
        return ["n", plain(found.value, MOST_PLACES)]

    def call(self) -> Tree:
        op = WORDS.get(_key(self.here.text))
        if op is None:
            raise self.wrong(f"không có hàm “{self.here.text}”; tên cột, dòng ghi trong [ ]")
        self.place += 1
        self.needs("(")
        found = self._filled(op)
        self.needs(")")
        return found

    def _filled(self, op: str) -> Tree:
        if op in SERIES:
            return ["h", self.cell(), op]
        if op == "k":
            return ["k", self.cell()]
        if op == "is":
            return ["is", self.cell(), self.state()]
        parts = [self.either()]
        while self.takes(";"):
            parts.append(self.either())
        return self._shaped(op, parts)

    def state(self) -> str:
        self.needs(";")
        said = STATES.get(_key(self.here.text)) if self.here.kind == "text" else None
        if said is None:
            raise self.wrong(f"ở đây cần một trong: “{'”, “'.join(STATE_NAMES.values())}”")
        self.place += 1
        return said

    def _shaped(self, op: str, parts: list[Tree]) -> Tree:
        if op == "round":
            if len(parts) != 2 or parts[1][0] != "n":
                raise self.wrong("LÀM_TRÒN cần một số và số chữ số lẻ, ngăn bằng dấu chấm phẩy")
            return [op, parts[0], parts[1][1]]
        if op in {"min", "max"} and len(parts) > 1:
            found = parts[0]
            for part in parts[1:]:
                found = [op, found, part]
            return found
        return [op, *parts]


STRENGTH = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(COMPARED, 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "neg": 7,
}


def said(tree: Any, namer: Namer) -> str:
    """A tree as `read` reads it; what is no tree is left to the expert's view, as nothing."""
    try:
        return _said(tree, namer, 0)
    except (TypeError, ValueError, IndexError, KeyError, RecursionError):
        return ""


def _said(tree: Tree, namer: Namer, around: int) -> str:
    op, *rest = tree
    text = _written(op, rest, namer)
    return f"({text})" if STRENGTH.get(op, 9) < around else text


def _written(op: str, rest: list[Any], namer: Namer) -> str:
    own = STRENGTH.get(op, 0)
    if op in {"and", "or"}:
        word = " và " if op == "and" else " hoặc "
        return word.join(_said(one, namer, own + 1) for one in rest)
    if op == "not":
        return f"không {_said(rest[0], namer, own)}"
    if op == "neg":
        return f"-{_said(rest[0], namer, own)}"
    if own:
        left = own + 1 if op in COMPARED else own
        return f"{_said(rest[0], namer, left)} {op} {_said(rest[1], namer, own + 1)}"
    return _leaf(op, rest, namer)


def _leaf(op: str, rest: list[Any], namer: Namer) -> str:
    if op == "c":
        return f"[{namer.said(rest[0])}]"
    if op == "n":
        return write(from_canonical(rest[0], MOST_PLACES), MOST_PLACES)
    if op == "h":
        return f"{FUNCTIONS[rest[1]].word}([{namer.said(rest[0])}])"
    if op == "k":
        return f"{FUNCTIONS[op].word}([{namer.said(rest[0])}])"
    if op == "is":
        return f'{FUNCTIONS[op].word}([{namer.said(rest[0])}]; "{STATE_NAMES[State(rest[1])]}")'
    if op == "round":
        return f"{FUNCTIONS[op].word}({_said(rest[0], namer, 0)}; {rest[1]})"
    return f"{FUNCTIONS[op].word}({'; '.join(_said(one, namer, 0) for one in rest)})"
