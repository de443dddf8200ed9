"""The demo's dossiers stand at every step, and the background brings the rest."""

from collections import Counter

import pytest

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.cases.models import Party
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers.jobs import Work
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.offers.demo import history, linked, now
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground", "keys")]
THREE = ("service_centre", "department", "peoples_committee")


def test_the_commune_of_the_demo_has_dossiers_at_every_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(now, "STEPS", tuple((end, 1, days) for end, _count, days in now.STEPS))
    with scoped(("/1/",)):
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


def holders(row: Dossier) -> list[str]:
    """Which kind of body has been responsible, one after another."""
    found = row.case.parties.filter(role=Party.Role.RESPONSIBLE).order_by("since", "pk")
    return list(found.values_list("organisation__kind", flat=True))


def test_the_background_brings_the_demo_to_its_size_and_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(now, "STEPS", (("submitted", 1, (1, 3)),))
    monkeypatch.setattr(linked, "ENDS", ())
    monkeypatch.setattr(history, "ALL", 6)
    with scoped(("/1/",)):
        keeper = system_account("demo")
        now.build(keeper, TODAY)
        work = Work(keeper, ("/1/",), TODAY, {}, lambda done, of, said: None)
        history.build(work)
        history.build(work)

        assert Dossier.objects.count() == 6
        assert Dossier.objects.filter(status=Status.RETURNED).count() == 4
