"""Whether a reader's browser asks to save data: then a page fetches only what was asked for."""

from django.http import HttpRequest

SAVE_DATA = "Save-Data"


def saves_data(request: HttpRequest) -> bool:
    """As the phone's own setting says; an answer that depends on it varies by the header."""
    return request.headers.get(SAVE_DATA, "").strip().lower() == "on"
