"""The address of practice mode."""

from django.urls import path

from vungcao.systems.administration.views import practice

patterns = [path("quan-tri/thuc-hanh/", practice.practice, name="practice")]
