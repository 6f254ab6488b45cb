"""Kiểm tra các bản công bố: editions, approvals and rights are as the journal has them, and their files are there."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection

from directives.register.verification import BookProblem
from sipas_engine.bundle.manifest import MANIFEST
from storage import audit, publications
from storage.files import FileStore
from storage.publications import Publication
from workflows.services.publishing_rights import CHAIN, person_name


def publication_problems(connection: Connection, files: FileStore) -> Iterator[BookProblem]:
    """Lỗi của các bản công bố: rows changed, added or gone past the journal, and bundles that are gone."""
    for campaign in publications.campaigns_of(connection):
        chain = f"campaign/{campaign}"
        prepared, approved = _journaled(connection, chain)
        for one in publications.publications(connection, campaign):
            subject = f"{campaign}#{one.edition}"
            facts = (one.manifest_sha256, one.zip_sha256, one.cut_version, one.prepared_by)
            if prepared.pop(subject, None) != facts:
                yield BookProblem("damaged_record", chain, one.edition, one.manifest_sha256)
            if approved.pop(subject, "") != one.approved_by:
                yield BookProblem("damaged_record", chain, one.edition, one.approved_by)
            if not _kept(files, one):
                yield BookProblem("missing_file", chain, one.edition, one.zip_sha256)
        for subject in sorted({*prepared, *approved}):
            yield BookProblem("damaged_record", chain, None, subject)
    yield from _rights(connection)


def _journaled(
    connection: Connection, chain: str
) -> tuple[dict[str, tuple[str, str, int, str]], dict[str, str]]:
    """What the journal says of editions: how each was prepared, and by whom it was approved."""
    prepared: dict[str, tuple[str, str, int, str]] = {}
    approved: dict[str, str] = {}
    for act in audit.acts(connection, chain):
        facts = act.payload
        if act.act == "publication_prepared":
            own = (str(facts["manifest"]), str(facts["zip"]), int(str(facts["cut"])), person_name(act.actor))
            prepared[act.subject] = own
        elif act.act == "publication_approved":
            approved[act.subject] = person_name(act.actor)
    return prepared, approved


def _kept(files: FileStore, one: Publication) -> bool:
    """Whether the files of an edition are there, and are those whose manifest was made known."""
    content = files.get(one.zip_sha256)
    if content is None:
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            return sha256(archive.read(MANIFEST)).hexdigest() == one.manifest_sha256
    except (BadZipFile, KeyError):
        return False


def _rights(connection: Connection) -> Iterator[BookProblem]:
    words = {"publishing_granted": True, "publishing_withdrawn": False}
    journaled: dict[str, list[tuple[bool, str]]] = {}
    for act in audit.acts(connection, CHAIN):
        if act.act in words:
            journaled.setdefault(act.subject, []).append((words[act.act], str(act.payload["reason"])))
    found: dict[str, list[tuple[bool, str]]] = {}
    for right in publications.rights(connection):
        found.setdefault(right.person, []).append((right.granted, right.reason))
    for person in sorted({*journaled, *found}):
        if journaled.get(person) != found.get(person):
            yield BookProblem("damaged_record", CHAIN, None, person)
