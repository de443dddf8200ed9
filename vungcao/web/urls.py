"""Addresses of the kernel's own screens."""

from django.contrib.auth import views as auth_views
from django.urls import path

from vungcao.web import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path(
        "tai-khoan/dang-nhap/",
        auth_views.LoginView.as_view(template_name="sign_in.html"),
        name="sign-in",
    ),
]
