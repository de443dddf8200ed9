"""Campaigns and the answers to them: seen by whoever has a role over who owes them."""

from datetime import date

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from tests.architecture.samples.statistics_entry import DUE, NOW, ONE_CELL
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    Cell,
    Form,
    FormCell,
    FormState,
    FormVersion,
    Indicator,
    IndicatorVersion,
    Obligation,
    Submission,
)


def version() -> FormVersion:
    """A published form of one cell."""
    form, _made = Form.objects.get_or_create(code="mau-dot")
    found, is_new = FormVersion.objects.get_or_create(
        form=form,
        number=1,
        defaults={
            "name": "Biểu mẫu để thu",
            "period_kind": 0,
            "reporter": "commune",
            "definition": {"sections": [ONE_CELL]},
            "valid_from": date(2020, 1, 1),
            "state": FormState.PUBLISHED,
            "hash": "0" * 64,
            "published_at": NOW,
        },
    )
    if is_new:
        indicator, _made = Indicator.objects.get_or_create(code="0101", group="Mẫu")
        cell, _made = Cell.objects.get_or_create(indicator=indicator, key="")
        FormCell.objects.create(version=found, code="dong.so", cell=cell, decimals=0, position=1)
    return found


def asked(unit: Unit, user: User) -> Submission:
    """The unit owes an answer, and nobody has begun."""
    campaign, _made = Campaign.objects.get_or_create(
        version=version(),
        unit=unit,
        period=2026001,
        defaults={"due_on": DUE, "late_on": DUE, "opened_at": NOW, "opened_by": user},
    )
    owed, _made = Obligation.objects.get_or_create(campaign=campaign, unit=unit, scope=unit.scope)
    made, _made = Submission.objects.get_or_create(obligation=owed, unit=unit, scope=unit.scope)
    return made


def answer(unit: Unit, user: User) -> Arguments:
    return {"pk": asked(unit, user).pk}


def cell(unit: Unit, user: User) -> Arguments:
    return {"pk": asked(unit, user).pk, "code": "dong.so"}


def campaign(unit: Unit, user: User) -> Arguments:
    return {"pk": asked(unit, user).obligation.campaign_id}


def form(unit: Unit, user: User) -> Arguments:
    return {"pk": version().pk}


def draft() -> FormVersion:
    """A form of one cell that is still drawn."""
    form, _made = Form.objects.get_or_create(code="mau-ve")
    found, _is_new = FormVersion.objects.get_or_create(
        form=form,
        number=1,
        defaults={
            "name": "Biểu mẫu đang vẽ",
            "period_kind": 0,
            "reporter": "commune",
            "definition": {"sections": [ONE_CELL]},
            "valid_from": date(2020, 1, 1),
        },
    )
    return found


def drawn(unit: Unit, user: User) -> Arguments:
    return {"pk": draft().pk}


def part(unit: Unit, user: User) -> Arguments:
    return {"pk": draft().pk, "spot": "s0c0"}


def whole(unit: Unit, user: User) -> Arguments:
    return {"pk": draft().pk, "spot": "s0"}


def indicator(unit: Unit, user: User) -> Arguments:
    """With a definition; everybody who works with figures reads it."""
    made, is_new = Indicator.objects.get_or_create(code="0199", group="Mẫu")
    if is_new:
        IndicatorVersion.objects.create(
            indicator=made,
            name="Chỉ tiêu mẫu",
            unit_of_measure="người",
            value_type="integer",
            kind="counted",
            over_units="sum",
            over_time="last",
            valid_from=date(2020, 1, 1),
        )
    return {"pk": made.pk}


ANSWERS = (
    "submission",
    "submit",
    "certify",
    "accept",
    "close",
    "withdraw",
    "return",
    "unlock",
    "correct",
)
FORMS = ("form-version", "form-copy", "form-edit", "form-publish", "form-discard")
SAMPLES = {
    "statistics:indicator": Sample(indicator, EVERYWHERE),
    "statistics:indicator-code": Sample(indicator, EVERYWHERE),
    "statistics:indicator-define": Sample(indicator, EVERYWHERE),
    "statistics:campaign": Sample(campaign),
    "statistics:campaign-close": Sample(campaign),
    "statistics:campaign-new": Sample(form, EVERYWHERE),
    "statistics:form-design": Sample(drawn, EVERYWHERE),
    "statistics:form-design-part": Sample(part, EVERYWHERE),
    "statistics:form-design-paste": Sample(whole, EVERYWHERE),
    "statistics:submission-cell": Sample(cell),
    **{f"statistics:{name}": Sample(form, EVERYWHERE) for name in FORMS},
    **{f"statistics:{name}": Sample(answer) for name in ANSWERS},
}
