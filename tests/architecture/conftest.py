"""Which tests are about the tree itself, and pages without what stands around them."""

from pathlib import Path

import pytest
from django.template import Context
from django.template.loader_tags import IncludeNode
from django.utils.safestring import SafeString

FRAME = {f"components/{part}.html" for part in ("head", "topbar", "side", "display", "foot")}


@pytest.fixture
def no_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """The menu and the head around a page decide nothing about who may open it."""

    def draw(node: IncludeNode, context: Context) -> SafeString:
        name = node.template.resolve(context)
        return SafeString() if name in FRAME else real(node, context)

    real = IncludeNode.render
    monkeypatch.setattr(IncludeNode, "render", draw)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What reads files and asks no database is `make check`'s."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("slow") is None:
            asked = {"db", "migrated"} & set(getattr(item, "fixturenames", ()))
            if not asked and item.get_closest_marker("django_db") is None:
                item.add_marker("static")
