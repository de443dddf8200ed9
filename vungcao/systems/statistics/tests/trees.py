"""Trees, cells and typed texts by chance."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from vungcao.systems.statistics.rules.exact import Figure, State, canonical

Shape = dict[str, Any]

CELLS = ("r1.a", "r1.b", "r2.a", "F2:r1.a")
decimals = st.builds(
    lambda units, places: canonical(Fraction(units, 10**places), places),
    st.one_of(st.integers(-30, 30), st.integers(-(10**12), 10**12)),
    st.integers(0, 3),
)
shapes = st.one_of(
    decimals.map(lambda text: {"s": "v", "v": text}),
    st.sampled_from("npcx").map(lambda state: {"s": state, "v": ""}),
    decimals.map(lambda text: {"s": "v", "v": text, "part": True}),
)
names = st.sampled_from(CELLS)
series = st.sampled_from(["p", "y", "med", "mad"])
leaves = st.one_of(
    decimals.map(lambda text: ["n", text]),
    names.map(lambda name: ["c", name]),
    st.tuples(names, series).map(lambda pair: ["h", *pair]),
)


def grown(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    pair = st.tuples(numbers, numbers)
    terms = st.one_of(numbers, names.map(lambda name: ["k", name]))
    return st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "/", "min", "max"]), pair).map(
            lambda drawn: [drawn[0], *drawn[1]]
        ),
        st.tuples(st.sampled_from(["neg", "abs"]), numbers).map(list),
        st.tuples(numbers, st.integers(0, 3)).map(lambda t: ["round", t[0], str(t[1])]),
        st.tuples(st.sampled_from(["sum", "tot"]), st.lists(terms, min_size=1, max_size=4)).map(
            lambda drawn: [drawn[0], *drawn[1]]
        ),
        st.tuples(truths_of(numbers), numbers, numbers).map(lambda drawn: ["if", *drawn]),
    )


def truths_of(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    compared = st.tuples(signs, numbers, numbers).map(list)
    states = st.tuples(names, st.sampled_from("vnpcx")).map(lambda pair: ["is", *pair])
    plain = st.one_of(compared, compared, states)
    joined = st.tuples(st.sampled_from(["and", "or"]), st.lists(plain, min_size=1, max_size=3))
    return st.one_of(
        compared, joined.map(lambda t: [t[0], *t[1]]), plain.map(lambda tree: ["not", tree])
    )


def below(tree: Any) -> Iterator[Any]:
    """The tree and all that it is made of, but for the figures that only a total adds."""
    if tree[0] != "k":
        yield tree
        yield from (one for part in tree[1:] if isinstance(part, list) for one in below(part))


numbers = st.recursive(leaves, grown, max_leaves=8)
truths = truths_of(numbers)
worlds = st.fixed_dictionaries(
    {
        "cells": st.dictionaries(names, shapes),
        "past": st.dictionaries(st.builds("{}/{}".format, names, series), shapes, max_size=6),
        "below": st.dictionaries(names, st.lists(st.one_of(st.none(), shapes), max_size=3)),
    }
)
typed = st.one_of(
    st.text(alphabet="0123456789.,-", max_size=14),
    st.text(alphabet="01.,- \u00a0\u202f−–…xXkKpPsStTộ\u0323\n", max_size=8),
    st.builds(
        lambda units, tail: f"{units:,}".replace(",", ".") + tail,
        st.integers(-(10**9), 10**9),
        st.sampled_from(["", ",5", ",50", ".5", ",125", " "]),
    ),
)


class World:
    """Figures from the JSON of a case, as the rules look them up."""

    def __init__(self, case: Shape) -> None:
        self.case = case

    def cell(self, name: str) -> Figure | None:
        return figure(self.case.get("cells", {}).get(name))

    def past(self, name: str, series: str) -> Figure | None:
        return figure(self.case.get("past", {}).get(f"{name}/{series}"))

    def below(self, name: str) -> list[Figure | None]:
        return [figure(one) for one in self.case.get("below", {}).get(name, [])]


def figure(shape: Shape | None) -> Figure | None:
    if shape is None:
        return None
    return Figure(State(shape["s"]), Fraction(shape["v"] or 0), bool(shape.get("part")))
