"""Đọc lại văn bản đã dựng: what of a document its Word form prints, and what the reader gives back of the file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.conversion.worker import convert
from directives.document.model import Document
from directives.reading import read_file
from directives.rendering.render import form_of
from directives.text import comparison_key

_NUMBER = re.compile(r"\d+[a-z]?(?:/\d{4})?/[^\s,;.]+")
_CHILD = "directives.reading.sources.text_source.convert_in_child"


@contextmanager
def in_this_process() -> Iterator[None]:
    """The limited child has tests of its own; hundreds of starts would only cost time here."""

    def direct(task: str, content: bytes, name: str, request: Any = None) -> dict[str, Any]:
        return convert(task, content, limits(), request or {})

    with patch(_CHILD, direct):
        yield


def read_back(content: bytes, folder: Path) -> dict[str, Any]:
    path = folder / "van-ban.docx"
    path.write_bytes(content)
    return read_file(path).to_json()


def key(text: object) -> str:
    """UBND and its long name are one; capitals and tone placement do not count."""
    return comparison_key(str(text)).replace("ủy ban nhân dân", "ubnd").rstrip(".;, ")


def differences(document: Document, content: bytes, record: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field: printed, read; only those which differ. What the form does not print is not asked."""
    asked = form_of(document).names
    printed = key(" ".join(paragraph.text for paragraph in read_word(content, limits()).paragraphs))
    wanted: dict[str, Any] = {}
    found: dict[str, Any] = {}

    def same(name: str, told: Any, read: Any) -> None:
        wanted[name], found[name] = told, read

    if "issuer_lines" in asked:
        same("issuer", key(" ".join(document.letterhead.name_lines)), key(_of(record, "issuer")))
    if "parent_lines" in asked:
        parent = key(" ".join(document.letterhead.parent_lines)) or None
        same("parent", parent, key(_of(record, "parent")) if record["parent"] else None)
    if "number_line" in asked:
        same("number", str(document.number), (record["number"] or {}).get("normalized"))
        same("symbol", document.number.symbol, (record["number"] or {}).get("symbol"))
    if "place_and_date" in asked:
        same("place", key(document.place_name), key(_of(record, "place")))
        same("date", document.issued_on.isoformat(), (record["date"] or {}).get("iso"))
    same("type", document.type.value, record["doc_type"]["normalized"])
    if "subject" in asked and document.subject and _bare(document.subject) in printed:
        same("subject", _bare(document.subject), _bare(_of(record, "subject")))
    if asked & {"addressees", "addressee_line", "addressee_list"}:
        same("addressees", sorted(map(key, document.addressees)), _keys(record["addressees"]))
    if "recipients" in asked:
        same("recipients", sorted(map(key, document.recipients)), _keys(record["recipients"]))
        archive = record["archive"] or {}
        same("archive.units", list(document.archive.units), archive.get("units"))
        same("archive.copies", document.archive.copies, archive.get("copies"))
        same("archive.drafter", document.archive.drafter or None, archive.get("drafter"))
    if "signer_name" in asked and document.signature.name:
        signature = record["signature"] or {}
        same("signer", document.signature.name, signature.get("name"))
        same(
            "capacities",
            [authority.capacity.prefix.rstrip(".") for authority in document.signature.authorities],
            signature.get("capacities"),
        )
        if document.signature.title:
            same("title", key(document.signature.title), key(signature.get("title")))
    if "legal_bases" in asked:
        numbers = [number for basis in document.legal_bases for number in _NUMBER.findall(basis)]
        read = {citation["number"] for citation in record["citations"] if citation["role"] == "basis"}
        same("legal_bases", numbers, [number for number in numbers if number in read])
    return {name: (told, found[name]) for name, told in wanted.items() if told != found[name]}


def _of(record: dict[str, Any], name: str) -> str:
    return (record[name] or {}).get("normalized") or ""


def _bare(subject: str) -> str:
    return key(subject).removeprefix("v/v ").removeprefix("về việc ")


def _keys(values: list[dict[str, Any]]) -> list[str]:
    return sorted(key(value["normalized"]) for value in values)
