"""Imports point only to the left: common <- resources <- guidelines <- audiences <- cop_portal."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ORDER = ("common", "resources", "guidelines", "audiences", "cop_portal")
BESIDE = {"accounts": {"common", "accounts"}}
ALLOWED = {room: set(ORDER[: place + 1]) for place, room in enumerate(ORDER)} | BESIDE
ALLOWED["cop_portal"] |= set(BESIDE)


BY_NAME = {"import_module", "import_string", "__import__"}


def imports(source: str, package: list[str]) -> Iterator[tuple[int, str]]:
    """(line, first part of the module) of every import, those inside functions and by name included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module.split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1]
            yield node.lineno, (above + (node.module or "").split("."))[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in BY_NAME:
            names = [one.value for one in node.args if isinstance(one, ast.Constant)]
            yield from ((node.lineno, str(name).split(".")[0]) for name in names)


def wrong(room: str, path: Path) -> list[str]:
    package = list(path.relative_to(settings.BASE_DIR).parent.parts)
    return [
        f"{path.relative_to(settings.BASE_DIR)}:{line} imports {other}"
        for line, other in imports(path.read_text("utf-8"), package)
        if other in ALLOWED and other not in ALLOWED[room]
    ]


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_point_left(room):
    # Migrations name the user model's room through the swappable setting, as Django writes them.
    paths = [path for path in (settings.BASE_DIR / room).rglob("*.py") if "migrations" not in path.parts]
    assert paths
    assert [fault for path in paths for fault in wrong(room, path)] == []


def test_the_rule_sees_imports_wherever_they_hide(tmp_path):
    source = "def f():\n    from audiences.models import HomePage\n    if x:\n        import cop_portal.urls\n"
    source += "from ..blocks import y\nimport_module('accounts.models')\n"
    assert sorted(imports(source, ["guidelines", "models"])) == [
        (2, "audiences"),
        (4, "cop_portal"),
        (5, "guidelines"),
        (6, "accounts"),
    ]


def test_every_room_is_in_the_order():
    rooms = {path.name for path in settings.BASE_DIR.iterdir() if (path / "__init__.py").exists()}
    assert rooms == ALLOWED.keys()
