"""Dòng thành phần bản thảo: rows of the writing page as body, attached texts and annexes of a draft, and back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.web.writing.rows import ANNEX, ATTACHED, Row, fitted

#: A line break within a cell, as a person sees and types it in the box of a table.
_BREAK = "⏎"
_SEEN = frozenset({"kind", "title", "text", "children", "columns", "rows", "width_mm", "alternative"})
#: What a row remembers of the file it was read from, which is no part of the draft.
PASSING = ("passing", "passing_name")


def rows_of_draft(content: Mapping[str, Any]) -> list[Row]:
    """Thành các dòng: the text, then the attached texts, then the annexes, as they are printed."""
    return fitted(list(_rows_of_draft(content)))


def rows_of(body: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Nội dung thành các dòng: parents before children."""
    return fitted(list(_rows(body, 0)))


def parts_of(rows: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
    """Thành bản thảo: ``body``, ``attached`` and ``annexes``, each a list as a draft writes it."""
    made: dict[str, list[dict[str, Any]]] = {"body": [], "attached": [], "annexes": []}
    groups: list[list[Row]] = [[]]
    for row in fitted(rows):
        if row.is_root:
            groups.append([])
        groups[-1].append(row)
    made["body"] = body_of(groups[0])
    for head, *below in groups[1:]:
        body = body_of([_outer(row) for row in below])
        if head.kind == ANNEX:
            made["annexes"].append(_annex(head, body))
        else:
            made["attached"].append({"type": head.choice, "subject": head.title.strip(), "body": body})
    return made


def body_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Các dòng thành cây: each row below the nearest one above it that is less deep."""
    root: list[dict[str, Any]] = []
    open_lists: list[list[dict[str, Any]]] = [root]
    for row in fitted(rows):
        part = _part(row)
        del open_lists[row.depth + 1 :]
        open_lists[row.depth].append(part)
        children: list[dict[str, Any]] = []
        part["children"] = children
        open_lists.append(children)
    _drop_empty(root)
    return root


def table_row(row: Row, table: Mapping[str, Any]) -> Row:
    """Dòng bảng: with this table written out in its box; what else the row keeps stays."""
    columns = table.get("columns", [])
    head = [one if isinstance(one, str) else one.get("heading") or one.get("name", "") for one in columns]
    lines = [head, *table.get("rows", [])]
    text = "\n".join(
        "\t".join(str(cell).replace("\t", " ").replace("\n", _BREAK) for cell in line) for line in lines
    )
    if len(head) == 1 and "|" in text:
        text = text.replace("\n", "\t\n", 1)  # a tab says that "|" is a letter like any other
    return replace(kept_with(row, columns=[one for one in columns if not isinstance(one, str)]), text=text)


def kept_with(row: Row, **more: Any) -> Row:
    """Giữ thêm: values without words, such as "", are kept no longer."""
    kept = {name: value for name, value in (kept_of(row) | more).items() if value}
    return replace(row, kept=json.dumps(kept, ensure_ascii=False) if kept else "")


def kept_of(row: Row) -> dict[str, Any]:
    """Phần giữ kín của dòng: read as plain values, which the draft then judges like any other."""
    try:
        kept = json.loads(row.kept) if row.kept else {}
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _rows_of_draft(content: Mapping[str, Any]) -> Iterator[Row]:
    yield from _rows(content.get("body") or (), 0)
    for text in content.get("attached") or ():
        yield Row(ATTACHED, 0, str(text.get("subject", "")), choice=str(text.get("type", "")))
        yield from _rows(text.get("body") or (), 1)
    for annex in content.get("annexes") or ():
        notes = "\n".join(annex.get("notes") or ())
        turned = "landscape" if annex.get("landscape") else ""
        yield Row(ANNEX, 0, str(annex.get("title", "")), choice=turned, notes=notes)
        yield from _rows(annex.get("body") or (), 1)
        table = {name: annex[name] for name in _OF_TABLE if annex.get(name)}
        if table:
            yield from _rows([{"kind": "table", **table}], 1)


_OF_TABLE = ("file", "sheet", "head_row", "columns", "rows")


def _annex(head: Row, body: list[dict[str, Any]]) -> dict[str, Any]:
    """Its last part, where that is a plain table, is the table of the annex, below which the notes stand."""
    made: dict[str, Any] = {"title": head.title.strip()}
    if body and body[-1]["kind"] == "table" and not (body[-1].keys() & {"title", "text", "children"}):
        made |= {name: value for name, value in body.pop().items() if name != "kind"}
    if body:
        made["body"] = body
    notes = [line.strip() for line in head.notes.split("\n") if line.strip()]
    made |= {"notes": notes} if notes else {}
    return made | ({"landscape": True} if head.choice == "landscape" else {})


def _outer(row: Row) -> Row:
    return Row(row.kind, row.depth - 1, row.title, row.text, row.kept, "", row.choice, row.notes)


def _rows(body: Sequence[Mapping[str, Any]], depth: int) -> Iterator[Row]:
    for part in body:
        kind = str(part.get("kind", "paragraph"))
        width = part.get("width_mm", "")
        row = Row(
            kind,
            depth,
            str(part.get("title", "")),
            str(part.get("text", "")),
            choice=f"{width:g}" if isinstance(width, int | float) else str(width),
            notes=str(part.get("alternative", "")),
        )
        if kind == "table" and "rows" in part:
            yield table_row(row, part)
        else:
            columns = {"columns": part["columns"]} if part.get("columns") else {}
            yield kept_with(row, **{n: v for n, v in part.items() if n not in _SEEN}, **columns)
        yield from _rows(part.get("children") or (), depth + 1)


def _part(row: Row) -> dict[str, Any]:
    kept = kept_of(row)
    part: dict[str, Any] = {"kind": row.kind}
    if row.title.strip():
        part["title"] = row.title.strip()
    if row.kind == "table" and "file" not in kept:
        return {**part, **_read_table(row.text, kept.get("columns", []))}
    if row.text.strip():
        part["text"] = row.text.strip()
    if row.kind in ("table", "picture"):
        unshown = _SEEN - {"columns"}
        part |= {name: value for name, value in kept.items() if name not in unshown and name not in PASSING}
    if row.kind == "picture":
        part |= {"width_mm": _millimetres(row.choice)} if row.choice.strip() else {}
        part |= {"alternative": " ".join(row.notes.split())} if row.notes.strip() else {}
    return part


def _millimetres(written: str) -> float | str:
    """A number; what is none stays as it was typed, and the draft says so."""
    try:
        return float(written.strip().replace(",", "."))
    except ValueError:
        return written.strip()


def _read_table(text: str, columns: Any) -> dict[str, Any]:
    """One line a row, the first the headings; cells stand apart by tabs, or by "|" where there is no tab at all.

    A last column in which nothing stands, not even a heading, is a tab too many.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    mark = "\t" if "\t" in text else "|"
    cells = [[cell.strip().replace(_BREAK, "\n") for cell in line.split(mark)] for line in lines]
    wide = max((len(line) for line in cells), default=0)
    cells = [line + [""] * (wide - len(line)) for line in cells]
    while cells and cells[0] and not any(line[-1] for line in cells):
        cells = [line[:-1] for line in cells]
    described = columns if isinstance(columns, list) else []
    known = {str(one.get("heading") or one.get("name")): one for one in described if isinstance(one, dict)}
    head = cells[0] if cells else []
    return {"columns": [known.get(name, name) for name in head], "rows": cells[1:]}


def _drop_empty(parts: list[dict[str, Any]]) -> None:
    for part in parts:
        if part["children"]:
            _drop_empty(part["children"])
        else:
            del part["children"]
