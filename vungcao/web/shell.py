"""What every page knows of its surroundings."""

from django.http import HttpRequest

from vungcao.runtime.env import environment


def shell(request: HttpRequest) -> dict[str, object]:
    """For templates: whether this is the demo."""
    return {"is_demo": environment().is_demo}
