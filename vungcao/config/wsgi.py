"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from vungcao.config import boot

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vungcao.config.settings")

with boot.loading():
    product = get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018 - reads every view now, not with the first request
    from vungcao.config.kept_places import is_place  # what it imports needs the settings
    from vungcao.web.keeping import Keeper

    application = Keeper(product, is_place)
