"""Sổ tính: the sheet of forms in an xlsx file, each cell as the text a person would read in it."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sipas_engine.returns.refusals import (
    EntitiesInForms,
    FormsBomb,
    FormsTooWide,
    SeveralSheetsOfForms,
    UnreadableForms,
)

_ROOT = Path(__file__).resolve().parents[2]
_ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop()); "
    "from sipas_engine.returns.workbook_child import main; main()"
)
_WALL_SECONDS = 90


def workbook_rows(file: str, content: bytes) -> Iterator[Sequence[str]]:
    """Các hàng của trang phiếu: rows of the sheet which has a column "form_id", else of the first sheet.

    The workbook is opened in a limited process of its own. Raises UnreadableForms when it is no workbook,
    SeveralSheetsOfForms when more than one sheet holds forms, FormsBomb, FormsTooWide or EntitiesInForms
    when it was made to hurt.
    """
    sheets = _sheets(file, content)
    of_forms = [name for name, rows in sheets if rows and "form_id" in rows[0]]
    if len(of_forms) > 1:
        raise SeveralSheetsOfForms(where=file, file=file, sheets=", ".join(of_forms))
    chosen = [rows for name, rows in sheets if name in of_forms] or [rows for _, rows in sheets[:1]]
    return _filled_rows(chosen[0] if chosen else [])


def _sheets(file: str, content: bytes) -> list[tuple[str, list[list[str]]]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", _ENTRY, str(_ROOT)],
            input=content,
            capture_output=True,
            env={},
            timeout=_WALL_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise FormsBomb(where=file, file=file, part="xl") from error
    if "refused" not in answer:
        return [(name, rows) for name, rows in answer["sheets"]]
    kind, said = answer["refused"]
    if kind == "bomb":
        raise FormsBomb(where=file, file=file, part=said)
    if kind == "declared":
        raise EntitiesInForms(where=file, file=file, part=said)
    if kind == "too_wide":
        raise FormsTooWide(where=file, file=file, cell=said)
    raise UnreadableForms(where=file, file=file, reason=said)


def _filled_rows(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows as text; a row without any content is given as empty, so that it is passed over but counted."""
    width = 0
    for number, row in enumerate(rows):
        texts = list(row)
        filled = len(texts) - next((i for i, text in enumerate(reversed(texts)) if text), len(texts))
        if number == 0:
            width = filled
        if filled == 0:
            yield []
        else:
            yield texts[: max(width, filled)] + [""] * (width - len(texts))
