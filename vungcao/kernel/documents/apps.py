"""The app of documents: what it offers is registered when it is loaded."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "vungcao.kernel.documents"

    def ready(self) -> None:
        from vungcao.kernel.documents import registrations  # noqa: F401
