"""Failures that an operator can mend."""


class Refused(Exception):
    """An expected failure: its message is one sentence that says what to do, shown as it stands."""
