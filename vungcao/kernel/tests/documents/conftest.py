"""An office that may number and sign, bound to all of the nation; its key is made once."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import SigningKey
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import UserFactory
from vungcao.runtime.env import Environment, environment


@pytest.fixture(scope="session")
def keys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a demo authority and one key."""
    home = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=home)
    certificates.make_demo_key(here, "mau", "Uỷ ban nhân dân xã Mẫu (MẪU)", world.NOW)
    return home


@pytest.fixture
def here(keys_home: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The environment of the demo, with that home."""
    mine = dataclasses.replace(environment(), home=keys_home, signing_folder=keys_home / "signing")
    for module in ("services.issuing", "verification"):
        monkeypatch.setattr(f"vungcao.kernel.documents.{module}.environment", lambda: mine)
    return mine


@pytest.fixture
def reach(db: None) -> Iterator[None]:
    with scoped(("/1/",), door=Door.OFFICE):
        yield


@pytest.fixture
def clerk(reach: None) -> User:
    return UserFactory.create()


@pytest.fixture
def organisation(clerk: User) -> Organisation:
    made = world.office()
    world.books(made, clerk)
    return made


@pytest.fixture
def key(here: Environment, organisation: Organisation, clerk: User) -> SigningKey:
    return issuing.register_key(organisation=organisation, file="mau", is_demo=True, by=clerk)
