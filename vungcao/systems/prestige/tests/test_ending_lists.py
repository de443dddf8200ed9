"""Many leave the list by one decision, all or none."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import EndKind, Recognition
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.ending_lists import faults_of_endings, withdraw_all
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    cycle,
    decided,
    law,
    officer,
    recognised,
    village,
)

pytestmark = pytest.mark.django_db
ENDS = date(2026, 6, 1)


def test_those_of_one_decision_leave_in_as_many_queries_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    law()
    cycle()
    here = commune()
    by = officer(Role.COMMUNE_OFFICER, here)
    counted = []
    with scoped((here.scope,)):
        for many in (2, 5):
            rows = [recognised(village(here, f"mẫu {many}{n}"), by) for n in range(many)]
            with django_assert_max_num_queries(30) as asked:
                withdraw_all(
                    endings={row.pk: Ending(ENDS, "moved") for row in rows},
                    decided=decided(here, date(2026, 5, 20)),
                    today=TODAY,
                    by=by,
                )
            counted.append(len(asked))

    assert counted[0] == counted[1]
    told = Entry.objects.filter(action="prestige.withdrawn").latest("pk").body
    assert all(f"{row.pk}" in told for row in rows)


def test_one_that_may_not_end_keeps_all_of_them() -> None:
    law()
    cycle()
    here = commune()
    by = officer(Role.COMMUNE_OFFICER, here)
    with scoped((here.scope,)):
        one, other = (recognised(village(here, f"mẫu {n}"), by) for n in (1, 2))
        endings = {one.pk: Ending(ENDS, "moved"), other.pk: Ending(ENDS, "khong-co")}
        by_this = decided(here, date(2026, 5, 20))

        found = faults_of_endings(endings=endings, decided=by_this, today=TODAY)
        assert found == [(other.pk, "Chọn lý do trong danh mục.")]
        with pytest.raises(RuleBroken, match="Chọn lý do"):
            withdraw_all(endings=endings, decided=by_this, today=TODAY, by=by)

        assert set(Recognition.objects.values_list("end_kind", flat=True)) == {EndKind.NOT_ENDED}
