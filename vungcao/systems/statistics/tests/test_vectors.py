"""The rules answer the file of cases that binds them to their twins in the browser."""

import pytest

from vungcao.systems.statistics.tests import vectors


@pytest.mark.parametrize("kind", sorted(vectors.ANSWERS))
def test_the_server_answers_the_cases_as_the_browser_does(kind: str) -> None:
    cases = vectors.cases()[kind]

    wrong = [case for case in cases if vectors.ANSWERS[kind](case) != case["is"]]

    assert wrong == []
    assert cases
