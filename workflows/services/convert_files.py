"""Chuyển tệp Word sang PDF: any Word files, without the books."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.conversion.errors import RefusedFile
from directives.conversion.libreoffice import require_libreoffice
from directives.conversion.pdf_making import MadePdf, WordFile, make_pdfs
from directives.errors import N_, DirectiveError
from storage.files import write_whole
from workflows.services.output_folder import writable_folder

#: So many go to LibreOffice at once: what is made is written before the next are begun.
_AT_ONCE = 200


class SameName(DirectiveError):
    """Trùng tên: two of the files would be written to one PDF."""

    kind = "same_name"
    template = N_("Several files would become {name}. Convert them into different folders.")


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """Tệp đã chuyển: from where, to where, and what was made; or why it was refused."""

    source: Path
    target: Path
    outcome: MadePdf | RefusedFile

    @property
    def sha256(self) -> str:
        """Dấu vân tay: SHA-256 of the PDF; empty when it was refused."""
        return (
            "" if isinstance(self.outcome, RefusedFile) else hashlib.sha256(self.outcome.content).hexdigest()
        )


def convert_files(sources: Sequence[Path], out: Path) -> list[ConvertedFile]:
    """Chuyển các tệp: each for itself; a refused one does not keep the others back.

    Raises MissingProgram, NotWritable, SameName.
    """
    require_libreoffice()
    folder = writable_folder(out)
    targets = [folder / f"{source.stem}.pdf" for source in sources]
    for target in targets:
        if targets.count(target) > 1:
            raise SameName(where=target.name, name=target.name)
    done: list[ConvertedFile] = []
    for start in range(0, len(sources), _AT_ONCE):
        part = range(start, min(start + _AT_ONCE, len(sources)))
        done += _converted([(sources[place], targets[place]) for place in part])
    return done


def _converted(files: Sequence[tuple[Path, Path]]) -> list[ConvertedFile]:
    read: dict[Path, WordFile | RefusedFile] = {source: _read(source) for source, _ in files}
    readable = [source for source, file in read.items() if isinstance(file, WordFile)]
    made = make_pdfs([file for file in read.values() if isinstance(file, WordFile)])
    outcome: dict[Path, MadePdf | RefusedFile] = dict(zip(readable, made, strict=True))
    outcome |= {source: file for source, file in read.items() if isinstance(file, RefusedFile)}
    for source, target in files:
        if isinstance(pdf := outcome[source], MadePdf):
            write_whole(target, pdf.content)
    return [ConvertedFile(source, target, outcome[source]) for source, target in files]


def _read(source: Path) -> WordFile | RefusedFile:
    try:
        return WordFile(source.name, read_bytes(source), strict=False)
    except RefusedFile as refusal:
        return refusal
