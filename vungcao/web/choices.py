"""Choices that say which parts of their form count; styles hide the others (`[data-shows]`)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeData
from django.utils.text import capfirst


class Radios(forms.RadioSelect):
    """`shows` names the parts of the form that each answer brings."""

    shows: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if not isinstance(option["label"], SafeData):  # markup begins as whoever wrote it wants
            option["label"] = capfirst(option["label"])  # each stands on a line of its own
        return _marked(option, self.shows)


class Options(forms.Select):
    """The same as a list that opens."""

    shows: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return _marked(super().create_option(name, value, *args, **kwargs), self.shows)


class Checkbox(forms.CheckboxInput):
    """A box to tick; its answer is `on`."""

    TICKED: ClassVar[str] = "on"
    shows: Mapping[str, str] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if parts := self.shows.get(self.TICKED):
            context["widget"]["attrs"]["data-shows"] = parts
        return context


def _marked(option: dict[str, Any], shows: Mapping[str, str]) -> dict[str, Any]:
    if parts := shows.get(str(option["value"])):
        option["attrs"]["data-shows"] = parts
    return option
