"""Kết quả đã công bố: what everybody may read, from the approved files alone; no database row behind them is shown."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from directives.errors import N_, DirectiveError
from sipas_engine.bundle.manifest import MANIFEST, Manifest, read_manifest
from sipas_engine.bundle.verify import Verification, verified
from storage import campaigns, publications
from storage.database import reading
from storage.publications import Publication
from storage.records import DamagedRecord
from workflows.services.publish_bundle import published_edition
from workflows.services.workspace import Workspace

#: Ấn bản giữ trong bộ nhớ: those of a process that were read last.
_KEPT = 8


class NotPublished(DirectiveError):
    """Chưa công bố: no approved edition of this number, and nothing is said of those that wait."""

    kind = "unknown_publication"
    template = N_("No result was published at this address.")


class NoSuchFileInEdition(DirectiveError):
    """Không có tệp này trong ấn bản: its manifest does not name it."""

    kind = "unknown_published_file"
    template = N_("The published result has no file “{file}”.")


@dataclass(frozen=True)
class PublicEdition:
    """Ấn bản công bố: its approval, its files, and what its own tables say."""

    publication: Publication
    contents: Mapping[str, bytes] = field(repr=False)
    manifest: Manifest = field(repr=False)
    result: Mapping[str, Any] = field(repr=False)
    tables: Sequence[Mapping[str, Any]] = field(repr=False)
    sentences: Sequence[str] = field(repr=False)

    def table(self, key: str) -> Mapping[str, Any] | None:
        """Bảng theo khóa: None when this result has no such table."""
        return next((table for table in self.tables if table["key"] == key), None)

    def file(self, path: str) -> bytes:
        """Một tệp: by its path in the edition, as it was approved. Raises NoSuchFileInEdition."""
        if path not in self.contents:
            raise NoSuchFileInEdition(where=path, file=path)
        return self.contents[path]


def public_editions(workspace: Workspace) -> Sequence[Publication]:
    """Mọi bản đã công bố: of all campaigns, the newest first; none that nobody approved."""
    with reading(workspace.engine) as connection:
        known = [publications.publications(connection, one) for one in campaigns.all_ids(connection)]
    approved = [one for editions in known for one in editions if one.approved_by]
    return sorted(approved, key=lambda one: (one.approved_at, one.edition), reverse=True)


def public_edition(workspace: Workspace, campaign_id: str, edition: int) -> PublicEdition:
    """Một bản đã công bố: read once in a process, for it never changes. Raises NotPublished, DamagedRecord."""
    with reading(workspace.engine) as connection:
        known = publications.publications(connection, campaign_id)
    for one in known:
        if one.edition == edition and one.approved_by:
            with _one_reader:
                return _read(_Approved(one, workspace))
    raise NotPublished(where=f"{campaign_id}/{edition}")


def packed(workspace: Workspace, found: PublicEdition) -> bytes:
    """Tệp zip của ấn bản: the very bytes that were kept. Raises DamagedRecord."""
    content = workspace.files.get(found.publication.zip_sha256)
    if content is None:
        one = found.publication
        raise DamagedRecord(where=one.zip_sha256, entry=f"{one.campaign}#{one.edition}")
    return content


def verification_of(found: PublicEdition) -> Verification:
    """Kiểm chứng ấn bản: every figure computed again from its counts; done once in a process."""
    with _one_reader:
        return _verify(found.publication.zip_sha256, _Held(found))


def holding(workspace: Workspace, sha256: str) -> Sequence[tuple[Publication, str]]:
    """Mã băm thuộc tệp nào: the editions and files of this hash; the packed file and the manifest are among them."""
    wanted = sha256.strip().lower()
    found = []
    for one in public_editions(workspace):
        edition = public_edition(workspace, one.campaign, one.edition)
        known = {file.sha256: file.path for file in edition.manifest.files}
        known |= {one.manifest_sha256: MANIFEST, one.zip_sha256: f"{one.campaign}-{one.edition}.zip"}
        if wanted in known:
            found.append((one, known[wanted]))
    return found


@dataclass(frozen=True, slots=True)
class _Approved:
    """An edition to be read; two of one hash are one."""

    publication: Publication
    workspace: Workspace = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Held:
    """An edition that stands for itself by the hash beside it."""

    edition: PublicEdition = field(compare=False)


#: Reading and verifying a nation's edition takes memory: one at a time.
_one_reader = Lock()


@lru_cache(maxsize=_KEPT)
def _read(approved: _Approved) -> PublicEdition:
    one = approved.publication
    contents = published_edition(approved.workspace, one.campaign, one.edition)
    return PublicEdition(
        publication=one,
        contents=contents,
        manifest=read_manifest(one.campaign, contents),
        result=json.loads(contents["result.json"]),
        tables=json.loads(contents["tables.json"]),
        sentences=[sentence["text"] for sentence in json.loads(contents["sentences.json"])],
    )


@lru_cache(maxsize=_KEPT)
def _verify(_zip_sha256: str, held: _Held) -> Verification:
    edition = held.edition
    one, program = edition.publication, edition.manifest.program
    return verified(one.campaign, edition.contents, known=one.manifest_sha256, program=program)
