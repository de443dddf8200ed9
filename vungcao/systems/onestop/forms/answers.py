"""The form of a procedure on a page: its groups, lines that are added, and the answers it gives.

A `Sheet` is several forms inside one `<form>`. Single questions are named `q-<code>`, those of a
line `l-<group>-<number>-<code>`; buttons named `line` add and drop lines without a script. What
does not count for the answers given is not judged and not kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from vungcao.kernel.people.models import Person
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.forms.lines import count_of, pressed, repeated
from vungcao.systems.onestop.forms.questions import Asking, NoteField, plain, question, typed
from vungcao.systems.onestop.rules import answers as rules
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.conditions import Condition
from vungcao.systems.onestop.rules.definition import Definition, Field, Group
from vungcao.systems.onestop.services.submitting import NewSubject
from vungcao.web.forms import PARTS, Form, When


@dataclass(frozen=True)
class Mistake:
    """One wrong answer; `id` is that of its control."""

    id: str
    label: str
    sentence: str


@dataclass
class Line:
    """A line of a repeated group; `drop` is what its button sends, empty where it has to stay."""

    number: int
    questions: list[BoundField]
    drop: str = ""


@dataclass
class Part:
    """A group as it is shown: its questions, or its lines and the button that adds one."""

    group: Group
    part: str = ""
    only_when: str = ""
    questions: list[BoundField] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    count: str = ""
    add: str = ""
    mistakes: list[str] = field(default_factory=list)

    @property
    def is_repeated(self) -> bool:
        return self.group.most > 1


class Questions(Form):
    """Some questions together; what is wrong with them the sheet says."""

    asked: tuple[Field, ...] = ()

    def plain(self) -> dict[str, Any]:
        """What could be read, by code; what was left empty is not there."""
        said = {one.code: plain(one, self.cleaned_data.get(one.code)) for one in self.asked}
        return {code: value for code, value in said.items() if value is not None}


class Sheet:
    """The form of a procedure. `answers` fill it, `known` prefills questions by `prefill`."""

    def __init__(
        self,
        process: Definition,
        asking: Asking,
        data: QueryDict | None = None,
        *,
        answers: Mapping[str, Any] | None = None,
        known: Mapping[str, Any] | None = None,
    ) -> None:
        self.process, self.asking = process, asking
        self._given = answers or {}
        self._labels = _labels(process)
        self.data = pressed(data, process) if data is not None else None
        self._parts = dict(zip(_choosers(process), PARTS, strict=False))
        single = [one for group in process.groups if group.most == 1 for one in group.fields]
        self.single = self._form(tuple(single), "q", self._initial(single, known or {}), True)
        self.lines = {group.code: self._lines_of(group) for group in repeated(process)}
        self._kept: dict[str, list[Questions]] = {}
        self.of_groups: dict[str, list[str]] = {}
        self.answers: dict[str, Any] = {}

    @property
    def is_only_shown(self) -> bool:
        """A line was added or something is looked up: nothing is judged."""
        return self.single.is_only_shown

    @property
    def has_finders(self) -> bool:
        return True

    def is_valid(self) -> bool:
        """Judge everything at once; afterwards `answers` are plain JSON."""
        if self.data is None or self.is_only_shown:
            return False
        for form in self._all():
            form.errors  # noqa: B018  cleaned by asking
        self.answers = self._counted()
        self.refuse(rules.faults(self.process, self.answers))
        return not self.mistakes

    def refuse(self, places: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Put sentences beside their questions; those that have no place here come back."""
        homeless = []
        for place, sentence in places:
            group, _dot, rest = place.partition(".")
            number, _dot, code = rest.partition(".")
            if place in self.single.fields:
                _add(self.single, place, sentence)
            elif code and number.isdecimal() and group in self._kept:
                _add(self._kept[group][int(number)], code, sentence)
            elif group in self.lines:
                self.of_groups.setdefault(group, []).append(sentence)
            else:
                homeless.append((place, sentence))
        return homeless

    @property
    def mistakes(self) -> list[Mistake]:
        """Everything that is wrong, in the order of the page."""
        return list(self._mistakes())

    def values(self) -> dict[str, Any]:
        """The answers without the lines that are subjects."""
        group = self.process.list_group
        return {
            code: said for code, said in self.answers.items() if not group or code != group.code
        }

    def subjects(self) -> list[NewSubject]:
        """The lines of the list, with the person and the village that they name."""
        group = self.process.list_group
        if group is None:
            return []
        lines = self.answers.get(group.code, [])
        persons = _named(group, "person", lines, Person)
        villages = _named(group, "village", lines, Unit)
        return [
            NewSubject(
                line,
                persons.get(_of(group, "person", line)),
                villages.get(_of(group, "village", line)),
            )
            for line in lines
        ]

    @cached_property
    def parts(self) -> list[Part]:
        return [self._part(group) for group in self.process.groups]

    # How it is made

    def _initial(self, single: Sequence[Field], known: Mapping[str, Any]) -> dict[str, Any]:
        given = {one.code: self._given.get(one.code, known.get(one.prefill)) for one in single}
        return {one.code: typed(one, given[one.code]) for one in single}

    def _form(
        self, asked: tuple[Field, ...], prefix: str, initial: Mapping[str, Any], has_parts: bool
    ) -> Questions:
        made = {one.code: question(one, self.asking) for one in asked}
        whens = tuple(self._whens(asked, made)) if has_parts else ()
        kind = type("Questions", (Questions,), {**made, "asked": asked, "conditions": whens})
        form = cast(Questions, kind(self.data, prefix=prefix, initial=initial))
        for one in asked:
            if one.when and not hasattr(form.fields[one.code], "only_when"):
                form.fields[one.code].only_when = self._words(one.when)  # type: ignore[attr-defined]
        return form

    def _whens(self, asked: Sequence[Field], made: Mapping[str, Any]) -> Iterator[When]:
        for chooser, answers in self._parts:
            fields = [
                one.code
                for group in self.process.groups
                if group.most == 1
                for one in group.fields
                if _simple(one.when) == (chooser, answers)
            ]
            if hasattr(made[chooser].widget, "shows"):
                said = self._words({"field": chooser, "is": list(answers)})
                yield When(chooser, frozenset(map(_typed, answers)), tuple(fields), cast(Any, said))

    def _words(self, condition: Condition) -> str:
        return _("Chỉ điền khi %(when)s.") % {"when": conditions.in_words(condition, self._labels)}

    def _lines_of(self, group: Group) -> list[Questions]:
        given = self._given.get(group.code) or []
        number = count_of(self.data, group) if self.data is not None else len(given)
        initial = [
            {one.code: typed(one, line.get(one.code)) for one in group.fields} for line in given
        ]
        count = max(1, number)
        return [
            self._form(
                group.fields,
                f"l-{group.code}-{place}",
                initial[place] if place < len(initial) else {},
                False,
            )
            for place in range(count)
        ]

    # How it is judged

    def _all(self) -> Iterator[Questions]:
        yield self.single
        for forms in self.lines.values():
            yield from forms

    def _counted(self) -> dict[str, Any]:
        said = self._single_answers()
        for group in rules.asked(self.process, said):
            if group.most > 1:
                self._kept[group.code] = _filled(group, self.lines[group.code])
                said[group.code] = [
                    self._of_line(group, form, said) for form in self._kept[group.code]
                ]
        for code, forms in self.lines.items():
            for form in forms:
                if form not in self._kept.get(code, []):
                    form.errors.clear()
        return said

    def _single_answers(self) -> dict[str, Any]:
        """What counts, until nothing more falls away: an answer that does not count shows none."""
        said = self.single.plain()
        while True:
            counted = {
                one.code
                for group in rules.asked(self.process, said)
                if group.most == 1
                for one in group.fields
                if conditions.holds(one.when, said, {})
            }
            left = {code: value for code, value in said.items() if code in counted}
            if left == said:
                break
            said = left
        for code in set(self.single.fields) - counted:
            self.single.errors.pop(code, None)
        return said

    @staticmethod
    def _of_line(group: Group, form: Questions, said: Mapping[str, Any]) -> dict[str, Any]:
        line = form.plain()
        counted = [
            one.code for one in group.fields if conditions.holds(one.when, {**said, **line}, {})
        ]
        for code in set(form.fields) - set(counted):
            form.errors.pop(code, None)
        return {code: value for code, value in line.items() if code in counted}

    def _mistakes(self) -> Iterator[Mistake]:
        for group in self.process.groups:
            for sentence in self.of_groups.get(group.code, []):
                yield Mistake(f"group-{group.code}", group.label, sentence)
            if group.most == 1:
                codes = [one.code for one in group.fields]
                yield from _of_form(self.single, codes, "")
                continue
            for number, form in enumerate(self.lines[group.code], start=1):
                said = _("Dòng %(number)d, ") % {"number": number}
                yield from _of_form(form, list(form.fields), said)

    # How it is shown

    def _part(self, group: Group) -> Part:
        simple = _simple(group.when)
        shown = Part(
            group,
            part=self._parts.get(simple, "") if simple else "",
            only_when=self._words(group.when) if group.when else "",
            mistakes=self.of_groups.get(group.code, []),
        )
        if group.most == 1:
            shown.questions = [self.single[one.code] for one in group.fields]
            return shown
        forms = self.lines[group.code]
        may_drop = len(forms) > max(1, group.least)
        shown.lines = [
            Line(n + 1, list(form), f"drop/{group.code}/{n}" if may_drop else "")
            for n, form in enumerate(forms)
        ]
        shown.count = f"l-{group.code}-lines"
        shown.add = f"add/{group.code}" if len(forms) < group.most else ""
        return shown


def is_note(bound: BoundField) -> bool:
    return isinstance(bound.field, NoteField)


def _labels(process: Definition) -> dict[str, str]:
    labels = {}
    for one in process.all_fields():
        labels[one.code] = f"“{one.label}”"
        options: Mapping[Any, str] = one.options or {}
        if one.kind == "yes_no":
            options = {True: "Có", False: "Không"}
        labels |= {f"{one.code}={value}": str(said) for value, said in options.items()}
    return labels


def _simple(condition: Condition | None) -> tuple[str, tuple[Any, ...]] | None:
    """A condition on the answer of one question, which styles can follow."""
    if not condition or "field" not in condition:
        return None
    return condition["field"], tuple(condition["is"])


def _choosers(process: Definition) -> list[tuple[str, tuple[Any, ...]]]:
    single = [one for group in process.groups if group.most == 1 for one in group.fields]
    known = {one.code for one in single if one.kind in ("choice", "yes_no", "sex", "ethnic_group")}
    parts = [*(one.when for one in process.groups), *(one.when for one in single)]
    asked = [_simple(condition) for condition in parts]
    found = [one for one in asked if one is not None and one[0] in known]
    return list(dict.fromkeys(found))


def _typed(answer: Any) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def _filled(group: Group, forms: list[Questions]) -> list[Questions]:
    """Lines with something in them; as many empty ones as are wanted are judged too."""
    filled = [form for form in forms if _has_words(form)]
    lacking = max(0, group.least - len(filled))
    spare = [form for form in forms if form not in filled][:lacking]
    return [form for form in forms if form in filled or form in spare]


def _has_words(form: Questions) -> bool:
    start = f"{form.prefix}-"
    return any(
        word.strip()
        for name, words in cast(QueryDict, form.data).lists()
        if name.startswith(start)
        for word in words
    )


def _add(form: Questions, code: str, sentence: str) -> None:
    if code not in form.errors:
        form.add_error(code, sentence)


def _of_form(form: Questions, codes: Sequence[str], said: str) -> Iterator[Mistake]:
    for code in codes:
        bound = form[code]
        first = f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label
        for sentence in form.errors.get(code, []):
            yield Mistake(first, f"{said}{bound.label}", str(sentence))


def _of(group: Group, kind: str, line: Mapping[str, Any]) -> Any:
    code = next((one.code for one in group.fields if one.kind == kind), "")
    return line.get(code)


def _named(
    group: Group, kind: str, lines: Sequence[Mapping[str, Any]], model: Any
) -> dict[Any, Any]:
    wanted = {_of(group, kind, line) for line in lines} - {None}
    return model.objects.in_bulk(wanted) if wanted else {}
