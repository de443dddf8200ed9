"""Addresses of partners, the outbox and the inbox."""

from django.urls import path

from vungcao.systems.administration.views import exchange, exchange_letters, exchange_partners

patterns = [
    path("quan-tri/ket-noi/", exchange.partners, name="exchange"),
    path("quan-tri/ket-noi/thu-den/", exchange.inbox, name="exchange-inbox"),
    path("quan-tri/ket-noi/them/", exchange_partners.add, name="exchange-add"),
    path("quan-tri/ket-noi/<int:pk>/", exchange.partner, name="exchange-partner"),
    path("quan-tri/ket-noi/<int:pk>/giao-lai/", exchange.replay, name="exchange-replay"),
    path("quan-tri/ket-noi/<int:pk>/sua/", exchange_partners.revise, name="exchange-revise"),
    path("quan-tri/ket-noi/<int:pk>/ngung/", exchange.stop, name="exchange-stop"),
    path("quan-tri/ket-noi/<int:pk>/<slug:decision>/", exchange.decide, name="exchange-decide"),
    path("quan-tri/thu-di/", exchange_letters.outbox, name="exchange-messages"),
    path("quan-tri/thu-di/gui-lai/", exchange_letters.retry_all, name="exchange-retry-all"),
    path("quan-tri/thu-di/bo-qua/", exchange_letters.skip_all, name="exchange-skip-all"),
    path("quan-tri/thu-di/<int:pk>/", exchange_letters.message, name="exchange-message"),
    path(
        "quan-tri/thu-di/<int:pk>/<slug:decision>/",
        exchange_letters.decide,
        name="exchange-message-decide",
    ),
]
