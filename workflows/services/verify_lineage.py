"""Kiểm tra dòng văn bản: files that were added, and their rows, are as the journal has them."""

from collections.abc import Iterator

from sqlalchemy import Connection

from directives.register.verification import BookProblem
from storage import audit, lineage
from storage.files import FileStore
from workflows.services.add_to_lineage import CHAIN


def lineage_problems(connection: Connection, files: FileStore) -> Iterator[BookProblem]:
    """Lỗi của dòng văn bản: files that are gone, rows that were changed, came or went past the journal."""
    added: dict[tuple[str, str], str] = {}
    struck: set[tuple[str, str]] = set()
    for act in audit.acts(connection, CHAIN):
        if act.act == "lineage_added":  # the newest counts: a file added again may have brought more
            added[act.subject, str(act.payload["file"])] = str(act.payload.get("rows_sha256", ""))
        elif act.act == "lineage_struck":
            struck |= {(act.subject, str(sha256)) for sha256 in _listed(act.payload["files"])}
    for source in lineage.sources(connection):
        place = source.node, source.sha256
        if files.get(source.sha256) is None:
            yield BookProblem("missing_file", CHAIN, None, source.name)
        journaled = added.pop(place, None)
        if journaled is None or (journaled and journaled != lineage.rows_sha256(connection, *place)):
            yield BookProblem("damaged_record", CHAIN, None, source.name)
    for _, sha256 in sorted({*added, *(struck ^ set(lineage.struck(connection)))}):
        yield BookProblem("damaged_record", CHAIN, None, sha256)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
