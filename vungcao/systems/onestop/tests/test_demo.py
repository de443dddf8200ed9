"""The demo's dossiers stand at every step, and the background brings the rest."""

from collections import Counter
from datetime import datetime

import pytest

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Party, Pause
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.jobs import Work
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import PersonFactory
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop.models import Dossier, Extension, Fee, Opinion, WrittenForm
from vungcao.systems.onestop.offers.demo import history, linked, now, others
from vungcao.systems.onestop.offers.demo.stage import LIST
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.tests.factories import TODAY, commune

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground", "keys")]
THREE = ("service_centre", "department", "peoples_committee")


def test_the_commune_of_the_demo_has_dossiers_at_every_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(now, "STEPS", tuple((end, 1, days) for end, _count, days in now.STEPS))
    with scoped(("/1/",)):
        village = Unit.objects.in_force(TODAY).under((commune().scope,)).filter(kind=Kind.VILLAGE)
        PersonFactory.create_batch(2, unit=village.order_by("pk")[0])

        now.build(system_account("demo"), TODAY)

        rows = Dossier.objects.select_related("case__calendar")
        found = Counter(row.status for row in rows)
        assert set(Status) - found.keys() == {Status.PAYMENT}
        assert all(chains.verify(row.case).holds for row in rows)
        assert [
            row.pk
            for row in rows.exclude(case__state="closed")
            if row.case.due_at != clocks.due(row.case, clocks.stops(row.case))
        ] == []
        assert Run.objects.filter(kind=history.KIND).count() == 1
        assert [
            holders(row)
            for row in rows.filter(version__procedure__code=linked.LINKED).order_by("submitted_at")
        ] == [[*THREE, "service_centre"], list(THREE), list(THREE[:2])]
        _others_took_part()


def _others_took_part() -> None:
    """Of those dossiers in which somebody else had a hand."""
    assert set(Opinion.objects.values_list("stance", flat=True)) == {"", "agrees"}
    assert Extension.objects.count() == WrittenForm.objects.filter(form="04").count() == 1
    (listed,) = Dossier.objects.filter(version__procedure__code=LIST)
    outcomes = listed.subjects.order_by("position").values_list("outcome", flat=True)
    assert list(outcomes) == ["granted", "refused"]
    assert Fee.objects.get().receipt
    (ended,) = Dossier.objects.filter(received_at__year=2025)
    assert ended.case.events.filter(action="transferred").exists()
    off = datetime(2026, 9, 2, 9, tzinfo=ZONE)
    assert Pause.objects.filter(stopped_at__lt=off, resumed_at__gt=off).exists()


def holders(row: Dossier) -> list[str]:
    """Which kind of body has been responsible, one after another."""
    found = row.case.parties.filter(role=Party.Role.RESPONSIBLE).order_by("since", "pk")
    return list(found.values_list("organisation__kind", flat=True))


def test_the_background_brings_the_demo_to_its_size_and_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(now, "STEPS", (("submitted", 1, (1, 3)),))
    monkeypatch.setattr(linked, "ENDS", ())
    monkeypatch.setattr(now, "_special", lambda *given: ())
    monkeypatch.setattr(others, "handed_over", lambda *given: None)
    monkeypatch.setattr(history, "ALL", 6)
    with scoped(("/1/",)):
        keeper = system_account("demo")
        now.build(keeper, TODAY)
        work = Work(keeper, ("/1/",), TODAY, {}, lambda done, of, said: None)
        history.build(work)
        history.build(work)

        assert Dossier.objects.count() == 6
        assert Dossier.objects.filter(status=Status.RETURNED).count() == 4
