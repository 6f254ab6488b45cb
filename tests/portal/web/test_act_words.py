"""Việc trong nhật ký bằng lời: an act that a service writes down by name is not shown to people as a code."""

import ast
from pathlib import Path

import workflows.services
from portal.web.act_words import ACT_WORDS

SERVICES = Path(workflows.services.__file__).parent


def test_every_act_named_in_a_service_has_words() -> None:
    acts = {
        call.args[2].value
        for file in SERVICES.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).split(".")[-1] == "Act"
        and len(call.args) > 2
        and isinstance(call.args[2], ast.Constant)
    }
    assert len(acts) > 30
    assert acts - ACT_WORDS.keys() == set()
