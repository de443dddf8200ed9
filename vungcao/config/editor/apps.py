"""Wagtail's pictures and old addresses without its programming interface, which is not offered.

Registering that interface cost every process as much time and memory as all the rest of Wagtail.
"""

from django.db.models import ForeignKey
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig


class PicturesConfig(WagtailImagesAppConfig):
    """What the base class does when everything is loaded, in two parts (docs/adr/0106)."""

    default = True

    def ready(self) -> None:
        from wagtail.images import get_image_model, get_permission_policy
        from wagtail.images.signal_handlers import register_signal_handlers
        from wagtail.models.reference_index import ReferenceIndex
        from wagtail.permissions import register_permission_policy

        register_permission_policy(get_image_model(), get_permission_policy())
        register_signal_handlers()
        ReferenceIndex.register_model(get_image_model())

    def prepare_editor(self) -> None:
        """What only forms of the editor need: choosing, comparing and showing a picture."""
        from wagtail.admin.compare import register_comparison_class
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.admin.ui.fields import register_display_class
        from wagtail.images import get_image_model
        from wagtail.images.components import ImageDisplay
        from wagtail.images.edit_handlers import ImageFieldComparison
        from wagtail.images.widgets import AdminImageChooser

        image = get_image_model()
        # A title is the name of a file until somebody changes it: no words for who cannot see.
        image.default_alt_text = property(lambda picture: picture.description)
        override = {"widget": AdminImageChooser}
        register_form_field_override(ForeignKey, to=image, override=override)
        register_comparison_class(ForeignKey, to=image, comparison_class=ImageFieldComparison)
        register_display_class(ForeignKey, to=image, display_class=ImageDisplay)


class RedirectsConfig(WagtailRedirectsAppConfig):
    """Old addresses of pages (docs/adr/0116); whoever comes through the door may write them."""

    default = False

    def ready(self) -> None:
        from wagtail.contrib.redirects import signal_handlers
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.permission_policies.base import BlanketPermissionPolicy
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_slug_changed, post_page_move

        register_permission_policy(Redirect, BlanketPermissionPolicy(Redirect))
        post_page_move.connect(signal_handlers.autocreate_redirects_on_page_move)
        page_slug_changed.connect(signal_handlers.autocreate_redirects_on_slug_change)
