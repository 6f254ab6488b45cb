"""Danh mục câu chữ: collects the sentences of the code, keeps and compiles the Vietnamese catalogue.

``python -m portal.messages.catalogue`` renews it; with ``--check`` it changes nothing and exits with 1 when a
sentence lacks its translation or the compiled catalogue is not up to date.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from portal.messages import DOMAIN, LOCALE

ROOT = Path(__file__).parents[2]
PACKAGES = ("directives", "sipas_engine", "storage", "workflows", "portal")
PO = LOCALE / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")
#: What the command-line library says to a person who uses ``vanthu``; its other sentences are for programmers.
_SAID_BY_CLICK = frozenset(
    {
        "Aborted!",
        "Choose from:\n\t{choices}",
        "Commands",
        "Error: {message}",
        "Invalid value for {param_hint}: {message}",
        "Invalid value: {message}",
        "Missing argument",
        "Missing command.",
        "Missing option",
        "Missing parameter",
        "No such command {name!r}.",
        "No such option {name!r}.",
        "Option {name!r} does not take a value.",
        "Options",
        "Show this message and exit.",
        "Try '{command} {option}' for help.",
        "Usage:",
        "default: {default}",
        "required",
        "{value!r} is not a valid {number_type}.",
        "{value} is not in the range {range}.",
        ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
        ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
        ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
        ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
        ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    }
)
#: The catalogue changes when its sentences do, not whenever it is renewed.
_NO_CLOCK = datetime(2026, 11, 21, tzinfo=UTC)
#: The pages of the portal say their sentences themselves.
_METHODS = [("**.py", "python"), ("web/templates/**.html", "jinja2")]
_KEYWORDS = {"N_": None, "_": None, "ngettext": (1, 2)}


def collected() -> Catalog:
    """Câu trong mã: every marked sentence of the project and of the command-line library."""
    catalogue = _empty()
    for folder, name in _folders():
        for file, _line, message, _comments, context in extract_from_dir(
            str(folder), method_map=_METHODS, keywords=_KEYWORDS
        ):
            if name != "click" or message in _SAID_BY_CLICK:
                catalogue.add(message, locations=[(f"{name}/{file}", 0)], context=context)
    return catalogue


def kept() -> Catalog:
    """Danh mục đang giữ: the catalogue with its translations, as it stands on disk."""
    with PO.open("rb") as handle:
        return read_po(handle, locale="vi", domain=DOMAIN)


def problems() -> Iterator[str]:
    """Chỗ còn thiếu: sentences without translation, translations that lose a field, a stale compiled file."""
    catalogue = kept()
    catalogue.update(collected(), no_fuzzy_matching=True)
    for message in catalogue:
        if not message.id:
            continue
        said, meant = _forms(message.string), _forms(message.id)
        if not all(said) or message.fuzzy:
            yield f"not translated: {message.id!r}"
        elif {f for form in said for f in _fields(form)} - {f for form in meant for f in _fields(form)}:
            yield f"fields do not agree: {message.id!r}"
    if catalogue.obsolete:
        yield f"no longer said by the code: {sorted(map(str, catalogue.obsolete))}"
    if not MO.exists() or MO.read_bytes() != _compiled(kept()):
        yield "the compiled catalogue is not up to date: run `make messages`"


def renew() -> None:
    """Làm mới: take in new sentences, drop those no longer said, compile."""
    catalogue = kept() if PO.exists() else _empty()
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with PO.open("wb") as handle:
        write_po(handle, catalogue, sort_output=True, omit_header=False, include_lineno=False, width=0)
    MO.write_bytes(_compiled(kept()))


def _empty() -> Catalog:
    return Catalog(
        locale="vi",
        domain=DOMAIN,
        project="Văn Thư",
        version="1",
        header_comment="# Câu chữ tiếng Việt của Văn Thư.",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=_NO_CLOCK,
        revision_date=_NO_CLOCK,
        fuzzy=False,
    )


def _folders() -> Iterator[tuple[Path, str]]:
    for name in PACKAGES:
        yield ROOT / name, name
    spec = find_spec("click")
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent, "click"


def _compiled(catalogue: Catalog) -> bytes:
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def _forms(text: object) -> tuple[str, ...]:
    return tuple(str(t or "") for t in text) if isinstance(text, tuple | list) else (str(text or ""),)


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:  # it speaks of a template's own braces and has no fields
        return set()


if __name__ == "__main__":
    if "--check" in sys.argv:
        found = list(problems())
        print("\n".join(found) or "catalogue: complete")
        sys.exit(bool(found))
    renew()
