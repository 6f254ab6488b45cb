"""Gạch khỏi dòng văn bản: a file that was added by mistake no longer counts; what was written of it stays."""

import hashlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.errors import N_, DirectiveError
from directives.lineage.facts import Origin
from directives.register.written import written
from storage import audit, lineage
from storage.database import reading, transaction
from storage.lineage import Source
from workflows.services.add_to_lineage import CHAIN
from workflows.services.change_state import NoReason
from workflows.services.lineage_graph import workspace_lineage
from workflows.services.lineage_questions import Asked, find_document
from workflows.services.workspace import Workspace


class NotAdded(DirectiveError):
    """Không có tệp đã thêm: nothing that could be struck out was added of it."""

    kind = "not_added"
    template = N_(
        "No file of {asked} counts in the lineage, so there is nothing to strike out. What the books say is changed "
        "in the books."
    )


def strike_from_lineage(workspace: Workspace, asked: Asked, reason: str) -> Sequence[Source]:
    """Gạch bỏ: the files of a document named by its number, or one file, by its content; one act a document.

    Raises NoReason, NotAdded, UnknownDocument, SeveralDocuments.
    """
    reason = " ".join(written(reason, "reason").split())
    if not reason:
        raise NoReason(where="reason", number=asked.text)
    meant: Sequence[Source]
    path = Path(asked.text)
    if path.is_file():
        sha256 = hashlib.sha256(read_bytes(path)).hexdigest()
        with reading(workspace.engine) as connection:
            meant = [one for one in lineage.sources(connection) if one.sha256 == sha256]
    else:
        meant = _of_document(workspace, asked)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        gone = lineage.struck(connection)
        standing = [one for one in meant if (one.node, one.sha256) not in gone]
        if not standing:
            raise NotAdded(where="document", asked=asked.text)
        at = workspace.timestamp()
        for node, sources in groupby(standing, key=lambda one: one.node):
            files = [source.sha256 for source in sources]
            for sha256 in files:
                lineage.strike(connection, node, sha256, reason, at)
            facts = {"files": files, "reason": reason}
            audit.append(connection, CHAIN, audit.Act(at, workspace.actor, "lineage_struck", node, facts))
    return standing


def _of_document(workspace: Workspace, asked: Asked) -> Sequence[Source]:
    """Tệp của văn bản: every file that was added as this document; the same file may have been added as another."""
    document = find_document(workspace_lineage(workspace), asked)
    places = {place for origin, place in document.sources if origin is Origin.FILE}
    with reading(workspace.engine) as connection:
        meant = {
            node
            for node, seen in lineage.documents(connection)
            if seen.place in places and seen.reference.key == document.reference.key
        }
        return [one for one in lineage.sources(connection) if one.node in meant]
