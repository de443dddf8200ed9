"""The form in which an account says how it wants to hear of each kind of notice."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.notices.models import Preference
from vungcao.kernel.offers.notices import NoticeKind
from vungcao.web.forms import Form

HOUR = "digest-hour"


class Choices(Form):
    """One choice per kind; what may not be switched off does not offer it."""

    def __init__(
        self,
        *args: Any,
        offered: list[tuple[str, NoticeKind]],
        chosen: Mapping[str, str],
        hour: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[HOUR] = forms.TypedChoiceField(
            label=_("Giờ nhận thư tổng hợp"),
            choices=[(at, f"{at:02}:00") for at in range(24)],
            coerce=int,
            initial=hour,
        )
        for name, kind in offered:
            ways = [
                (way.value, way.label)
                for way in Preference.Way
                if way != Preference.Way.OFF or kind.can_be_disabled
            ]
            initial = chosen.get(name, kind.way)
            label = str(kind.label)
            self.fields[name] = forms.ChoiceField(label=label, choices=ways, initial=initial)

    def ways(self) -> dict[str, str]:
        return {name: way for name, way in self.cleaned_data.items() if name != HOUR}

    def hour(self) -> int:
        return int(self.cleaned_data[HOUR])
