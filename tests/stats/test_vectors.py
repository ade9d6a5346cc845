"""The runner of reference vectors: what it counts, what it reports, and that all published vectors pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.method.__main__ import main

CASE = {"id": "3_of_12", "input": {"x": 3, "n": 12}, "expected": {"value": 0.25, "lower95": 0.0889, "upper95": 0.5323, "error": None}}
WILSON = {"schema": "method-vectors/1", "method": "ci_proportion_wilson", "tolerance": {"rel": 0, "abs": 1e-4}, "cases": [CASE]}


def written(folder: Path, name: str, content: object) -> Path:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main([str(folder)])
    return code, capsys.readouterr().out.splitlines()


def test_a_case_that_agrees_passes(tmp_path, capsys):
    assert run(written(tmp_path, "wilson.json", WILSON), capsys) == (0, ["1 passed, 0 failed"])


def test_a_difference_is_printed_and_fails(tmp_path, capsys):
    wrong = {**CASE, "expected": {**CASE["expected"], "upper95": 0.54}}
    code, lines = run(written(tmp_path, "wilson.json", {**WILSON, "cases": [CASE, wrong]}), capsys)
    assert (code, lines[-1]) == (1, "1 passed, 1 failed")
    assert lines[0].startswith("wilson.json 3_of_12: upper95: expected 0.54, found 0.532")


def test_where_the_reference_is_at_fault_the_recommendation_counts(tmp_path, capsys):
    case = {**CASE, "expected": {"value": 9}, "expected_recommended": {"value": 0.25}, "reference_defect": True}
    assert run(written(tmp_path, "wilson.json", {**WILSON, "cases": [case]}), capsys)[0] == 0


@pytest.mark.parametrize("content", ["{", "[]", {**WILSON, "method": "unheard_of"}, {**WILSON, "cases": [{"id": "x", "expected": {}}]}])
def test_what_cannot_be_run_fails(tmp_path, capsys, content):
    code, lines = run(written(tmp_path, "file.json", content), capsys)
    assert (code, lines[-1]) == (1, "0 passed, 1 failed")


def test_a_table_that_differs_fails(tmp_path, capsys):
    table = "n_useful,longest_run_max,n_crossings_min\n10,6,2\n12,7,4\n"
    code, lines = run(written(tmp_path, "limits.csv", table), capsys)
    assert (code, lines) == (1, ["limits.csv: line 3.n_crossings_min: expected 4.0, found 3", "0 passed, 1 failed"])


def test_no_vectors_are_no_success(tmp_path, capsys):
    assert run(tmp_path, capsys) == (1, ["0 passed, 0 failed"])
    assert main([]) == main([str(tmp_path / "nowhere")]) == 2


@pytest.mark.shared
def test_all_published_vectors_pass(shared_data, capsys):
    assert run(shared_data / "method", capsys) == (0, ["360 passed, 0 failed"])
