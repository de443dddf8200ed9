"""What of the figures hangs on units, for those who change them."""

from vungcao.systems.statistics.models import Observation, Stage, Submission


def count_figures(units: frozenset[int]) -> int:
    """Figures of these units, of all periods, as far as the reader may see them."""
    return Observation.objects.filter(unit__in=units).count()


def count_open_answers(units: frozenset[int]) -> int:
    """Answers of these units that are still on their way."""
    return Submission.objects.filter(unit__in=units, stage__lt=Stage.ACCEPTED).count()
