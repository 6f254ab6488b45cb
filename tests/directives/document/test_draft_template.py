"""Mẫu bản thảo: sentences are filled in with facts; nothing in a draft can do more than that."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.draft_template import UnfilledDraft, fill

FACTS: dict[str, Any] = {
    "unit": {"short_name": "huyện Cư Jút", "id": "ubnd-huyen-cu-jut"},
    "weakest": [{"code": "1.1", "name": "chỗ ngồi"}, {"code": "2.10", "name": "biểu mẫu"}],
    "units": ["a", "b", "c"],
    "none": [],
    "count": 4,
}

FILLED: list[tuple[Any, Any, str]] = [
    ("không có trường nào", "không có trường nào", "text stays text"),
    ("{{ unit.short_name }}", "huyện Cư Jút", "a fact"),
    ("{{ unit['id'] }}", "ubnd-huyen-cu-jut", "a fact by its name in quotes"),
    ("{{ units | length }} địa bàn", "3 địa bàn", "how many"),
    ("{{ 'một' if count == 1 else 'nhiều' }}", "nhiều", "one of two"),
    (["{{ count }}", 5, True], ["4", 5, True], "only text is filled in"),
    ({"a": {"b": ["{{ count }}"]}}, {"a": {"b": ["4"]}}, "at any depth"),
    (
        [{"each": "weakest", "kind": "point", "text": "{{ item.code }}{{ '.' if last else ';' }}"}],
        [{"kind": "point", "text": "1.1;"}, {"kind": "point", "text": "2.10."}],
        "once for each, the last one known",
    ),
    ([{"each": "none", "text": "x"}, "còn lại"], ["còn lại"], "none at all"),
    ("{# ghi chú #}x", "x", "a remark"),
]


@pytest.mark.parametrize(("value", "expected", "reason"), FILLED)
def test_sentences_are_filled_in(value: Any, expected: Any, reason: str) -> None:
    assert fill({"field": value}, FACTS, file="thu.toml") == {"field": expected}, reason


REFUSED: list[tuple[Any, str]] = [
    ("{{ nothing }}", "a fact that is not known"),
    ("{{ unit.nothing }}", "a part that is not known"),
    ("{{ unit }}", "a table is no text"),
    ("{{ units }}", "a list is no text"),
    ("{{ unit.short_name", "not closed"),
    ("{{ item.code }}", "item outside of each"),
    ([{"each": "nothing", "text": "x"}], "each of an unknown list"),
    ([{"each": "unit", "text": "x"}], "each of a table"),
    ([{"each": "count", "text": "x"}], "each of a number"),
    ([{"each": ["weakest"], "text": "x"}], "each is no name"),
    ("{{ ''.__class__ }}", "the way out of a sandbox, first step"),
    ("{{ ''['__class__'] }}", "the same with brackets"),
    ("{{ ''|attr('__class__') }}", "the same with a filter"),
    ("{{ unit.__init__.__globals__ }}", "through a fact"),
    ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "through a helper of the language"),
    ("{{ lipsum }}", "a helper of the language"),
    ("{{ range(9) }}", "a call"),
    ("{{ units.append('x') }}", "a change of a fact"),
    ("{{ '%x' | format(5) }}", "an unknown filter"),
    ("{{ units | map('upper') | join }}", "a chain of filters"),
    ("{{ 'a' * 1000000000 }}", "a gigabyte"),
    ("{{ 9 ** 9 ** 9 }}", "a number without end"),
    ("{{ 1 / 0 }}", "nothing divided"),
    ("{% for x in units %}{{ x }}{% endfor %}", "a loop"),
    ("{% for a in units %}{% for b in units %}x{% endfor %}{% endfor %}", "loops in loops"),
    ("{% include '/etc/passwd' %}", "another file"),
    ("{% set x = 1 %}", "a variable"),
    ("{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}", "something that calls itself"),
    ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "brackets without end"),
    ("{{ count | length }}", "the length of a number"),
]


@pytest.mark.parametrize(("value", "reason"), REFUSED)
def test_everything_else_is_refused_and_not_run(value: Any, reason: str) -> None:
    before = repr(FACTS)
    with pytest.raises(UnfilledDraft, match=r"thu\.toml") as refused:
        fill({"field": value}, FACTS, file="thu.toml")
    assert refused.value.where == "thu.toml"
    assert repr(FACTS) == before, reason


def test_a_draft_nested_without_end_is_refused() -> None:
    value: Any = "x"
    for _ in range(5000):
        value = [value]
    with pytest.raises(UnfilledDraft):
        fill({"field": value}, FACTS, file="thu.toml")


@given(st.text())
def test_a_value_is_only_ever_text(value: str) -> None:
    """Whatever a name or a subject holds, braces and quotes included, it is neither read as code nor as TOML."""
    facts = {"unit": {"short_name": value}, "list": [{"name": value}]}
    draft = {"s": "[{{ unit.short_name }}]", "body": [{"each": "list", "text": "{{ item.name }}"}]}
    assert fill(draft, facts, file="f") == {"s": f"[{value}]", "body": [{"text": value}]}


@pytest.mark.parametrize("value", ["{{ 7 * 7 }}", "{% raw %}", '"\n[[body]]\nkind = "x', "{#", "}}"])
def test_code_in_a_value_comes_out_as_it_went_in(value: str) -> None:
    assert fill({"s": "{{ x }}"}, {"x": value}, file="f") == {"s": value}
