"""The style files that every page needs, in their order, and the one file they leave as."""

from django.contrib.staticfiles.storage import staticfiles_storage

EVERYWHERE = tuple(
    f"css/{name}.css"
    for name in (
        "tokens",
        "base",
        "layout",
        "shell",
        "buttons",
        "fields",
        "states",
        "surfaces",
        "moving",
        "dialogs",
        "tables",
        "util",
        "print",
    )
)
TOGETHER = "css/everywhere.css"


def names() -> tuple[str, ...]:
    """One file where collectstatic has made it, for a slow line; each by itself otherwise."""
    made = getattr(staticfiles_storage, "hashed_files", {})
    return (TOGETHER,) if TOGETHER in made else EVERYWHERE
