"""What is drawn survives a printer without colours: by lightness, and lines by shape as well."""

import re
from itertools import pairwise

import pytest

from vungcao.web.charts import specs
from vungcao.web.charts.maps import _ramp
from vungcao.web.tests.charts.test_drawing import STYLES

STEP = 1.35  # of contrast between two neighbouring classes
SERIES = 1.15  # between two lines, which differ by dash and mark too
NAME = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")


def themes() -> dict[str, dict[str, str]]:
    css = STYLES.read_text("utf-8")
    light = dict(NAME.findall(css.split("[data-density")[0]))
    dark = css.split('[data-theme="dark"] {')[1].split("}")[0]
    return {"light": light, "dark": light | dict(NAME.findall(dark))}


def luminance(colour: str) -> float:
    """WCAG's, which is what a grey copy keeps."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    line = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("classes", [2, 3, 4, 5])
def test_neighbouring_classes_of_a_map_are_told_apart_in_grey(theme: str, classes: int) -> None:
    colours = [themes()[theme][token] for token in _ramp(classes)]

    assert min(contrast(*pair) for pair in pairwise(colours)) >= STEP
    assert sorted(colours, key=luminance) in (colours, colours[::-1])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_highlighted_bar_is_told_apart_in_grey(theme: str) -> None:
    tokens = themes()[theme]

    assert contrast(tokens["c1"], tokens["c-base"]) >= STEP


def test_series_have_a_dash_and_a_mark_each() -> None:
    dashes = [tuple(dash) for dash in specs.DASHES]

    assert len(set(dashes)) == len(set(specs.SHAPES)) == len(dashes) == 4


def test_on_paper_neighbouring_series_differ_in_grey_as_well() -> None:
    colours = [themes()["light"][f"c{nth}"] for nth in range(1, 5)]

    assert min(contrast(*pair) for pair in pairwise(colours)) >= SERIES
