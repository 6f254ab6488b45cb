"""Ngôn ngữ mẫu: what a Word template may say: names, loops over lists, conditions; nothing that runs code.

The sandbox of Jinja stops code while it runs. Here a template that holds any is refused before it is compiled:
only the nodes listed below may stand in it. A value is printed escaped, and an unknown name is an error.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from directives.errors import N_, DirectiveError

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEEDS_CARE = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>'\"]")

#: Filters which only look at a text or list, and cost no more than it is long.
FILTERS = frozenset({"first", "join", "last", "length", "lower", "max", "min", "trim", "upper"})
TESTS = frozenset({"even", "odd"})
#: What a loop says of itself.
LOOP = frozenset({"index", "index0", "first", "last", "length"})
#: No multiplication and no power: they make endless texts and numbers of a few letters.
_PLAIN_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List, nodes.If,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub,
    nodes.FloorDiv, nodes.Neg, nodes.Concat,
)  # fmt: skip


class UnprintableCharacter(DirectiveError):
    """Ký tự không in được: a value holds a character which a Word file cannot carry."""

    kind = "unprintable_character"
    template = N_(
        "The text “{text}” holds the character {code}, which cannot be printed. Type the text again."
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """Chỗ bị từ chối: what in a template is no plain filling-in, shortly, and on which line of its source."""

    what: str
    line: int


def printed(value: object) -> object:
    """Chữ in ra: a value as text of a Word run: escaped, line breaks and tabs kept.

    Raises UnprintableCharacter; TemplateRuntimeError for what is neither text nor number: Python's way of writing
    a list or a truth must not stand in a document.
    """
    if not isinstance(value, str):
        if (isinstance(value, int) and not isinstance(value, bool)) or isinstance(value, Undefined):
            return value
        raise TemplateRuntimeError(f"neither text nor number: {type(value).__name__}")
    if not _NEEDS_CARE.search(value):
        return Markup(value)
    if found := _UNPRINTABLE.search(value):
        shown = _UNPRINTABLE.sub("?", value)[:60]
        raise UnprintableCharacter(text=shown, code=f"U+{ord(found[0]):04X}")
    text = str(escape(value))
    text = text.replace("\r\n", "\n").replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))


def on_one_line(value: object) -> object:
    """Một dòng: a value as text of a property of the file, which knows no line breaks."""
    return printed(" ".join(value.split()) if isinstance(value, str) else value)


class _Language(ImmutableSandboxedEnvironment):
    """Môi trường mẫu: the sandbox, in which an item of a list has its own parts and nothing of Python's."""

    def getattr(self, obj: object, attribute: str) -> object:
        """Phần của dòng: the sandbox would first look for a method of this name, and that takes most of a filling."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _language(finalize: Callable[[object], object]) -> ImmutableSandboxedEnvironment:
    environment = _Language(undefined=StrictUndefined, autoescape=True, finalize=finalize)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


#: Môi trường mẫu: sandboxed, strict, escaping, without a single function or foreign filter.
LANGUAGE = _language(printed)
#: The same for docProps.
PROPERTY_LANGUAGE = _language(on_one_line)


def refusals(template: nodes.Template, language: Environment = LANGUAGE) -> Iterator[Refused]:
    """Những chỗ không được phép: everything in a parsed template that is more than filling in, in its order."""
    yield from _refusals(template, frozenset(), frozenset(language.filters))


def _refusals(node: nodes.Node, items: frozenset[str], filters: frozenset[str]) -> Iterator[Refused]:
    match node:
        case nodes.For(target=nodes.Name(name=name), iter=nodes.Name(), recursive=False, test=None) if (
            not items
        ):
            inside = frozenset({name, "loop"})
            for child in (*node.body, *node.else_):
                yield from _refusals(child, inside, filters)
            return
        case nodes.For():
            # a loop in a loop prints as many lines as its lists multiplied, and no list holds lists
            yield Refused("for", node.lineno)
            return
        case nodes.Getattr(node=nodes.Name(name=name), attr=attribute) if name in items:
            if attribute.startswith("_") or (name == "loop" and attribute not in LOOP):
                yield Refused(f"{name}.{attribute}", node.lineno)
            return
        case nodes.Getattr(attr=attribute):
            yield Refused(f".{attribute}", node.lineno)
        case nodes.Filter(name=name) if name not in filters or not _is_plain(node):
            yield Refused(f"| {name}", node.lineno)
        case nodes.Test(name=name) if name not in TESTS or not _is_plain(node):
            yield Refused(f"is {name}", node.lineno)
        case nodes.Filter() | nodes.Test():
            pass
        case nodes.Call():
            yield Refused("( )", node.lineno)
        case _ if not isinstance(node, _PLAIN_NODES):
            yield Refused(type(node).__name__.lower(), node.lineno)
    for child in node.iter_child_nodes():
        yield from _refusals(child, items, filters)


def _is_plain(node: nodes.Filter | nodes.Test) -> bool:
    """Bộ lọc đơn giản: with one word of advice at most; the second one of ``join`` would reach into its items."""
    told = node.args
    named = node.kwargs or node.dyn_args or node.dyn_kwargs
    return not named and len(told) <= 1 and all(isinstance(one, nodes.Const) for one in told)


def refuse_code(template: nodes.Template, language: Environment = LANGUAGE) -> None:
    """Từ chối mã: raises TemplateSyntaxError for the first thing in a parsed template that is no filling-in."""
    for refused in refusals(template, language):
        raise TemplateSyntaxError(f"unsafe: {refused.what}", refused.line)
