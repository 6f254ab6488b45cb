"""T01, T07: code in a template never runs, wherever it stands; it is refused and the place is named."""

from pathlib import Path

import pytest

from directives.conversion.limits import limits
from directives.conversion.template_reader import read_template
from directives.rendering.docx_template import BrokenForm, compile_form
from directives.rendering.lint.findings import LintFinding, Severity, locator
from directives.rendering.lint.linter import lint
from tests.directives.rendering.template_files import PLACES, Plant, in_settings, letter_form, planted

MARKER = "/tmp/vanthu-mau-da-chay"

#: What a template must not say; every one would run, leak or break something in a plain Jinja.
PAYLOADS = [
    "{{ cycler.__init__.__globals__.os.popen('touch " + MARKER + "').read() }}",
    "{{ lipsum.__globals__['os'].system('touch " + MARKER + "') }}",
    "{{ joiner.__init__.__globals__.os.system('touch " + MARKER + "') }}",
    "{{ namespace.__init__.__globals__.os.system('touch " + MARKER + "') }}",
    "{{ self.__init__.__globals__.__builtins__.open('" + MARKER + "', 'w') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ subject.__class__ }}",
    "{{ subject['__class__'] }}",
    "{{ subject|attr('__class__') }}",
    "{{ subject.upper() }}",
    "{{ subject.format(subject) }}",
    "{{ '%s'|format(subject) }}",
    "{{ recipients.append('x') }}",
    "{{ recipients|map(attribute='__class__')|list }}",
    "{{ recipients|join(',', '__class__') }}",
    "{{ recipients|sort(attribute='__class__') }}",
    "{{ range(999999999)|list }}",
    "{{ dict(a=1) }}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ subject|safe }}",
    "{{ subject|pprint }}",
    "{{ subject is mapping }}",
    "{% set subject = 'x' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% macro f() %}x{% endmacro %}",
    "{% block x %}{% endblock %}",
    "{% call f() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape false %}{{ subject }}{% endautoescape %}",
    "{% do recipients.append(1) %}",
    "{% for x in recipients if x.__class__ %}{{ x }}{% endfor %}",
    "{% for x in recipients recursive %}{{ loop(x) }}{% endfor %}",
    "{% for x in recipients %}{% for y in recipients %}{{ y }}{% endfor %}{% endfor %}",
    "{% for x in recipients %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% for x in [1, 2] %}{{ x }}{% endfor %}",
    "{{ debug() }}",
    "{{ caller() }}",
]


def findings(content: bytes) -> tuple[LintFinding, ...]:
    return lint(content, read_template(content, limits()), letter_form(), file="mau.docx")[1]


#: Every payload in the body, every place with a few of them; all with all is counted by `make test-all`.
_FEW = PAYLOADS[::20]
CASES = [
    pytest.param(payload, plant, place, marks=() if quick else pytest.mark.slow)
    for plant, place in PLACES
    for payload in PAYLOADS
    for quick in [payload in _FEW or plant is PLACES[0][0]]
]


@pytest.mark.parametrize(("payload", "plant", "place"), CASES)
def test_code_is_refused_by_the_lint_with_its_place_and_never_compiled(
    payload: str, plant: Plant, place: str
) -> None:
    content = planted(payload, plant)
    errors = [one for one in findings(content) if one.severity is Severity.ERROR]
    named = [locator(one.place) for one in errors if one.fault.kind in ("code", "broken_tag")]
    assert named
    assert all(place in one for one in named)
    if plant is not in_settings:  # that part is copied as it is: nothing in it is ever read as a template
        with pytest.raises(BrokenForm):
            compile_form(content, file="mau.docx")
    assert not Path(MARKER).exists()


def test_code_over_two_paragraphs_is_refused() -> None:
    """docxtpl joins braces over the border of paragraphs; no border hides code."""
    payload = "{{ cycler.__init__.__globals__.os.popen('touch " + MARKER + "').read() }}"
    for cut in (1, 2, 12):
        first, second = payload[:cut], payload[cut:]
        content = planted(first + "</w:t></w:r></w:p><w:p><w:r><w:t>" + second, _raw)
        assert any(one.severity is Severity.ERROR for one in findings(content))
        try:
            word = compile_form(content, file="mau.docx")
        except BrokenForm:
            continue
        assert "cycler" not in word.names
    assert not Path(MARKER).exists()


def _raw(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    document = parts["word/document.xml"].decode()
    head, mark, tail = document.rpartition("<w:sectPr")
    markup = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return {**parts, "word/document.xml": f"{head}{markup}{mark}{tail}".encode()}
