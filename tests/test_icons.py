"""The icons of an installed product are our own mark, and no mask cuts them off."""

from io import BytesIO

import pytest
from PIL import Image

from vungcao.config import icons


@pytest.mark.parametrize("name", sorted(icons.drawings()))
def test_an_icon_is_our_own_mark(name: str) -> None:
    """`vungcao icons` draws them anew."""
    kept = (icons.STATIC / name).read_bytes()

    drawn = Image.open(BytesIO(icons.drawings()[name]))
    shown = Image.open(BytesIO(kept))
    assert shown.size == drawn.size
    assert shown.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()


def test_a_mask_cuts_nothing_off() -> None:
    picture = Image.open(icons.STATIC / "icon-maskable-512.png").convert("RGB")
    ground, middle, safe = picture.getpixel((0, 0)), 255.5, 512 * 0.4

    drawn = [(x, y) for x in range(512) for y in range(512) if picture.getpixel((x, y)) != ground]

    assert max((x - middle) ** 2 + (y - middle) ** 2 for x, y in drawn) <= safe**2
