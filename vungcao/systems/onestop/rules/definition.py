"""The process of a procedure as typed data: papers, form, steps, actions, terms, effect.

Stored as JSON in `ProcedureVersion.definition`; `read` and `written` go both ways. Terms are in
halves of working days. Each part says how far it can be trusted (`state`: seen, memory, derived,
unverified, synthetic) and where it was read (`source`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from vungcao.systems.onestop.rules.conditions import Condition

Part = TypeVar("Part")

KINDS: dict[str, str] = {
    "text": "một dòng chữ",
    "long_text": "nhiều dòng chữ",
    "full_name": "họ và tên",
    "integer": "số nguyên",
    "decimal": "số thập phân",
    "money": "số tiền (đồng)",
    "date": "ngày",
    "month": "tháng",
    "year": "năm",
    "yes_no": "có hoặc không",
    "choice": "chọn một",
    "choices": "chọn nhiều",
    "unit": "xã, phường",
    "village": "thôn, bản, tổ dân phố",
    "person": "người trong danh sách nhân khẩu",
    "identifier": "số định danh cá nhân",
    "telephone": "điện thoại",
    "email": "thư điện tử",
    "address": "địa chỉ",
    "ethnic_group": "dân tộc",
    "sex": "giới tính",
    "note": "lời dẫn, không phải trả lời",
}
CLOCKS = {"none": "chưa tính", "run": "tính thời hạn", "pause": "tạm dừng", "stop": "đã xong"}
AGENCIES = {
    "desk": "nơi tiếp nhận",
    "centre": "trung tâm phục vụ hành chính công của địa bàn",
    "committee": "Uỷ ban nhân dân của địa bàn",
    "authority": "cơ quan có thẩm quyền quyết định theo quy định từng thời kỳ",
    "district": "cơ quan công tác dân tộc cấp huyện (trước ngày 01/07/2025)",
    "province": "Uỷ ban nhân dân tỉnh",
    "department": "Sở Dân tộc và Tôn giáo",
}
DOES = {
    "move": "chuyển bước",
    "receive": "tiếp nhận hồ sơ",
    "refuse": "từ chối tiếp nhận",
    "ask": "yêu cầu bổ sung",
    "supply": "đã bổ sung",
    "rework": "trả lại để làm lại",
    "prepare": "soạn quyết định, trình ký",
    "sign": "ký quyết định",
    "stop": "dừng giải quyết",
    "withdraw": "người nộp rút hồ sơ",
    "return": "trả kết quả",
    "spawn": "mở hồ sơ liên thông",
}
APOLOGIES = {"required": "phải gửi trước khi kết thúc", "shown": "nhắc, không bắt buộc"}
FORMS = {"receive": "01", "ask": "02", "refuse": "03", "stop": "05"}
RESULT = "onestop.result/"  # before the code of the procedure whose result a paper is
NEEDS_REASON = frozenset({"refuse", "ask", "rework", "stop", "mistake"})
BY = ("officer", "citizen", "system")


@dataclass(frozen=True)
class Field:
    """One question of the form. `prefill` names where an answer may come from.

    The options of a choice stand here, or come from a dated `table` of the norms.
    """

    code: str
    label: str
    kind: str = "text"
    is_required: bool = False
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    table: str = ""
    when: Condition | None = None
    prefill: str = ""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Group:
    """Questions that stand together; `most` above 1 repeats, `is_list` makes lines subjects."""

    code: str
    label: str
    fields: tuple[Field, ...] = ()
    least: int = 1
    most: int = 1
    is_list: bool = False
    hint: str = ""
    when: Condition | None = None


@dataclass(frozen=True)
class Document:
    """One paper that the procedure asks for, and why.

    `reusable_from` names the kind of document of ours that it may be, or `RESULT` and a procedure.
    """

    code: str
    label: str
    is_required: bool = True
    original: int = 0
    copies: int = 1
    when: Condition | None = None
    why: str = ""
    sample: str = ""
    form: str = ""
    reusable_from: str = ""
    source: str = ""
    state: str = "unverified"


@dataclass(frozen=True)
class Step:
    """A stage: which agency holds the dossier, who works there, how long, how the clock stands."""

    code: str
    label: str
    agency: str
    roles: tuple[str, ...] = ()
    halves: int = 0
    status: int = 4
    clock: str = "run"
    may_consult: bool = False
    source: str = ""
    state: str = "unverified"


@dataclass(frozen=True)
class Action:
    """A way from one step to another. `roles` narrow those of the step; a guard must hold.

    What is the applicant's own an officer records only where `roles` name who does so for them.
    """

    code: str
    label: str
    source_step: str
    target_step: str
    does: str = "move"
    by: str = "officer"
    roles: tuple[str, ...] = ()
    guard: Condition | None = None
    spawns: str = ""
    waits: bool = True

    @property
    def is_for_officers(self) -> bool:
        """Their own work, or what they may record on the applicant's written request."""
        return self.by == "officer" or (self.by == "citizen" and bool(self.roles))


@dataclass(frozen=True)
class Charge:
    """A fee in đồng, and when it is paid (1 at receipt, 2 at supplement, 4 at return).

    `basis` is the text that sets it, “number; article”; where it is empty, that of the procedure.
    With `norm` the amount is the value of that norm on the day on which it is asked.
    """

    code: str
    label: str
    amount: int = 0
    moment: int = 1
    when: Condition | None = None
    source: str = ""
    state: str = "unverified"
    basis: str = ""
    norm: str = ""

    @property
    def cited(self) -> tuple[str, str]:
        """Number and article of its own text."""
        number, _semicolon, article = self.basis.partition(";")
        return number.strip(), article.strip()


@dataclass(frozen=True)
class EffectMap:
    """What a decision changes elsewhere: the effect, and from where each of its values comes.

    Values: `subject.person`, `subject.village`, `subject.<field>`, `answers.<field>`,
    `decision.issued_on`. With `per_subject` it runs once for each person who was granted; of
    several effects the first whose condition holds for the line runs.
    """

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    per_subject: bool = True
    when: Condition | None = None


@dataclass(frozen=True)
class Policy:
    """Pauses, extensions and apologies: `pause` keeps or restarts the clock after a supplement.

    Begun anew the term is the procedure's own with what it was extended by before (our reading,
    unverified); under `restart_bare` without it. `apology` says whether what is late may end before
    the apology was sent (the decree's article was not read, unverified).
    """

    pause: str = "continue"
    extensions: int = 1
    extension_halves: int = 0
    apology: str = "required"
    source: str = ""
    state: str = "unverified"

    @property
    def restarts(self) -> bool:
        return self.pause in ("restart", "restart_bare")

    def begun_anew(self, halves: int, extended: int) -> int:
        """How many halves run after a supplement, of a term of `halves` extended by `extended`."""
        return halves if self.pause == "restart_bare" else halves + extended


@dataclass(frozen=True)
class Definition:
    """A process, whole."""

    start: str = ""
    groups: tuple[Group, ...] = ()
    documents: tuple[Document, ...] = ()
    steps: tuple[Step, ...] = ()
    actions: tuple[Action, ...] = ()
    charges: tuple[Charge, ...] = ()
    effects: tuple[EffectMap, ...] = ()
    policy: Policy = field(default_factory=Policy)
    authority_norm: str = ""
    decision_template: str = "onestop.decision"

    def step(self, code: str) -> Step:
        """Raises `LookupError` for a step that the process does not know."""
        return _named(self.steps, code)

    def document(self, code: str) -> Document:
        return _named(self.documents, code)

    def from_step(self, code: str) -> list[Action]:
        """The ways out of a step, in the order of the definition."""
        return [action for action in self.actions if action.source_step == code]

    def all_fields(self) -> list[Field]:
        return [one for group in self.groups for one in group.fields]

    def single_fields(self) -> list[Field]:
        """Questions with one answer in a dossier."""
        return [one for group in self.groups if group.most == 1 for one in group.fields]

    @property
    def list_group(self) -> Group | None:
        """The group whose lines are subjects; none where a dossier is about one affair."""
        return next((group for group in self.groups if group.is_list), None)


def _named(parts: tuple[Part, ...], code: str) -> Part:
    for part in parts:
        if part.code == code:  # type: ignore[attr-defined]
            return part
    raise LookupError(code)


def written(definition: Definition) -> dict[str, Any]:
    """As JSON stores it; what stands at its default is left out."""
    said = _plain(asdict(definition), definition)
    assert isinstance(said, dict)
    return said


def _plain(value: Any, part: Any) -> Any:
    """A mapping without the fields that say nothing new."""
    kept = {}
    for one in fields(part):
        given = getattr(part, one.name)
        if one.name != "code" and given == _default(one):
            continue
        if isinstance(given, tuple) and given and hasattr(given[0], "__dataclass_fields__"):
            kept[one.name] = [_plain(None, each) for each in given]
        elif hasattr(given, "__dataclass_fields__"):
            kept[one.name] = _plain(None, given)
        else:
            kept[one.name] = list(given) if isinstance(given, tuple) else given
    return kept


def _default(one: Any) -> Any:
    if one.default_factory is not None and callable(one.default_factory):
        return one.default_factory()
    return one.default


def read(said: Mapping[str, Any]) -> Definition:
    """The definition of a stored mapping. Raises `ValueError` for what it does not know."""
    known = {one.name for one in fields(Definition)}
    if unknown := sorted(said.keys() - known):
        raise ValueError(f"không có phần {', '.join(unknown)}")
    groups = tuple(
        _made(Group, {**group, "fields": _all(Field, group.get("fields", ()))})
        for group in said.get("groups", ())
    )
    return Definition(
        start=said.get("start", ""),
        groups=groups,
        documents=_all(Document, said.get("documents", ())),
        steps=_all(Step, said.get("steps", ())),
        actions=_all(Action, said.get("actions", ())),
        charges=_all(Charge, said.get("charges", ())),
        effects=_all(EffectMap, said.get("effects", ())),
        policy=_made(Policy, said.get("policy", {})),
        authority_norm=said.get("authority_norm", ""),
        decision_template=said.get("decision_template", "onestop.decision"),
    )


def _all(kind: type[Part], said: Any) -> tuple[Part, ...]:
    return tuple(_made(kind, one) for one in said)


def _made(kind: type[Part], said: Mapping[str, Any]) -> Part:
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(said.keys() - known):
        raise ValueError(f"không có mục {', '.join(unknown)}")
    given = {
        name: tuple(v) if isinstance(v, list) and name == "roles" else v for name, v in said.items()
    }
    try:
        return kind(**given)
    except TypeError as wrong:
        raise ValueError("thiếu mã hoặc tên") from wrong
