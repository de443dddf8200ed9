"""What is typed at the desk about a dossier that is there: refuse, ask, bring papers, give back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.models import Delivery, Original
from vungcao.systems.onestop.rules import wording
from vungcao.systems.onestop.rules.definition import Definition, Document
from vungcao.systems.onestop.services.storing import Scan
from vungcao.systems.onestop.services.supplementing import Item
from vungcao.web.choices import Radios
from vungcao.web.forms import Form, When

LONGEST = 1000
NOT_THERE = ""
HELD, HELD_NAME, DROP = "held", "heldname", "drop"  # a scan kept since the page was refused
THERE = [(NOT_THERE, _("chưa nộp")), *((str(one.value), one.label) for one in Original)]


class Step(Form):
    """A step of a page that showed the dossier as it was (`seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)


class Refuse(Step):
    reason = forms.CharField(
        label=_("Lý do từ chối"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Người nộp đọc được lý do này trên phiếu từ chối (mẫu số 03)."),
    )


class Ask(Step):
    """Everything that is missing, at once: a line for each paper, and one for the rest."""

    def __init__(
        self,
        *args: Any,
        documents: Sequence[Document],
        missing: Sequence[Document],
        needs_reason: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.documents = documents
        lacking = {one.code for one in missing}
        for one in documents:
            self.fields[f"paper-{one.code}"] = forms.CharField(
                label=one.label,
                max_length=LONGEST,
                required=False,
                initial=_t("Chưa có giấy tờ này") if one.code in lacking else "",
                help_text=_t("Ghi thiếu gì, sai gì; để trống nếu đã đủ."),
            )
        self.fields["other"] = forms.CharField(
            label=_("Nội dung khác cần hoàn thiện"),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        )
        if needs_reason:
            self.fields["reason"] = forms.CharField(
                label=_t("Vì sao yêu cầu nộp giấy tờ hệ thống đã có"),
                max_length=LONGEST,
                required=False,
            )

    def items(self) -> list[Item]:
        """What is asked for; lines that were left empty ask for nothing."""
        said = self.cleaned_data
        found = [Item(one.code, said[f"paper-{one.code}"]) for one in self.documents]
        found.append(Item("", said["other"]))
        return [one for one in found if one.words.strip()]


class Return(Step):
    way = forms.ChoiceField(label=_("Cách trả kết quả"), choices=Delivery.choices, widget=Radios)
    words = forms.CharField(
        label=_("Người nhận"),
        max_length=200,
        required=False,
        help_text=_("Họ và tên người nhận tại quầy và giấy tờ đã xem."),
    )
    parcel = forms.CharField(label=_("Số vận đơn, nếu có"), max_length=200, required=False)

    conditions = (
        When(
            "way",
            frozenset({Delivery.DESK}),
            ("words",),
            _("Chỉ điền khi trả tại quầy; trả tại quầy thì phải ghi."),
            needed=("words",),
        ),
        When("way", frozenset({Delivery.POST}), ("parcel",), _("Chỉ điền khi gửi bưu chính.")),
    )

    def told(self) -> str:
        """To whom it went at the desk, or as which parcel."""
        said = self.cleaned_data
        return str(said["words"] or said["parcel"])


class Papers(Form):
    """The checklist of a procedure: what was handed in, as what, and its scan.

    `issued` are papers that this office has issued itself, as they are chosen: they are used again,
    not asked for. `since` is the day from which the law of the procedure counts.
    """

    def __init__(
        self,
        *args: Any,
        process: Definition,
        documents: Sequence[Document],
        issued: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        since: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.documents, names = documents, wording.labels(process)
        for one in documents:
            self.fields[f"kind-{one.code}"] = forms.ChoiceField(
                label=one.label,
                choices=THERE,
                required=False,
                help_text=_told(one, names),
            )
            self.fields[f"file-{one.code}"] = forms.FileField(
                label=_("Bản quét của giấy tờ trên"), max_length=500, required=False
            )
            if self.data.get(f"{HELD}-{one.code}"):
                self._offer_held(one)
            if rows := (issued or {}).get(one.code):
                self.fields[f"reuse-{one.code}"] = forms.ChoiceField(
                    label=_("Hoặc dùng lại bản đã có trên hệ thống"),
                    choices=[("", _t("không dùng lại")), *rows],
                    required=False,
                    help_text=_which(since),
                )

    def _offer_held(self, one: Document) -> None:
        """The scan that the page had when it was refused: it goes along, or is dropped."""
        name = self.data.get(f"{HELD_NAME}-{one.code}", "")
        self.fields[f"file-{one.code}"].help_text = _t(
            "Đã đính kèm “%(name)s”, không phải chọn lại. Chọn tệp khác thì tệp ấy thay vào."
        ) % {"name": name}
        for part in (HELD, HELD_NAME):
            self.fields[f"{part}-{one.code}"] = forms.CharField(
                max_length=500, required=False, widget=forms.HiddenInput
            )
        self.fields[f"{DROP}-{one.code}"] = forms.BooleanField(
            label=_("Bỏ bản quét đã đính kèm"), required=False
        )

    def _held(self, one: Document) -> str:
        said = self.cleaned_data
        is_dropped = said.get(f"{DROP}-{one.code}") or said.get(f"file-{one.code}")
        return "" if is_dropped else said.get(f"{HELD}-{one.code}", "")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for one in self.documents:
            is_scanned = said.get(f"file-{one.code}") or self._held(one)
            if is_scanned and not said.get(f"kind-{one.code}"):
                said[f"kind-{one.code}"] = str(Original.ELECTRONIC.value)
        return said

    @property
    def rows(self) -> list[tuple[forms.BoundField, bool]]:
        """Each field, and whether it goes without saying that it may stay empty."""
        optional = {f"kind-{one.code}" for one in self.documents if not one.is_required}
        return [(bound, bound.name not in optional) for bound in self.visible_fields()]

    def scans(self) -> list[Scan]:
        """What was handed in, ready to be kept."""
        said, found = self.cleaned_data, []
        for one in self.documents:
            copies, again = max(1, one.copies), said.get(f"reuse-{one.code}", "")
            if again:
                found.append(Scan(one.code, Original.ELECTRONIC, copies=copies, again=again))
            elif kind := said[f"kind-{one.code}"]:
                file, held = said[f"file-{one.code}"], self._held(one)
                name = file.name if file else said.get(f"{HELD_NAME}-{one.code}", "")
                scan = Scan(one.code, Original(int(kind)), file or None, name, copies, upload=held)
                found.append(scan)
        return found


def shown_in(data: QueryDict, files: Mapping[str, Any], *, is_chosen: bool = False) -> set[str]:
    """The papers that a page had when it was sent; with `is_chosen` those with something in it."""
    sent = [name for name in data if data[name] or not is_chosen]
    named = [*sent, *files]
    parts = [name.partition("-") for name in named]
    return {code for kind, _dash, code in parts if kind in ("kind", "reuse", "file", HELD)}


def _told(one: Document, names: dict[str, str]) -> str:
    """When it counts, how many of what, and why the procedure asks for it."""
    asked = f"{one.copies} {Original(one.original).label}"
    parts = [wording.condition(one.when, names), asked, one.why]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _which(since: date | None) -> str:
    """Which documents of the place can be chosen, and why no others."""
    if since is None:
        return ""
    said = _t(
        "Chỉ gồm văn bản đúng mẫu của thủ tục, ban hành tại địa bàn này từ ngày %(day)s và chưa "
        "nằm trong hồ sơ khác."
    )
    return said % {"day": f"{since:%d/%m/%Y}"}
