"""Every address of the product with those of the editor, all behind one door."""

from django.apps import apps
from django.urls import include, path
from wagtail.admin import urls as editor
from wagtail.utils.urlpatterns import decorate_urlpatterns

from vungcao.config import urls
from vungcao.config.editor.account import Appearance
from vungcao.config.editor.apps import PicturesConfig
from vungcao.systems.portal.views.door import editors_only

pictures = apps.get_app_config("wagtailimages")
assert isinstance(pictures, PicturesConfig)
pictures.prepare_editor()

ours = [path("account/", Appearance.as_view())]  # in place of Wagtail's, which has its name

urlpatterns = [
    path("bien-tap/", include(decorate_urlpatterns([*ours, *editor.urlpatterns], editors_only))),
    *urls.urlpatterns,
]

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
