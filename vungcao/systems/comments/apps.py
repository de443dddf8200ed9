"""Makes the offers of comments known as soon as Django has loaded the models."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "vungcao.systems.comments"

    def ready(self) -> None:
        from vungcao.systems.comments import offers  # noqa: F401
        from vungcao.systems.comments.views import discussion  # noqa: F401
