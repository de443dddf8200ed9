"""ClamAV as an app: where CLAMD_URL names a server, it is offered as an antivirus."""

from django.apps import AppConfig


class ClamavConfig(AppConfig):
    name = "vungcao.integrations.clamav"

    def ready(self) -> None:
        from vungcao.integrations.clamav import adapter

        adapter.offer()
