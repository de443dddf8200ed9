"""Model fields that hold sealed texts and blind indexes; neither takes a plain text by mistake."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

if TYPE_CHECKING:
    _Binary = models.BinaryField["Sealed | None", "Sealed | None"]
    _Text = models.CharField[str, str]
else:  # Django's fields take no parameters when they run
    _Binary = models.BinaryField
    _Text = models.CharField


@dataclass(frozen=True)
class Sealed:
    """A sealed text. `vault.services.open_texts` opens it; showing it shows nothing."""

    data: bytes
    label: str

    def __str__(self) -> str:
        return "•••"


class SealedField(_Binary):
    """An encrypted text. Its label (`app.Model.field`) is part of the seal."""

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def from_db_value(
        self, value: bytes | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Sealed | None:
        return None if value is None else Sealed(bytes(value), self.label)

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Sealed) or value.label != self.label:
            raise TypeError(f"{self.label} takes only what vault.services.seal made for it.")
        return value.data


class BlindIndexField(_Text):
    """The fingerprint of a value, made by `vault.services.fingerprint`, in 64 digits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 64, "db_index": True, **kwargs})

    def get_prep_value(self, value: Any) -> Any:
        if value not in (None, "") and not (len(value) == 64 and set(value) <= set(_DIGITS)):
            raise TypeError("A blind index takes only what vault.services.fingerprint made.")
        return super().get_prep_value(value)


_DIGITS = "0123456789abcdef"
