"""Rows that were ticked: which they are, and the list that they were ticked in."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

MOST = 500  # as many as an endless list shows on one page


def picked(request: HttpRequest) -> list[int]:
    """The keys of the rows that were ticked; what is no number nobody can have ticked."""
    keys = [word for word in request.POST.getlist("pick") if word.isdecimal() and len(word) < 19]
    return sorted(set(map(int, keys)))[:MOST]


def way_back(request: HttpRequest, usual: str) -> str:
    """The list as it was when the rows were ticked; what is no address of ours is passed over."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours and wanted.startswith("/") else usual
