"""Mẫu bản thảo: a draft whose sentences hold fields, filled in for each unit of a campaign.

Only text is filled in, after the file was read: a value can never change the draft's structure. A body part
with ``each = "name"`` is repeated for every ``item`` of that list; ``last`` is true for the last of them.
A sentence may name a fact, count a list and choose between two texts. It is no program: nothing in it loops,
reckons or calls, so the worst that a hostile draft can do is to be refused.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from directives.document.toml_table import is_too_deep
from directives.errors import N_, DirectiveError


def _as_text(value: Any) -> str:
    """Only texts and counts can be read in a sentence; a list or a table would come out as program text."""
    if isinstance(value, str | int | Undefined):
        return str(value)
    raise ValueError(f"{type(value).__name__} is not a text")


_LANGUAGE = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    autoescape=False,  # text, not HTML
    finalize=_as_text,
)
_LANGUAGE.globals.clear()

#: What a sentence may consist of.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.Filter, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
_FILTERS = frozenset({"length"})


class UnfilledDraft(DirectiveError):
    """Thiếu dữ kiện: a sentence of a draft template asks for something that is not known."""

    kind = "unfilled_draft"
    template = N_("The sentence “{sentence}” of {file} cannot be filled in: {reason}.")


def fill(data: Mapping[str, Any], facts: Mapping[str, Any], *, file: str) -> dict[str, Any]:
    """Điền mẫu: the draft with every sentence filled in from ``facts``. Raises UnfilledDraft."""
    if is_too_deep(data):
        raise UnfilledDraft(where=file, file=file, sentence="", reason="too deep")
    return _filled_table(data, facts, file)


def _filled_table(data: Mapping[str, Any], facts: Mapping[str, Any], file: str) -> dict[str, Any]:
    return {name: _filled(value, facts, file) for name, value in data.items()}


def _filled(value: Any, facts: Mapping[str, Any], file: str) -> Any:
    match value:
        case str() if "{" in value:
            try:
                return _sentence(value).render(facts)
            except (TemplateError, TypeError, ValueError, RecursionError) as error:
                raise UnfilledDraft(where=file, file=file, sentence=value[:60], reason=str(error)) from error
        case list():
            return [filled for item in value for filled in _repeated(item, facts, file)]
        case Mapping():
            return _filled_table(value, facts, file)
        case _:
            return value


@lru_cache(maxsize=1024)
def _sentence(text: str) -> Template:
    """Câu: the sentence, compiled once for all units. Raises ValueError for what is more than a sentence."""
    sentence = _LANGUAGE.parse(text)
    for node in sentence.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise ValueError(f"{type(node).__name__} is not part of a sentence")
        if isinstance(node, nodes.Filter) and (node.name not in _FILTERS or node.args or node.kwargs):
            raise ValueError(f"“| {node.name}” is not known")
    return _LANGUAGE.from_string(sentence)


def _repeated(item: Any, facts: Mapping[str, Any], file: str) -> list[Any]:
    if not (isinstance(item, Mapping) and "each" in item):
        return [_filled(item, facts, file)]
    rest = {name: value for name, value in item.items() if name != "each"}
    items = facts.get(item["each"]) if isinstance(item["each"], str) else None
    if not isinstance(items, list | tuple):
        raise UnfilledDraft(where=file, file=file, sentence=f"each = {item['each']}", reason="?")
    return [
        _filled_table(rest, {**facts, "item": one, "last": place == len(items)}, file)
        for place, one in enumerate(items, start=1)
    ]
