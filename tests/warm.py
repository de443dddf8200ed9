"""Builds what many tests wait for, beside the first tests: `python -m tests.warm`.

One process after the other would wait for the one that builds; so the tests that need none of it
run meanwhile (`conftest.pytest_collection_modifyitems`).
"""

import django

from tests import templates
from tests.faults import prepared


def main() -> None:
    django.setup()
    templates.front()
    templates.register()
    prepared.make()


if __name__ == "__main__":
    main()
