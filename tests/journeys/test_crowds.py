"""Lists with no row and with thousands, on a phone: all of it can be read and reached."""

import pytest

from tests.journeys.crowds import COUNTS, CROWDS, show
from tests.journeys.walking import Walk
from tests.journeys.whole import cut, overlapping

pytestmark = pytest.mark.journey


def is_fit(walk: Walk) -> None:
    walk.is_fit()
    assert cut(walk.page) == []
    assert overlapping(walk.page) == []


@pytest.mark.parametrize("page", [360], indirect=True)
@pytest.mark.parametrize(
    ("name", "count"), [(next(iter(CROWDS)), count) for count in (COUNTS[0], COUNTS[-1])]
)
def test_a_list_is_fit_with_no_row_and_with_thousands(empty: Walk, name: str, count: int) -> None:
    show(empty, name, count)

    is_fit(empty)


@pytest.mark.soak
@pytest.mark.parametrize("page", [320, 360, 768, 1280], indirect=True)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CROWDS)
def test_a_list_is_fit_with_any_number_of_rows(empty: Walk, name: str, count: int) -> None:
    show(empty, name, count)

    for theme in ("light", "dark"):
        empty.page.emulate_media(color_scheme=theme)
        is_fit(empty)


@pytest.mark.parametrize("page", [360], indirect=True)
def test_what_is_cut_and_what_lies_over_another_is_named(empty: Walk) -> None:
    empty.open("/xac-minh/")
    empty.page.set_content(
        "<p>Xã Vân Sơn</p><p id=over>Xã Lục Ngạn</p><p id=cut><b>Xã Đại Đồng Thành mẫu</b></p>"
    )
    empty.page.evaluate(
        """() => {
          document.getElementById("over").style.marginTop = "-2em";
          Object.assign(document.getElementById("cut").style,
            { width: "4em", overflow: "hidden", whiteSpace: "nowrap" });
        }"""
    )

    assert cut(empty.page) == ["Xã Đại Đồng Thành mẫu"]
    assert overlapping(empty.page) == [["Xã Vân Sơn", "Xã Lục Ngạn"]]
