"""Pages without what stands around them, for tests that ask for hundreds."""

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
