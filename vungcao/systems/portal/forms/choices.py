"""What is chosen from in the editor begins with a capital; in sentences the same words do not."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst


class Capitals(forms.TypedChoiceField):
    """A list to choose from, each line as the beginning of a sentence."""

    def __init__(self, *, choices: Iterable[tuple[Any, Any]] = (), **said: Any) -> None:
        super().__init__(choices=[(value, capfirst(label)) for value, label in choices], **said)


def override(field: models.Field[Any, Any]) -> Mapping[str, Any] | None:
    """For `register_form_field_override`: fields without choices stay as Wagtail makes them."""
    return {"choices_form_class": Capitals} if field.choices else None
