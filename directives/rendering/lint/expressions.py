"""Lời của thẻ: what one tag asks for, read as Jinja reads it; everything that is more than asking is named."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from jinja2 import TemplateSyntaxError, nodes

from directives.rendering.body_lines import BodyLine
from directives.rendering.lint.findings import Fault, LintFinding
from directives.rendering.lint.known_fields import nearest_field
from directives.rendering.lint.tags import MAX_TAG, Tag
from directives.rendering.template_language import LANGUAGE, refusals
from doc_templates import FormField

#: Statements which a template may use, and what completes each so that it can be read alone.
_COMPLETED = {
    "for": "{{% {0} %}}{{% endfor %}}",
    "if": "{{% {0} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% {0} %}}{{% endif %}}",
}
ENDS = {"endfor": "for", "endif": "if"}
STATEMENTS = frozenset({*_COMPLETED, *ENDS, "else"})
_LISTS = ("lines", "body")
_OF_LISTS = frozenset({"join", "first", "last", "length", "max", "min"})

#: What an item of the body has.
LINE_ITEMS = tuple(field.name for field in fields(BodyLine))

#: Vòng lặp đang mở: the name of an item -> the list it is taken from.
Items = Mapping[str, str]


def judge(tag: Tag, items: Items, known: Mapping[str, FormField], used: set[str]) -> Iterator[LintFinding]:
    """Xét một thẻ: its findings; the fields it names are added to ``used``."""
    if tag.opener == "{#" or tag.keyword in ENDS or tag.keyword == "else":
        return
    if len(tag.words) > MAX_TAG:
        yield _code(tag, f"> {MAX_TAG}")
        return
    if tag.opener == "{%" and tag.keyword not in STATEMENTS:
        yield _code(tag, tag.keyword or tag.words[:20])
        return
    source = _COMPLETED[tag.keyword].format(tag.words) if tag.opener == "{%" else f"{{{{ {tag.words} }}}}"
    parsed = _parsed(source)
    if isinstance(parsed, str):
        yield LintFinding(Fault.BROKEN_TAG, tag.place, {"tag": tag.shown, "reason": parsed})
        return
    refused = [one.what for one in refusals(_within(parsed, items))]
    if refused:
        yield _code(tag, ", ".join(dict.fromkeys(refused)))
        return
    yield from _names(tag, parsed, items, known, used)
    yield from _uses(tag, parsed, items, known)


def item_of(tag: Tag) -> tuple[str, str] | None:
    """Phần tử của vòng lặp: the name of the item and the list of a sound ``for``, else None."""
    parsed = _parsed(_COMPLETED["for"].format(tag.words)) if tag.keyword == "for" else ""
    loop = parsed.find(nodes.For) if not isinstance(parsed, str) else None
    if loop is not None and isinstance(loop.target, nodes.Name) and isinstance(loop.iter, nodes.Name):
        return loop.target.name, loop.iter.name
    return None


def _parsed(source: str) -> nodes.Template | str:
    try:
        return LANGUAGE.parse(source)
    except TemplateSyntaxError as error:
        return str(error.message)
    except RecursionError:
        return "nested without end"


def _within(parsed: nodes.Template, items: Items) -> nodes.Template:
    """Trong vòng lặp: the same words as they stand inside of the loop that is open at this place."""
    for item, taken_from in items.items():
        target, source = nodes.Name(item, "store", lineno=1), nodes.Name(taken_from, "load", lineno=1)
        parsed = nodes.Template([nodes.For(target, source, parsed.body, [], None, False, lineno=1)], lineno=1)
    return parsed


def _names(
    tag: Tag, parsed: nodes.Template, items: Items, known: Mapping[str, FormField], used: set[str]
) -> Iterator[LintFinding]:
    inner = item_of(tag)
    own = {*items, *([inner[0]] if inner else []), *(["loop"] if items else [])}
    for name in dict.fromkeys(node.name for node in parsed.find_all(nodes.Name) if node.ctx == "load"):
        if name in own:
            continue
        used.add(name)
        if name not in known:
            nearest = nearest_field(name, known)
            if nearest is None:
                yield LintFinding(Fault.NO_FIELD, tag.place, {"field": name})
            else:
                about = {"field": name, "nearest": nearest.name, "says": nearest.says}
                yield LintFinding(Fault.UNKNOWN_FIELD, tag.place, about)
                used.add(nearest.name)  # it is misspelt, not missing: one mistake, one finding


def _uses(
    tag: Tag, parsed: nodes.Template, items: Items, known: Mapping[str, FormField]
) -> Iterator[LintFinding]:
    for loop in parsed.find_all(nodes.For):
        field = known.get(loop.iter.name) if isinstance(loop.iter, nodes.Name) else None
        if field is not None and field.kind not in _LISTS:
            yield LintFinding(Fault.TEXT_AS_LIST, tag.place, {"field": field.name})
    for attribute in parsed.find_all(nodes.Getattr):
        name = attribute.node.name if isinstance(attribute.node, nodes.Name) else ""
        if name in items and not _is_item(attribute.attr, known.get(items[name])):
            about = {"field": f"{name}.{attribute.attr}", "known": ", ".join(LINE_ITEMS)}
            yield LintFinding(Fault.UNKNOWN_ATTRIBUTE, tag.place, about)
    if tag.opener == "{{":
        for output in parsed.find_all(nodes.Output):
            for printed in output.nodes:
                yield from _printed_lists(tag, printed, items, known)


def _printed_lists(
    tag: Tag, printed: nodes.Node, items: Items, known: Mapping[str, FormField]
) -> Iterator[LintFinding]:
    if isinstance(printed, nodes.Filter) and printed.name in _OF_LISTS:
        return
    if isinstance(printed, nodes.CondExpr):
        yield from _printed_lists(tag, printed.expr1, items, known)
        return
    inner = printed.node if isinstance(printed, nodes.Filter) else printed
    if isinstance(inner, nodes.Name):
        taken_from = known.get(items.get(inner.name, ""))
        field = known.get(inner.name) if inner.name not in items else None
        if (field is not None and field.kind in _LISTS) or (
            taken_from is not None and taken_from.kind == "body"
        ):
            yield LintFinding(Fault.LIST_AS_TEXT, tag.place, {"field": inner.name})


def _is_item(attribute: str, taken_from: FormField | None) -> bool:
    return taken_from is None or (taken_from.kind == "body" and attribute in LINE_ITEMS)


def _code(tag: Tag, what: str) -> LintFinding:
    return LintFinding(Fault.CODE, tag.place, {"tag": tag.shown, "what": what})
