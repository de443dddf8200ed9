"""What the one-stop desk offers the rest of the product; apps.py imports it at the start."""

from vungcao.systems.onestop.offers import (
    citizen,
    clock,
    core,
    demo,
    desk,
    inspecting,
    papers,
    procedures,
    published,
    reference,
    telling,
    work,
)

__all__ = [
    "citizen",
    "clock",
    "core",
    "demo",
    "desk",
    "inspecting",
    "papers",
    "procedures",
    "published",
    "reference",
    "telling",
    "work",
]
