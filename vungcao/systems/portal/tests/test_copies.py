"""What was kept stays: the database itself refuses to change or forget it."""

import pytest
from django.db import ProgrammingError, connection, transaction
from wagtail.models import Page

from vungcao.systems.portal.models import KeptCopy
from vungcao.systems.portal.tests.factories import published, section

pytestmark = pytest.mark.django_db
STATEMENTS = (
    "update portal_keptcopy set text = 'khác'",
    "update portal_keptcopy set kept_at = kept_at - interval '1 day'",
    "delete from portal_keptcopy",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_kept_copy_is_neither_changed_nor_deleted(statement: str) -> None:
    published(section())
    before = list(KeptCopy.objects.order_by("pk").values())

    with (
        pytest.raises(ProgrammingError, match="bản lưu không sửa, không xoá"),
        transaction.atomic(),
    ):
        connection.cursor().execute(statement)

    assert list(KeptCopy.objects.order_by("pk").values()) == before != []


def test_the_copy_outlives_its_page() -> None:
    page = published(section())

    Page.objects.get(pk=page.pk).delete()

    assert KeptCopy.objects.filter(page=page.pk).count() == 1
