"""Lời của thẻ: what one tag asks for, read as Jinja reads it; everything that is more than asking is named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as part

from jinja2 import TemplateSyntaxError, nodes

from directives.errors import N_
from directives.rendering.body_lines import BodyLine
from directives.rendering.lint.findings import Fault, LintFinding
from directives.rendering.lint.known_fields import nearest_field
from directives.rendering.lint.tags import MAX_TAG, Tag, misplaced
from directives.rendering.lint.trial import comes_to_text
from directives.rendering.template_language import LANGUAGE, LOOP, refusals
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

_OUTSIDE = N_("it stands outside of the “for” that makes it")
_BLOCK_ALONE = N_("“line.block” must stand alone in its paragraph")
_UNREADABLE = N_("it cannot be read")
#: What Jinja says of words it cannot read -> what we say.
_REASONS = (
    (re.compile(r"got 'end of|^expected name|^Unexpected end"), N_("something is missing in it")),
    (re.compile(r"unexpected char"), N_("a character in it means nothing here")),
    (re.compile(r"^unexpected '[\])}]'"), N_("it has a bracket too many or too few")),
    (re.compile(r"^expected token 'end of"), N_("a name is one word, such as “signer_name”")),
)
_AMPERSAND = N_("“&” cannot stand in a tag, write it beside")


@dataclass(frozen=True, slots=True)
class Uses:
    """Trường đã dùng: the fields which a template names, and those which it prints in its body."""

    named: set[str] = part(default_factory=set)
    printed: set[str] = part(default_factory=set)


def judge(tag: Tag, items: Items, known: Mapping[str, FormField], uses: Uses) -> Iterator[LintFinding]:
    """Xét một thẻ: its findings; the fields it names are added to ``uses``."""
    if len(tag.words) > MAX_TAG:
        yield _code(tag, f"> {MAX_TAG}")
        return
    if tag.opener == "{#" or tag.keyword in ENDS or tag.keyword == "else":
        return
    if tag.opener == "{%" and tag.keyword not in STATEMENTS:
        yield _code(tag, tag.keyword or tag.words[:20])
        return
    source = _COMPLETED[tag.keyword].format(tag.words) if tag.opener == "{%" else f"{{{{ {tag.words} }}}}"
    parsed = _parsed(source)
    reason = parsed if isinstance(parsed, str) else (_AMPERSAND if "&" in tag.words else "")
    if reason or isinstance(parsed, str):
        yield LintFinding(Fault.BROKEN_TAG, tag.place, {"tag": tag.shown, "reason": reason})
        return
    within = _within(source, items)
    around = _parsed(within)
    refused = [] if isinstance(around, str) else [one.what for one in refusals(around)]
    if refused:
        strays = sum(_is_stray(one, items, known) for one in parsed.find_all(nodes.Getattr))
        what = ", ".join(dict.fromkeys(refused))
        yield misplaced(tag, _OUTSIDE) if strays == len(refused) else _code(tag, what)
        return
    found = [*_names(tag, parsed, items, known, uses), *_uses(tag, parsed, items, known)]
    yield from found
    if not found:
        names = {one.name for one in parsed.find_all(nodes.Name)} | set(items.values())
        if not comes_to_text(within, names & known.keys(), known):
            yield LintFinding(Fault.NO_TEXT, tag.place, {"tag": tag.shown})


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
        said = error.message or ""
        return next((reason for pattern, reason in _REASONS if pattern.search(said)), _UNREADABLE)
    except RecursionError:
        return _UNREADABLE


def _within(source: str, items: Items) -> str:
    """Trong vòng lặp: the same words as they stand inside of the loop that is open at this place."""
    for item, taken_from in items.items():
        source = f"{{% for {item} in {taken_from} %}}{source}{{% endfor %}}"
    return source


def _is_stray(attribute: nodes.Getattr, items: Items, known: Mapping[str, FormField]) -> bool:
    """Lạc ngoài vòng lặp: ``line.text`` where there is no ``line``: no code, but in the wrong place."""
    name = attribute.node.name if isinstance(attribute.node, nodes.Name) else ""
    outside = bool(name) and name not in items and name not in known
    return outside and attribute.attr in {*LINE_ITEMS, *LOOP} and (name != "loop" or not items)


def _names(
    tag: Tag, parsed: nodes.Template, items: Items, known: Mapping[str, FormField], uses: Uses
) -> Iterator[LintFinding]:
    inner = item_of(tag)
    own = {*items, *([inner[0]] if inner else []), *(["loop"] if items else [])}
    used = [uses.named]
    if tag.place.area == "body" and (tag.opener == "{{" or inner):
        used.append(uses.printed)
    for name in dict.fromkeys(node.name for node in parsed.find_all(nodes.Name) if node.ctx == "load"):
        if name in own:
            continue
        for names in used:
            names.add(name)
        if name not in known:
            nearest = nearest_field(name, known)
            if nearest is None:
                yield LintFinding(Fault.NO_FIELD, tag.place, {"field": name})
            else:
                about = {"field": name, "nearest": nearest.name, "says": nearest.says}
                yield LintFinding(Fault.UNKNOWN_FIELD, tag.place, about)
                for names in used:  # it is misspelt, not missing: one mistake, one finding
                    names.add(nearest.name)


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
        elif name in items and attribute.attr == "block" and tag.opener == "{{" and not tag.alone:
            yield misplaced(tag, _BLOCK_ALONE)
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
