"""A feed of recordings as programs for podcasts read it."""

from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
AUTHOR = "Vùng Cao"


class Podcast(Rss201rev2Feed):
    """RSS 2.0 with the few tags that players of podcasts ask for."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _say(handler, "itunes:author", AUTHOR)
        _say(handler, "itunes:explicit", "false")
        handler.startElement("itunes:category", {"text": "Government"})  # type: ignore[arg-type]
        handler.endElement("itunes:category")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _say(handler, "itunes:author", item["author_name"])
        if item["length"]:
            _say(handler, "itunes:duration", item["length"])


def _say(handler: SimplerXMLGenerator, name: str, text: str) -> None:
    handler.startElement(name, {})  # type: ignore[arg-type]
    handler.characters(text)
    handler.endElement(name)
