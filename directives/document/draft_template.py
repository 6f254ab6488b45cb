"""Mẫu bản thảo: a draft whose sentences hold fields, filled in for each unit of a campaign.

Only text is filled in, after the file was read: a value can never change the draft's structure. A body part
with ``each = "name"`` is repeated for every ``item`` of that list; ``last`` is true for the last of them.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from directives.errors import N_, DirectiveError

_LANGUAGE = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)  # text, not HTML


class UnfilledDraft(DirectiveError):
    """Thiếu dữ kiện: a sentence of a draft template asks for something that is not known."""

    kind = "unfilled_draft"
    template = N_("The sentence “{sentence}” of {file} cannot be filled in: {reason}.")


def fill(data: Mapping[str, Any], facts: Mapping[str, Any], *, file: str) -> dict[str, Any]:
    """Điền mẫu: the draft with every sentence filled in from ``facts``. Raises UnfilledDraft."""
    return {name: _filled(value, facts, file) for name, value in data.items()}


def _filled(value: Any, facts: Mapping[str, Any], file: str) -> Any:
    match value:
        case str() if "{" in value:
            try:
                return _LANGUAGE.from_string(value).render(facts)
            except TemplateError as error:
                raise UnfilledDraft(where=file, file=file, sentence=value[:60], reason=str(error)) from error
        case list():
            return [filled for item in value for filled in _repeated(item, facts, file)]
        case Mapping():
            return fill(value, facts, file=file)
        case _:
            return value


def _repeated(item: Any, facts: Mapping[str, Any], file: str) -> list[Any]:
    if not (isinstance(item, Mapping) and "each" in item):
        return [_filled(item, facts, file)]
    rest = {name: value for name, value in item.items() if name != "each"}
    if item["each"] not in facts:
        raise UnfilledDraft(where=file, file=file, sentence=f"each = {item['each']}", reason="?")
    items = facts[item["each"]]
    return [
        fill(rest, {**facts, "item": one, "last": place == len(items)}, file=file)
        for place, one in enumerate(items, start=1)
    ]
