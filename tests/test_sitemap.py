"""The list of addresses for search engines: what every system publishes, and all of it opens."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.offers.publications import public_items
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.search import services

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 27)


def test_every_address_of_the_list_opens_and_procedures_are_among_them(
    ground: None, client: Client
) -> None:
    with scoped(("/1/",)):
        services.catch_up(today=TODAY, by=system_account("search"))

    said = client.get(reverse("portal:sitemap")).content.decode()
    found = [
        one.text or "" for one in ElementTree.fromstring(said).iter() if one.tag[-4:] == "}loc"
    ]
    paths = [one.removeprefix("http://testserver") for one in found]

    assert len(set(paths)) == len(paths)
    assert [path for path in paths if client.get(path).status_code != 200] == []
    assert {"/", "/thu-tuc/", "/so-lieu/", "/nghe/", "/tin-tuc/"} <= set(paths)
    guides = {at for _title, at in public_items.get("onestop.procedures").items(TODAY)}
    assert guides
    assert guides <= set(paths)
    assert not any(path.startswith(("/lam-viec/", "/quan-tri/", "/tai-khoan/")) for path in paths)
