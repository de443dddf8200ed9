"""Jobs as an app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "vungcao.kernel.jobs"
