"""The quorum of a village meeting: a share of the households, as the norm of the day sets it."""

from django.utils.translation import gettext as _


def fewest(total: int, numerator: int, denominator: int) -> int:
    """The smallest number of households that reaches the share, e.g. 67 of 100 for two thirds."""
    return -(-total * numerator // denominator)


def is_reached(present: int, total: int, numerator: int, denominator: int) -> bool:
    return present * denominator >= total * numerator


def against_meeting(*, present: int, total: int, numerator: int, denominator: int) -> list[str]:
    """Why a meeting cannot be closed, with the numbers and the way out."""
    if total < 1:
        return [_("Ghi số hộ của thôn.")]
    if present > total:
        return [
            _("Số hộ dự họp (%(present)d) không được quá số hộ của thôn (%(total)d).")
            % {"present": present, "total": total}
        ]
    if is_reached(present, total, numerator, denominator):
        return []
    sentence = _(
        "Có %(present)d trên %(total)d hộ dự họp; cần ít nhất %(numerator)d/%(denominator)d,"
        " tức %(fewest)d hộ. Chưa đóng được cuộc họp: hoãn và mời họp lại."
    )
    return [
        sentence
        % {
            "present": present,
            "total": total,
            "numerator": numerator,
            "denominator": denominator,
            "fewest": fewest(total, numerator, denominator),
        }
    ]
