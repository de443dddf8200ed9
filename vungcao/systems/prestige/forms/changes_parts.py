"""What all forms about changes share: where a refusal is shown, and the decision behind it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import Document
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.queries import changes as reads
from vungcao.systems.prestige.services.deciding import Decided, decided_by
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form, When
from vungcao.web.pickers import Picker, UnitField, Units

HERE, BY_NUMBER = "here", "number"
DECIDED = ("number", "decided_on", "issuer", "issuer_name")
# How the refusals of rules begin, and the fields that they are about, the first that counts.
PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Ngày quyết định", ("decided_on", "document")),
    ("Ngày bắt đầu", ("valid_from",)),
    ("Chưa mở kỳ", ("valid_from",)),
    ("Ngày thôi", ("ends_on", "valid_until")),
    ("Ngày mất", ("died_on",)),
    ("Thôn này", ("village",)),
    ("Nơi ở đã kết thúc", ("village",)),
    ("Chọn lý do", ("reason",)),
    ("Không có nhóm thành phần", ("components",)),
    ("Nơi ra quyết định", ("issuer", "document")),
    ("Ghi số quyết định", ("number",)),
    ("Ghi nơi ra quyết định", ("issuer_name",)),
    ("Người này", ("person",)),
    ("Không thấy người này", ("person",)),
    ("Người thay thế", ("person",)),
    ("Ngày ", ("issuer", "document")),  # on that day another level decides
)


class ChangeForm(Form):
    """A form whose service refuses in sentences, one a line. `prepare` fills choices."""

    conditions: ClassVar[tuple[When, ...]] = ()

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.today = by, today
        self.prepare()

    def prepare(self) -> None:
        """Of each part, before anything is cleaned."""

    def settle(self, name: str, row: object) -> None:
        """Begin with a choice already made."""
        widget = self.fields[name].widget
        if isinstance(widget, Picker) and row is not None and not self.is_bound:
            widget.row = row

    def refuse(self, sentences: str) -> None:
        """Show each sentence at the field that it is about."""
        for sentence in sentences.splitlines():
            self.add_error(self._place(sentence), sentence)

    def _place(self, sentence: str) -> str | None:
        for start, names in PLACES:
            if sentence.startswith(start):
                return next((name for name in names if self._counts(name)), None)
        return None

    def _counts(self, name: str) -> bool:
        deciding = [when for when in self.conditions if name in when.fields]
        return name in self.fields and all(
            self.cleaned_data.get(when.chooser) in when.answers for when in deciding
        )

    def day_typed(self, name: str) -> date:
        """The day as it stands in the form before anything is judged; today where none does."""
        try:
            day = DateField(required=False).clean(self.data.get(name))
        except ValidationError:
            return self.today
        return day or self.today


class DecisionPart(ChangeForm):
    """The decision: its number, or a paper that was issued here."""

    paper = forms.ChoiceField(
        label=_("Quyết định"),
        widget=Radios,
        choices=[
            (BY_NUMBER, _("Ghi số và ngày quyết định")),
            (HERE, _("Chọn quyết định đã ban hành trên hệ thống")),
        ],
    )
    document = forms.ChoiceField(label=_("Quyết định đã ban hành"), required=False)
    number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    decided_on = DateField(label=_("Ngày quyết định"), required=False)
    issuer = UnitField(
        label=_("Nơi ra quyết định"),
        required=False,
        help_text=_("Xã, huyện hoặc tỉnh, theo tên vào ngày quyết định."),
    )
    issuer_name = forms.CharField(
        label=_("Tên cơ quan ra quyết định"),
        max_length=200,
        required=False,
        help_text=_("Bỏ trống thì ghi Uỷ ban nhân dân của nơi trên."),
    )

    conditions: ClassVar[tuple[When, ...]] = (
        When(
            "paper",
            frozenset({HERE}),
            ("document",),
            _("Chỉ chọn khi quyết định đã ban hành trên hệ thống."),
            needed=("document",),
        ),
        When(
            "paper",
            frozenset({BY_NUMBER}),
            DECIDED,
            _("Chỉ điền khi ghi số quyết định."),
            needed=("number", "decided_on", "issuer"),
        ),
    )

    def prepare(self) -> None:
        super().prepare()
        self.decided_day = self.day_typed("decided_on")
        self.papers = {str(paper.pk): paper for paper in reads.decisions(self.by, self.today)}
        document, issuer = self.fields["document"], self.fields["issuer"]
        assert isinstance(document, forms.ChoiceField)
        assert isinstance(issuer, UnitField)
        document.choices = _papers(self.papers)
        issuer.look_in(Units(self.decided_day))
        self.initial = {"paper": BY_NUMBER, **self.initial}
        self.settle("issuer", _usual(self.by))

    def decided(self) -> Decided:
        """Raises `RuleBroken` for a paper that is no longer issued."""
        said = self.cleaned_data
        if said["paper"] == HERE:
            return decided_by(self.papers[said["document"]])
        issuer, day = said["issuer"], said["decided_on"]
        name = said["issuer_name"] or reads.committee_of(issuer, day)
        return Decided(said["number"], day, issuer, name)


def _papers(papers: dict[str, Document]) -> list[tuple[str, str]]:
    if not papers:
        return [("", _t("Chưa có quyết định nào trong phạm vi của chị/anh"))]
    words = _t("%(number)s ngày %(day)s, %(issuer)s")
    return [
        ("", _t("Chọn quyết định")),
        *(
            (
                pk,
                words
                % {
                    "number": paper.number,
                    "day": f"{paper.issued_on:%d/%m/%Y}",
                    "issuer": paper.issuer_name,
                },
            )
            for pk, paper in papers.items()
        ),
    ]


def _usual(by: User) -> Unit | None:
    """Whoever works for one commune enters what its chairman decided."""
    if len(by.reach) != 1:
        return None
    return Unit.objects.filter(scope=by.reach[0], kind=Kind.COMMUNE, valid_until=None).first()
