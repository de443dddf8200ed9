"""Offers are taken once, found by name, and listed in their order."""

import pytest

from vungcao.kernel.offers.registry import Registry


@pytest.fixture
def registry() -> Registry[int]:
    registry: Registry[int] = Registry("number")
    registry.register("prestige.two", 2)
    return registry


def test_is_found_by_its_name(registry: Registry[int]) -> None:
    assert registry.get("prestige.two") == 2
    assert dict(registry.items()) == {"prestige.two": 2}


def test_a_name_is_taken_once(registry: Registry[int]) -> None:
    with pytest.raises(ValueError, match=r"number 'prestige.two' is already offered"):
        registry.register("prestige.two", 3)


def test_a_name_that_nobody_offers_is_said_so(registry: Registry[int]) -> None:
    with pytest.raises(LookupError, match=r"Nobody offers the number 'prestige.three'"):
        registry.get("prestige.three")
