"""The decision on a dossier: prepared, signed with its effects in one transaction, corrected."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document, SigningKey
from vungcao.kernel.documents.services import drafting, issuing, numbering
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.offers import effects
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import Decision, Dossier
from vungcao.systems.onestop.queries import agencies
from vungcao.systems.onestop.rules import deciding as rules
from vungcao.systems.onestop.rules.deciding import Wording
from vungcao.systems.onestop.rules.definition import Definition, EffectMap
from vungcao.systems.onestop.services.doors import standing_in
from vungcao.systems.onestop.services.engine import Turn, opened
from vungcao.systems.onestop.services.listed import Listed, read_lines
from vungcao.systems.onestop.services.papers import read_marks

NO_KEY = "Cơ quan ban hành chưa có khoá ký số còn hiệu lực: đăng ký khoá rồi ký lại."


@transaction.atomic
def prepare(
    *,
    dossier: Dossier,
    action: str,
    wording: Wording,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Decision:
    """Write the decision from the dossier, to be signed; after a rework it is written anew.

    It names who is granted and who is not, with the reasons. Raises `RuleBroken` as `Turn.take`
    does.
    """
    if not (wording.signer_post.strip() and wording.signer_name.strip()):
        raise RuleBroken("Ghi chức vụ và họ tên người ký.")
    turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="prepare")
    row, day = turn.dossier, now.astimezone(ZONE).date()
    found = read_lines(dossier=row, by=by)
    issuer = agencies.of_dossier(turn.after.agency, row, turn.process.authority_norm, day)
    head = f"{wording.signer_post.splitlines()[-1]} {organisations.name(issuer, day)}"
    text = _text(row, wording, head, rules.tables(found.granted, found.refused))
    held = Decision.objects.filter(dossier=row, corrects=None).select_related("document").first()
    template = turn.process.decision_template
    if held is None:
        made = _kept(
            row, draft(issuer=issuer, template=template, text=text, day=day, by=by), now, by
        )
    else:
        made = held
        _rewrite(made, issuer, template, text, now, by)
    turn.end("", decision=made.pk, granted=len(found.granted), refused=len(found.refused))
    audit.record(by=by, action="onestop.decision_prepared", subject=made)
    return made


@transaction.atomic
def sign(
    *, decision: Decision, action: str, now: datetime, by: User, seen: int | None = None
) -> Decision:
    """Number and sign a decision, and carry out what it changes elsewhere: all of it or nothing.

    Raises `RuleBroken` with the words of the register that refuses, beside the line of the person.
    """
    turn = Turn.take(decision.dossier, action, now=now, by=by, seen=seen, does="sign")
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.signed_at is not None or locked.dossier_id != turn.dossier.pk:
        raise RuleBroken("Quyết định này đã ký.")
    document = issue(document=locked.document, now=now, by=by)
    found = read_lines(dossier=turn.dossier, by=by)
    locked.effects = _carry_out(turn, document, found, by)
    locked.document, locked.signed_by, locked.signed_at = document, by, now
    locked.save(update_fields=["effects", "signed_by", "signed_at"])
    granted, refused = len(found.granted), len(found.refused)
    turn.dossier.outcome = _outcome(granted, refused)
    turn.end(
        "",
        decision=locked.pk,
        granted=granted,
        refused=refused,
        effects=locked.effects,
        **read_marks(document=document, by=by),
    )
    audit.record(
        by=by, action="onestop.decision_signed", subject=locked, granted=granted, refused=refused
    )
    put(Announcement("onestop.signed", f"onestop.Decision:{locked.pk}", turn.case.scope))
    return locked


@transaction.atomic
def draft(*, issuer: Organisation, template: str, text: Text, day: date, by: User) -> Document:
    """A draft in the name of whoever is to sign, which whoever prepares need not reach."""
    with standing_in(issuer.unit.scope, by) as acting:
        return drafting.draft(
            issuer=issuer,
            issuer_name=organisations.name(issuer, day),
            template=template,
            text=text,
            by=acting,
        )


@transaction.atomic
def issue(*, document: Document, now: datetime, by: User) -> Document:
    """Number and sign a draft on one day, with the key of the leader or of the office."""
    day = now.astimezone(ZONE).date()
    numbered = numbering.number(document=document, issued_on=day, today=day, by=by)
    issuing.sign(document=numbered, key=_key(numbered, now, by), now=now, by=by)
    numbered.refresh_from_db()
    return numbered


def _key(document: Document, now: datetime, by: User) -> SigningKey:
    keys = documents.keys(by, document, now.astimezone(ZONE).date())
    found = keys.filter(signer=by.pk).first() or keys.first()
    if found is None and document.is_sample:
        found = issuing.lend_demo_key(organisation=document.issuer, now=now, by=by)
    if found is None:
        raise RuleBroken(NO_KEY)
    return found


def _text(dossier: Dossier, wording: Wording, head: str, annex: Mapping[str, Any]) -> Text:
    return Text(
        subject=wording.subject,
        values={
            "place": wording.place,
            "authority_head": head,
            "bases": wording.bases,
            "body": wording.body,
            "recipients": wording.recipients,
            **annex,
        },
        signer_post=wording.signer_post,
        signer_name=wording.signer_name,
        bases=tuple(one.citation for one in dossier.version.laid.order_by("position")),
    )


def _kept(dossier: Dossier, document: Document, now: datetime, by: User) -> Decision:
    return Decision.objects.create(
        dossier=dossier, document=document, prepared_by=by, prepared_at=now
    )


def _rewrite(
    decision: Decision, issuer: Organisation, template: str, text: Text, now: datetime, by: User
) -> None:
    """The same draft written anew; of another office, where another one is to sign by now."""
    before, day = decision.document, now.astimezone(ZONE).date()
    if before.issuer_id == issuer.pk:
        with standing_in(issuer.unit.scope, by) as acting:
            drafting.revise(document=before, text=text, by=acting)
    else:
        decision.document = draft(issuer=issuer, template=template, text=text, day=day, by=by)
    decision.prepared_by, decision.prepared_at = by, now
    decision.save(update_fields=["document", "prepared_by", "prepared_at"])
    if before.pk != decision.document_id:
        with standing_in(before.scope, by) as acting:
            drafting.discard(document=before, by=acting)


def _carry_out(turn: Turn, document: Document, found: Listed, by: User) -> int:
    """Every effect of the decision; what each register refuses is said with its line, all of it."""
    process = turn.process
    if not process.effects:
        return 0
    answers, refused, done = opened(turn.dossier), [], 0
    decision = {"issued_on": document.issued_on}
    for effect, line, position in _wanted(process, found, answers):
        known = {"subject": line, "answers": answers, "decision": decision}
        try:
            values = _values(process, effect, known)
            run(name=effect.name, values=values, document=document, by=by)
            done += 1
        except RuleBroken as broken:
            refused += [f"Dòng {position}: {said}" if position else said for said in _said(broken)]
    if refused:
        raise RuleBroken("\n".join(refused))
    return done


def _values(
    process: Definition, effect: EffectMap, known: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The values of an effect. Raises `RuleBroken` where the dossier lacks one."""
    try:
        return rules.filled(process, effect, known)
    except LookupError as missing:
        wanted = str(missing.args[0]).rpartition(".")[2]
        labels = {one.code: one.label for one in process.all_fields()} | LABELS
        raise RuleBroken(f"hồ sơ còn thiếu “{labels.get(wanted, wanted)}”.") from missing


LABELS = {"person": "người trong danh sách nhân khẩu", "village": "thôn, bản, tổ dân phố"}


@transaction.atomic
def run(*, name: str, values: Mapping[str, object], document: Document, by: User) -> None:
    """Carry out one effect, on the strength of a signed document."""
    effects.run(name, values, decision=document.pk, by=by)


def _wanted(
    process: Definition, found: Listed, answers: Mapping[str, Any]
) -> list[tuple[EffectMap, Mapping[str, Any], int]]:
    """Which effects are to run: with the values of a line and its number, or for the whole."""
    rows: list[tuple[EffectMap, Mapping[str, Any], int]] = []
    for line in found.granted:
        values = found.values[line.subject]
        effect = rules.chosen(process, values)
        if effect is not None:
            rows.append((effect, values, line.position))
    return rows + [(one, {}, 0) for one in rules.whole(process, answers)]


def _said(broken: RuleBroken) -> list[str]:
    return str(broken).splitlines()


def _outcome(granted: int, refused: int) -> str:
    if not granted and not refused:
        return "decided"
    if granted and refused:
        return "partly"
    return "granted" if granted else "refused"
