"""What the portal offers the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.portal.offers import (
    articles,
    boards,
    budget,
    demo,
    demo_budget,
    demo_contacts,
    demo_desk,
    demo_letters,
    demo_weeks,
    desk,
    editor,
    letters,
    reference,
    telling,
)

__all__ = [
    "articles",
    "boards",
    "budget",
    "demo",
    "demo_budget",
    "demo_contacts",
    "demo_desk",
    "demo_letters",
    "demo_weeks",
    "desk",
    "editor",
    "letters",
    "reference",
    "telling",
]
