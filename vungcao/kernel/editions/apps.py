"""Editions as an app."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "vungcao.kernel.editions"
