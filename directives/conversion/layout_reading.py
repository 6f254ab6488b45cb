"""Đọc bản trình bày hàng loạt: layouts of many files in one limited child process, instead of a child for each."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from directives.conversion.child_batch import each_in_child
from directives.conversion.errors import RefusedFile
from directives.conversion.layout import Layout
from directives.conversion.limits import limits

_WORK = f"{__name__}:layout_at"
_PDF = b"%PDF-"


def layouts_of(contents: Sequence[bytes]) -> Iterator[Layout | RefusedFile]:
    """Bản trình bày: of each Word file or PDF in order, or why it was refused. What one breaks is its own matter.

    All answers of one call lie on disk and in memory at once: give a long list in parts.
    """
    with tempfile.TemporaryDirectory(prefix="vanthu-layouts-") as folder:
        paths = [Path(folder, f"{place:05d}") for place in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        answers = each_in_child(_WORK, [{"path": str(path)} for path in paths])
    for answer in answers:
        yield answer if isinstance(answer, RefusedFile) else Layout.from_json(answer)


def layout_at(path: str) -> dict[str, Any]:
    """Đọc một tệp: in the child; what the file is, its first bytes say. Raises RefusedFile."""
    content = Path(path).read_bytes()
    if content.startswith(_PDF):
        from directives.conversion.pdf_layout import read_pdf_layout

        return read_pdf_layout(content, limits()).to_json()
    from directives.conversion.word_reader import read_word

    return read_word(content, limits()).to_json()
