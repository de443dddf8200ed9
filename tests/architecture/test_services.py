"""Every way in which something can change has the same shape, and says what it does."""

import ast
from pathlib import Path

from django.apps import apps

from tests.architecture import tree

# What is no transaction in somebody's name, and why.
EXCEPTIONS = {
    "vungcao.kernel.accounts.services.__init__.system_account": "makes the account that acts",
    "vungcao.kernel.cases.services.events.held": "saves what steps with a by have traced",
    "vungcao.kernel.audit.services.record": "is the entry; its caller's transaction is asked for",
    "vungcao.kernel.exchange.services.writing.write": "is the row of a change with a by",
    "vungcao.kernel.people.services.registering.touch": "saves what its caller locked and traces",
    "vungcao.kernel.vault.services.retire_masters": "changes a file first",
    "vungcao.kernel.vault.services.rewrap": "commits by batches, so that a crash loses none",
    "vungcao.kernel.vault.services.rotate": "commits by batches, so that a crash loses none",
}
# One transaction: of its own, of its caller's as well, or of the action that holds a case.
ATOMIC = {"transaction.atomic", "transaction.atomic(savepoint=False)", "in_one_go"}
WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(tree.PROJECT).with_suffix("").parts)


def service_files() -> list[Path]:
    return [path for path in tree.modules() if path.stem == "services" or "services" in path.parts]


def public(module: ast.Module) -> list[tree.Function]:
    return [
        node
        for node in module.body
        if isinstance(node, tree.Function) and not node.name.startswith("_")
    ]


def faults(service: tree.Function) -> list[str]:
    """What keeps a function from being one transaction in somebody's name; reading needs none."""
    arguments = service.args
    if "by" not in [argument.arg for argument in (*arguments.args, *arguments.kwonlyargs)]:
        return ["writes without by"] if writes(service) else []
    wrong = []
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        wrong.append("not keyword-only")
    if not ATOMIC & {ast.unparse(name) for name in service.decorator_list}:
        wrong.append("not atomic")
    return wrong


def writes(module: ast.AST) -> list[str]:
    """Calls that change rows. A workbook's save() has a positional argument, a model's has none."""
    return [
        f"{call.lineno} {ast.unparse(call.func)}"
        for call, name in tree.calls(module)
        if name in WRITES
        or (name == "save" and not call.args and isinstance(call.func, ast.Attribute))
        or (name in {"create", "update", "delete"} and ".objects." in ast.unparse(call.func))
    ]


def test_a_service_is_keyword_only_atomic_and_in_somebodys_name() -> None:
    wrong = [
        f"{dotted(path)}.{service.name}: {fault}"
        for path in service_files()
        for service in public(tree.parsed(path))
        if f"{dotted(path)}.{service.name}" not in EXCEPTIONS
        for fault in faults(service)
    ]

    assert wrong == []


def test_the_exceptions_exist() -> None:
    services = {
        f"{dotted(path)}.{f.name}" for path in service_files() for f in public(tree.parsed(path))
    }

    assert set(EXCEPTIONS) - services == set()


def test_only_services_write() -> None:
    wrong = [
        f"{tree.name(path)}:{place}"
        for path in tree.modules()
        if path not in service_files() and path.stem != "queries" and "queries" not in path.parts
        for place in writes(tree.parsed(path))
    ]

    assert wrong == []


def test_every_service_says_what_it_does() -> None:
    wrong = [
        f"{dotted(path)}.{service.name}"
        for path in service_files()
        for service in public(tree.parsed(path))
        if not ast.get_docstring(service)
    ]

    assert wrong == []


def test_every_model_says_what_it_is() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("vungcao.")]
    wrong = [  # Django writes "Name(field, …)" where nobody has written anything
        model.__name__
        for model in ours
        if (model.__doc__ or "").startswith(f"{model.__name__}(") or not model.__doc__
    ]

    assert ours
    assert wrong == []


def test_every_module_says_what_lives_in_it() -> None:
    python = [path for path in tree.files() if path.suffix == ".py"]
    wrong = [
        tree.name(path)
        for path in python
        if "migrations" not in path.parts and not ast.get_docstring(tree.parsed(path))
    ]

    assert wrong == []


def test_the_rules_see_what_they_forbid() -> None:
    bad = "def withdraw(recognition, by): ...\n"
    silent = "def close(*, unit):\n    unit.save(update_fields=['valid_until'])\n"
    good = "@transaction.atomic\ndef withdraw(*, recognition, by): ...\ndef read(row): ...\n"

    assert faults(public(ast.parse(bad))[0]) == ["not keyword-only", "not atomic"]
    assert faults(public(ast.parse(silent))[0]) == ["writes without by"]
    assert [faults(function) for function in public(ast.parse(good))] == [[], []]
    assert len(writes(ast.parse("row.save()\nUnit.objects.create()\nbook.save(path)\n"))) == 2
