"""Reads the text of a formula; what cannot be read is said by its character."""

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, cast

from vungcao.systems.statistics.rules.formulas import (
    LONGEST,
    Call,
    Chain,
    Formula,
    Number,
    Read,
    Source,
    Wrong,
    checked,
)

if TYPE_CHECKING:
    from lark import Lark, Token
    from lark.exceptions import UnexpectedInput

# LALR, so no text is too deep for it; terms of one level stand in one chain for the same reason.
GRAMMAR = r"""
?start: sum
?sum: product ((PLUS | MINUS) product)*  -> chain
?product: signed ((TIMES | OVER) signed)*  -> chain
?signed: MINUS signed  -> negative
       | NUMBER  -> number
       | "(" sum ")"
       | NAME "(" sum ("," sum)* ")"  -> call
       | OPEN CODE ("|" item ("," item)*)? "}"  -> read
item: NAME "=" CODE
OPEN: "#{"
PLUS: "+"
MINUS: "-"
TIMES: "*"
OVER: "/"
NUMBER: /[0-9]{1,15}([.][0-9]{1,6})?(?![0-9.])/
CODE: /[A-Za-z0-9_.]{1,40}/
NAME: /[a-z][a-z_]{0,39}/
%ignore /[ \t\r\n]+/
"""


def read(text: str) -> Formula:
    """The formula that a text spells, or `Wrong`."""
    from lark.exceptions import UnexpectedInput

    if len(text) > LONGEST:
        raise Wrong(LONGEST + 1, f"dài quá {LONGEST} ký tự")
    try:
        # The parser gives what its transformer makes, which its types do not know.
        return checked(cast(Formula, _parser().parse(text)))
    except UnexpectedInput as error:
        raise _said(text, error) from None


def _said(text: str, error: "UnexpectedInput") -> Wrong:
    at = error.pos_in_stream
    token = getattr(error, "token", None)
    if at is None or (token is not None and token.type == "$END"):
        return Wrong(len(text) + 1, "công thức chưa xong")
    return Wrong(at + 1, f"không hiểu “{text[at : at + 10]}”")


@cache
def _parser() -> "Lark":
    """Built when the first formula is read, and kept."""
    from lark import Lark, Transformer

    class Build(Transformer["Token", Formula]):
        """Makes our own formula while the text is parsed, without recursion."""

        def number(self, found: "list[Token]") -> Formula:
            return Number(Fraction(str(found[0])), _at(found[0]))

        def negative(self, found: "tuple[Token, Formula]") -> Formula:
            return Call("neg", (found[1],), _at(found[0]))

        def call(self, found: "list[Token | Formula]") -> Formula:
            name, *parts = found
            token = cast("Token", name)
            return Call(str(token), tuple(cast(list[Formula], parts)), _at(token))

        def item(self, found: "tuple[Token, Token]") -> tuple[str, str]:
            return str(found[0]), str(found[1])

        def read(self, found: "list[Token | tuple[str, str]]") -> Formula:
            start, code, *items = found
            narrowed = tuple(sorted(cast(list[tuple[str, str]], items)))
            return Read(Source(str(code), narrowed), _at(cast("Token", start)))

        def chain(self, found: "list[Token | Formula]") -> Formula:
            parts = tuple(cast(list[Formula], found[::2]))
            if len(parts) == 1:
                return parts[0]
            return Chain(parts, tuple(str(sign) for sign in found[1::2]), parts[0].at)

    return Lark(GRAMMAR, parser="lalr", transformer=Build())


def _at(token: "Token") -> int:
    return (token.start_pos or 0) + 1
