"""`vungcao doctor`: looks at everything that must be right, and says what to do where it is not."""

import argparse
from collections.abc import Callable, Iterator

from vungcao.config import diagnosis
from vungcao.config.diagnosis import Finding
from vungcao.runtime.env import environment

HELP = "kiểm tra bản cài đặt, nói rõ chỗ sai và cách sửa"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything comes from the environment (docs/configuration.md)."""


def run(arguments: argparse.Namespace) -> int:
    """Status 1 when anything is red."""
    environment()  # a variable that is wrong is one sentence, not a finding of every check
    findings = list(_all())
    for finding in findings:
        mark = "✗" if finding.advice else "✓"
        print(f"{mark} {finding.title}" + (f": {finding.advice}" if finding.advice else ""))
    red = sum(bool(finding.advice) for finding in findings)
    print("Tất cả đều tốt." if not red else f"{red} điểm cần sửa.")
    return 1 if red else 0


def _all() -> Iterator[Finding]:
    yield from _each(diagnosis.ON_THE_MACHINE)
    answers = _sure(diagnosis.database)
    yield answers
    if not answers.advice:
        yield from _each(diagnosis.IN_THE_DATABASE)


def _each(checks: list[Callable[[], Finding]]) -> Iterator[Finding]:
    return map(_sure, checks)


def _sure(check: Callable[[], Finding]) -> Finding:
    """A check that breaks is a finding too, or one fault would hide the others."""
    try:
        return check()
    except Exception as error:
        title = (check.__doc__ or check.__name__).split(".")[0]
        return Finding(title, f"không kiểm tra được ({type(error).__name__}: {error})")
