"""The exchange as an app: it supplies the writer of the outbox."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vungcao.kernel.exchange"

    def ready(self) -> None:
        from vungcao.kernel.exchange import services
        from vungcao.kernel.offers import outbox

        outbox.writers.register(outbox.WRITER, services.write)
