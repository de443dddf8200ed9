"""Addresses of forms: the list, one version, and a draft until it is published."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import designer, designer_parts, designer_paste, designs

BASE = "lam-viec/so-lieu/bieu/"

patterns: list[URLPattern] = [
    path(BASE, designs.browse, name="forms"),
    path(f"{BASE}moi/", designs.new, name="form-new"),
    path(f"{BASE}<int:pk>/", designs.version, name="form-version"),
    path(f"{BASE}<int:pk>/ban-moi/", designs.copy, name="form-copy"),
    path(f"{BASE}<int:pk>/sua/", designs.edit, name="form-edit"),
    path(f"{BASE}<int:pk>/thiet-ke/", designer.design, name="form-design"),
    path(
        f"{BASE}<int:pk>/thiet-ke/<slug:spot>/dan/", designer_paste.paste, name="form-design-paste"
    ),
    path(f"{BASE}<int:pk>/thiet-ke/<slug:spot>/", designer_parts.part, name="form-design-part"),
    path(f"{BASE}<int:pk>/ban-hanh/", designs.publish, name="form-publish"),
    path(f"{BASE}<int:pk>/bo/", designs.discard, name="form-discard"),
]
