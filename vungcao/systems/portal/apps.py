"""Makes the offers of the portal known as soon as Django has loaded the models."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "vungcao.systems.portal"

    def ready(self) -> None:
        from wagtail.permission_policies.base import BlanketPermissionPolicy
        from wagtail.permissions import register_permission_policy

        from vungcao.systems.portal import offers  # noqa: F401
        from vungcao.systems.portal.models import PublicFile, searching

        # Whoever comes through the editor's door may lay files; readers never come there.
        register_permission_policy(PublicFile, BlanketPermissionPolicy(PublicFile))
        searching.prepare()
