"""The first structure of an empty database: a new model is added to those that stand already.

Django draws every model anew that is related to one just made, and to an account nearly all are:
of a first `migrate` more than half the time. Docs: `docs/adr/0129`.
"""

from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState


def prepare() -> None:
    """Let this process make the first structure quickly; any later change goes Django's own way."""
    if not MigrationRecorder(connection).applied_migrations():
        setattr(ProjectState, "add_model", add_model)  # noqa: B010 - types know no such method


def add_model(state: Any, model: ModelState) -> None:
    """Nothing points at a model before it is there: it alone is drawn."""
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # whoever asks for it would make it
        _take_over(state)
        state.apps.render_multiple([model])


def _take_over(state: Any) -> None:
    """Models of an earlier state would look for their relations among the models of that one."""
    for models in state.apps.all_models.values():
        for model in models.values():
            model._meta.apps = state.apps
