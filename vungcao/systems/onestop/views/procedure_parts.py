"""The process of a version as tables: steps, actions, papers, questions, charges, effects; each row
leads to its form where the version may be written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.offers.effects import effects
from vungcao.systems.onestop.models import FeeMoment, Original
from vungcao.systems.onestop.rules import conditions, sources, wording
from vungcao.systems.onestop.rules.definition import (
    AGENCIES,
    CLOCKS,
    DOES,
    KINDS,
    Action,
    Definition,
    Document,
    EffectMap,
    Field,
    Step,
)
from vungcao.systems.onestop.rules.statuses import Status

WHO = {"officer": _("cán bộ"), "citizen": _("người nộp"), "system": _("hệ thống")}
Words = str | Promise


@dataclass(frozen=True)
class Line:
    """One row: pairs of a head and what stands below it; `address` is where it is written."""

    cells: Sequence[tuple[Words, Words]]
    address: str = ""
    state: str = ""


@dataclass(frozen=True)
class Part:
    """One table of a process; `new` is where a row is added."""

    key: str
    label: Words
    heads: Sequence[Words]
    lines: Sequence[Line]
    nothing: Words
    new: str = ""
    press: Words = ""


@dataclass(frozen=True)
class Jump:
    """A way down to a table of the page; read by `components/chips.html`."""

    label: str
    address: str
    is_here: bool = False


Row = tuple[Sequence[Words], str]


def jumps(made: Sequence[Part]) -> list[Jump]:
    """To each table, with how many rows it has."""
    return [Jump(f"{one.label}: {len(one.lines)}", f"#{one.key}") for one in made]


def parts(process: Definition, pk: int, *, may_write: bool) -> list[Part]:
    """All tables of a process, with ways to write for whoever may."""
    names = {**wording.labels(process), **_named_tables(process)}
    return [
        _part(key, list(rows(process, names)), pk, may_write=may_write)
        for key, (_label, _heads, _press, rows) in TABLES.items()
    ]


def _part(key: str, rows: Sequence[Row], pk: int, *, may_write: bool) -> Part:
    """One table, without the columns in which no row says anything."""
    label, heads, press, _rows = TABLES[key]
    told = [nth for nth in range(len(heads)) if any(cells[nth] != "–" for cells, _state in rows)]
    lines = [
        Line(
            [(heads[nth], cells[nth]) for nth in told],
            reverse("onestop:part-edit", args=[pk, key, number]) if may_write else "",
            state,
        )
        for number, (cells, state) in enumerate(rows)
    ]
    new = reverse("onestop:part-new", args=[pk, key]) if may_write else ""
    return Part(key, label, [heads[nth] for nth in told], lines, NOTHING, new, press)


def _named_tables(process: Definition) -> dict[str, str]:
    """What the tables are called from which questions take their choices."""
    if not any(one.table for one in process.all_fields()):
        return {}
    return dict(norms.tables().values_list("code", "name"))


def _steps(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    return [(_step(one), one.state) for one in process.steps]


def _step(one: Step) -> Sequence[Words]:
    return (
        one.label,
        AGENCIES.get(one.agency, one.agency),
        roles(one.roles),
        wording.days(one.halves) if one.halves else "–",
        CLOCKS.get(one.clock, one.clock),
        Status(one.status).label if one.status in set(Status) else str(one.status),
    )


def roles(codes: Iterable[str]) -> str:
    names = dict(Role.choices)
    return ", ".join(str(names.get(code, code)) for code in codes) or "–"


def _actions(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    steps = {step.code: step.label for step in process.steps}
    return [(_action(one, steps, names), "seen") for one in process.actions]


def _action(one: Action, steps: dict[str, str], names: dict[str, str]) -> Sequence[Words]:
    return (
        one.label,
        steps.get(one.source_step, one.source_step),
        steps.get(one.target_step, one.target_step),
        DOES.get(one.does, one.does),
        _who(one),
        conditions.in_words(one.guard, names) or "–",
    )


def _who(one: Action) -> Words:
    if one.by == "citizen" and one.roles:
        return _t("người nộp; ghi thay khi có đơn: %(roles)s") % {"roles": roles(one.roles)}
    return WHO.get(one.by, one.by)


def _papers(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    return [(_paper(one, names), one.state) for one in process.documents]


def _paper(one: Document, names: dict[str, str]) -> Sequence[Words]:
    kinds = dict(Original.choices)
    return (
        one.label,
        YES if one.is_required else NO,
        f"{one.copies} {kinds.get(one.original, '')}",
        one.why or "–",
        conditions.in_words(one.when, names) or "–",
    )


def _groups(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    return [
        (
            (
                one.label,
                LIST if one.is_list else (REPEATED if one.most > 1 else ONCE),
                f"{one.least}–{one.most}",
                conditions.in_words(one.when, names) or "–",
            ),
            "seen",
        )
        for one in process.groups
    ]


def _questions(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    return [
        (
            (
                one.label,
                group.label,
                KINDS.get(one.kind, one.kind),
                YES if one.is_required else NO,
                _told(one, names),
                conditions.in_words(one.when, names) or "–",
            ),
            "seen",
        )
        for group in process.groups
        for one in group.fields
    ]


def _told(one: Field, names: Mapping[str, str]) -> str:
    """Its options and hint, and from where it is filled in."""
    said = ["; ".join(one.options.values()), one.hint]
    if one.table:
        said.append(_t("Lựa chọn theo bảng %(table)s") % {"table": names.get(one.table, one.table)})
    if one.prefill:
        words = sources.PREFILLS.get(one.prefill, (one.prefill, ()))[0]
        said.append(_t("Điền sẵn: %(source)s") % {"source": words})
    return ". ".join(part.rstrip(".") for part in said if part) or "–"


def _charges(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    moments = dict(FeeMoment.choices)
    return [
        (
            (
                one.label,
                _t("theo định mức %s") % one.norm if one.norm else wording.fee(one.amount),
                moments.get(one.moment, str(one.moment)),
                ", ".join(reversed([part for part in one.cited if part])) or PROCEDURE_ITSELF,
                conditions.in_words(one.when, names) or "–",
            ),
            one.state,
        )
        for one in process.charges
    ]


def _effects(process: Definition, names: dict[str, str]) -> Iterable[Row]:
    return [(_effect(one, process, names), "seen") for one in process.effects]


def _effect(one: EffectMap, process: Definition, names: dict[str, str]) -> Sequence[Words]:
    effect = dict(effects.items()).get(one.name)
    words = effect.words if effect is not None else {}
    values = (
        f"{words.get(name, name)}: {sources.in_words(process, place)}"
        for name, place in one.values.items()
    )
    return (
        effect.label if effect is not None else one.name,
        EACH if one.per_subject else WHOLE,
        "; ".join(values) or "–",
        conditions.in_words(one.when, names) or "–",
    )


PROCEDURE_ITSELF = _("văn bản quy định thủ tục")
EACH, WHOLE = _("từng người được đồng ý"), _("cả hồ sơ, một lần")
YES, NO = _("bắt buộc"), _("không bắt buộc")
LIST, REPEATED, ONCE = _("danh sách người"), _("lặp lại"), _("một lần")
NOTHING = _("Chưa có dòng nào.")
WHEN = _("Điều kiện")
Table = tuple[Words, Sequence[Words], Words, Callable[[Definition, dict[str, str]], Iterable[Row]]]
TABLES: dict[str, Table] = {
    "buoc": (
        _("Các bước"),
        (_("Bước"), _("Cơ quan"), _("Vai trò"), _("Số ngày"), _("Thời hạn"), _("Trạng thái")),
        _("Thêm bước"),
        _steps,
    ),
    "thao-tac": (
        _("Các thao tác"),
        (_("Thao tác"), _("Từ bước"), _("Đến bước"), _("Loại"), _("Ai làm"), WHEN),
        _("Thêm thao tác"),
        _actions,
    ),
    "giay-to": (
        _("Thành phần hồ sơ"),
        (_("Giấy tờ"), _("Bắt buộc"), _("Số bản"), _("Vì sao cần"), WHEN),
        _("Thêm giấy tờ"),
        _papers,
    ),
    "nhom": (
        _("Nhóm câu hỏi của tờ khai"),
        (_("Nhóm"), _("Kiểu"), _("Số dòng"), WHEN),
        _("Thêm nhóm câu hỏi"),
        _groups,
    ),
    "cau-hoi": (
        _("Câu hỏi của tờ khai"),
        (_("Câu hỏi"), _("Nhóm"), _("Loại"), _("Bắt buộc"), _("Lựa chọn, gợi ý"), WHEN),
        _("Thêm câu hỏi"),
        _questions,
    ),
    "khoan-thu": (
        _("Khoản thu"),
        (_("Khoản thu"), _("Số tiền"), _("Thu khi"), _("Căn cứ thu"), WHEN),
        _("Thêm khoản thu"),
        _charges,
    ),
    "tac-dong": (
        _("Quyết định làm thay đổi"),
        (_("Thay đổi"), _("Thực hiện cho"), _("Giá trị lấy từ"), WHEN),
        _("Thêm thay đổi"),
        _effects,
    ),
}


def titled(key: str, row: object | None) -> str:
    """What a page for one row is called: what is added, or the table and the row."""
    label, _heads, press, _rows = TABLES[key]
    if row is None:
        return str(press)
    return ": ".join(filter(None, [str(label), str(getattr(row, "label", ""))]))
