"""Where a page of benefits or visits leads on to."""

from django.urls import NoReverseMatch, reverse


def of_person(recognition: int, otherwise: str) -> str:
    """The person's page, where the product has one."""
    try:
        return reverse("prestige:person", args=[recognition])
    except NoReverseMatch:
        return reverse(otherwise)
