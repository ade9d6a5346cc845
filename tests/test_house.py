"""The rules of the house that import-linter and ruff cannot hold: sizes, names, places, and what must be written down."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys

from dashboard import text
from dashboard.settings import Settings
from tests.source_code import PRODUCT, ROOMS, ROOT, Module, called, modules, project_files, text_pattern

SITTING, MEDIAN, SCREEN, STATEMENTS = 250, 100, 25, 5
VAGUE = {"util", "utils", "helper", "helpers", "common", "core", "base", "manager", "handler"}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,4}\b|#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?\b|\b(?:rgba?|hsla?|oklch|color-mix)\(")
KEEPS_COLOURS = {"dashboard/figures/theme.py", "assets/01-tokens.css"}
# Written in two halves, so that this file does not hold what it looks for.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "registry.yarn" + "pkg", "npm" + "mirror", '"resol' + 'ved"')
README = (ROOT / "README.md").read_text("utf-8")


def test_a_module_fits_in_one_sitting():
    assert {module.name: len(module.lines) for module in modules(*ROOMS) if len(module.lines) > SITTING} == {}


def test_half_of_the_modules_are_short():
    assert statistics.median(len(module.lines) for module in modules(*PRODUCT)) < MEDIAN


def test_a_function_fits_in_one_screen():
    assert {place: size for module in modules(*ROOMS) for place, size in function_sizes(module) if size > SCREEN} == {}


def function_sizes(module: Module):
    """A migration's two functions are a list of tables, written once and never edited; they may be longer."""
    if "/migrations/versions/" in module.name:
        return
    for function in module.functions():
        yield f"{module.name}:{function.lineno} {function.name}", function.end_lineno - function.lineno + 1


def test_a_module_says_first_what_it_is_for():
    assert [module.name for module in modules(*ROOMS) if not ast.get_docstring(module.tree)] == []


def test_names_say_what_is_meant():
    words = {module.name: set(re.split(r"[/_.]", module.name)) for module in modules(*ROOMS)}
    assert {name: sorted(found & VAGUE) for name, found in words.items() if found & VAGUE} == {}


def test_nothing_imports_the_front_door():
    imports = re.compile(r"^\s*(?:import app\b|from app\b)", re.MULTILINE)
    assert [module.name for module in modules("dashboard", "etl", "db") if imports.search("\n".join(module.lines))] == []


def test_importing_the_front_door_does_nothing():
    done = subprocess.run([sys.executable, "-W", "error", "-c", "import app"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def is_callback(function: ast.FunctionDef) -> bool:
    return any(called(decorator) in ("callback", "guarded", "clientside_callback") for decorator in function.decorator_list)


def test_callbacks_live_in_pages():
    assert [module.name for module in modules(*PRODUCT) if any(map(is_callback, module.functions())) if "/pages/" not in module.name] == []


def test_a_callback_is_at_most_five_statements():
    callbacks = ((module.name, function) for module in modules("dashboard") for function in module.functions() if is_callback(function))
    sizes = {f"{name}:{function.name}": statement_count(function) for name, function in callbacks}
    assert {name: size for name, size in sizes.items() if size > STATEMENTS} == {}


def statement_count(function: ast.FunctionDef) -> int:
    """Every statement inside, at any depth; the docstring is none."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1 - (ast.get_docstring(function) is not None)


def test_colours_stand_in_the_theme_and_the_tokens_only():
    painted = [path for path in project_files() if path.suffix in (".py", ".css", ".js") and "tests" not in path.parts]
    loose = {path.relative_to(ROOT).as_posix(): COLOUR.findall(path.read_text("utf-8")) for path in painted}
    assert {name: found for name, found in loose.items() if found and name not in KEEPS_COLOURS} == {}


def test_no_file_holds_the_address_of_a_registry():
    texts = ((path, path.read_bytes().decode("utf-8", "replace")) for path in project_files())
    assert {path.name: address for path, content in texts for address in REGISTRIES if address in content} == {}


def test_lock_files_pin_by_version_and_hash():
    for path in ROOT.glob("requirements*.lock"):
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if "://" in line or line.startswith("-")] == []
        assert len([line for line in lines if "==" in line]) <= len([line for line in lines if "--hash=sha256:" in line])


def test_every_key_in_the_code_has_a_sentence():
    asked = {(module.name, text_pattern(call.args[0])) for module in modules("dashboard") for call in module.calls("t") if call.args}
    known = text.keys()
    assert [(name, key.pattern) for name, key in asked if key and not any(map(key.fullmatch, known))] == []


def test_every_problem_has_a_sentence_and_every_sentence_a_problem():
    written = {key.removeprefix("problem.") for key in text.keys() if key.startswith("problem.")}
    named = {call.args[0].value for module in modules("etl") for call in module.calls("Problem") if text_pattern(call.args[0])}
    mentioned = {found for module in modules("etl", "dashboard") for found in module.texts()}
    assert (sorted(named - written), sorted(written - mentioned)) == ([], [])


def test_every_setting_stands_in_the_readme():
    assert [name.upper() for name in Settings.model_fields if f"`{name.upper()}`" not in README] == []


def test_every_command_stands_in_the_readme():
    from app import main

    commands = [f"{name} {below}".strip() for name, command in main.commands.items() for below in getattr(command, "commands", [""])]
    assert [command for command in commands if f"`app.py {command}" not in README] == []


def test_every_source_has_a_fixture_and_a_test():
    sources = [module.path.stem for module in modules("etl/sources") if module.path.stem != "__init__"]
    fixtures = {path.name for path in (ROOT / "tests").rglob("fixtures/**/*")}
    tests = {path.stem for path in (ROOT / "tests" / "etl").rglob("test_*.py")}
    assert [name for name in sources if not any(name in fixture for fixture in fixtures)] == []
    assert [name for name in sources if f"test_{name}" not in tests] == []
