"""Lệnh ``questions``: what there is, a copy to change, every mistake of a changed one."""

import json

import pytest

from portal.cli.main import run


def _json(capsys, *arguments):
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_list_names_every_set_and_what_is_not_known(capsys):
    rows = {row["code"]: row for row in _json(capsys, "questions", "list")}
    assert (rows["P2017"]["criteria"], rows["P2017"]["unknown_criteria"]) == (22, 0)
    assert rows["P2024"]["unknown_criteria"] == 18


def test_a_copy_is_read_again_as_the_same_set(capsys, tmp_path):
    copy = tmp_path / "moi" / "bo-cau-hoi.toml"
    assert run(["questions", "copy", "P2023", "-o", str(copy)]) == 0
    capsys.readouterr()
    assert _json(capsys, "questions", "check", str(copy)) == _json(capsys, "questions", "show", "P2023")


def test_a_mistake_in_a_copy_is_refused_with_its_place(capsys, tmp_path):
    copy = tmp_path / "bo-cau-hoi.toml"
    copy.write_text("satisfied = [4, 5]\nscale = 5\ncomponent = []\n", encoding="utf-8")
    assert run(["questions", "check", str(copy)]) == 2
    assert "bo-cau-hoi.toml:component" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["list"], ["show", "P2017"], ["settings"]])
def test_what_people_see_is_vietnamese(capsys, arguments):
    assert run(["questions", *arguments]) == 0
    said = capsys.readouterr().out
    assert "tiêu chí" in said.lower()
    assert " criteria" not in said


def test_every_open_point_has_a_default_and_a_reason(capsys):
    points = _json(capsys, "questions", "settings")
    assert len(points) == len({point["setting"] for point in points}) == 20
    assert all(point["default"] and point["why"].endswith(".") for point in points)
