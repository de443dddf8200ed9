"""What the register offers the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.prestige.offers import (
    benefits,
    changes,
    changes_notices,
    demo,
    imports,
    reference,
    register,
    reports,
    selections,
    statistics,
)

__all__ = [
    "benefits",
    "changes",
    "changes_notices",
    "demo",
    "imports",
    "reference",
    "register",
    "reports",
    "selections",
    "statistics",
]
