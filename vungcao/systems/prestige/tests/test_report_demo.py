"""The demo has reports at every state, the same ones whenever it is built."""

from collections import Counter

import pytest

from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import FieldReport
from vungcao.systems.prestige.queries.reporting import last_contact, late_under
from vungcao.systems.prestige.services.report_reading import ReportLine
from vungcao.systems.prestige.tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_some_thirty_reports_stand_at_every_state(register: None) -> None:
    with scoped(("/1/",)):
        rows = list(FieldReport.objects.select_related("case").order_by("pk"))
        tones = Counter(ReportLine(row, None, "", "", TODAY).tone for row in rows)

        assert len(rows) == 34
        assert set(tones) == {"ok", "", "bad", "run", "warn"}
        assert 2 <= late_under(("/1/",), TODAY) <= 8
        numbers = [row.case.number for row in rows]
        assert numbers == sorted(numbers)
        assert all(row.received_on <= TODAY for row in rows)


def test_the_last_contact_is_the_last_report(register: None) -> None:
    with scoped(("/1/",)):
        report = FieldReport.objects.select_related("recognition").latest("received_on", "pk")
        silent = report.recognition.__class__.objects.filter(reports=None).first()
        assert silent is not None

        found = last_contact([report.recognition, silent])

    assert found == {report.recognition_id: report.received_on, silent.pk: None}
