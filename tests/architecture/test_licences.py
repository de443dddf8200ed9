"""Nothing is shipped under a licence that nobody has looked at."""

import pytest

from tests.architecture import tree
from vungcao.config import licences
from vungcao.runtime.errors import Refused


def lock(name: str) -> str:
    return (tree.PROJECT / name).read_text(encoding="utf-8")


def test_the_page_is_what_the_lock_files_say() -> None:
    written = (tree.PROJECT / "docs/licences.md").read_text(encoding="utf-8")

    assert written == licences.page(tree.PROJECT), "run: vungcao licences"


def test_every_shipped_package_may_be_shipped() -> None:
    shipped = list(licences.packages(lock("requirements.txt")))

    assert "django" in [package.name for package in shipped]
    assert [package for package in shipped if not package.may_be_shipped] == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
        ("GPL-3.0-or-later OR MIT", True),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("some words of their own", False),
    ],
)
def test_a_licence_is_allowed_by_each_of_its_parts(licence: str, allowed: bool) -> None:
    assert licences.is_allowed(licence) is allowed


def test_a_package_that_is_in_no_list_is_refused() -> None:
    with pytest.raises(Refused, match="nobody-knows"):
        list(licences.packages("nobody-knows==1.0 \\\n    --hash=sha256:00\n"))


def test_a_tool_under_the_gpl_would_not_be_shipped() -> None:
    (djlint,) = licences.packages("djlint==1.0\n")

    assert not djlint.may_be_shipped


def test_versions_for_several_pythons_stand_together() -> None:
    (numpy,) = licences.packages("numpy==2.4 ; python_version < '3.12'\nnumpy==2.5 \\\n")

    assert numpy.versions == ("2.4", "2.5")
