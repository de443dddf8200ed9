"""Makes the offers and jobs of the newsletter known as soon as Django has loaded the models."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "vungcao.systems.newsletter"

    def ready(self) -> None:
        from vungcao.systems.newsletter import jobs, offers  # noqa: F401
