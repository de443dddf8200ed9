"""The app of files: the kinds it brings itself are registered when it is loaded."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "vungcao.kernel.files"

    def ready(self) -> None:
        from vungcao.kernel.files import registrations  # noqa: F401
