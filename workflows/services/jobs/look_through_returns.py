"""Xem xét phiếu (việc nền): signs of fabrication in all batches that count; reasons to look, never a rejection."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sipas_engine.errors import Problem
from sipas_engine.integrity.as_json import audit_as_json
from sipas_engine.integrity.from_file import audit_from_files
from storage.records import DamagedRecord
from workflows.services.campaign_method import method_of
from workflows.services.jobs.running import Asked, Progress
from workflows.services.returns_received import batches_received
from workflows.services.workspace import Workspace

#: Nhiều nhất: so many flags are kept, and so many groups of equal forms; the strongest stand first.
_MOST, _MOST_GROUPS = 200, 20


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Xem xét: the flags with their evidence as a sentence to be worded and its figures; rates by who handed out.

    Reads the files as they came, since who handed out a form and when is not kept with the counts. Raises
    UnknownCampaign, DamagedRecord.
    """
    campaign = str(asked["campaign"])
    batches = [row.batch for row in batches_received(workspace, campaign) if row.counts]
    if not batches:
        return {"forms": 0, "flags": [], "batches": []}
    told(0, len(batches))
    with TemporaryDirectory(prefix="vanthu-xem-xet-") as name:
        files = []
        for number, batch in enumerate(batches, start=1):
            content = workspace.files.get(batch.sha256)
            if content is None:
                raise DamagedRecord(where=batch.sha256, entry=f"{campaign}/{batch.sha256}")
            file = Path(name) / f"{batch.unit}-{batch.sha256[:6]}{Path(batch.file_name).suffix.lower()}"
            file.write_bytes(content)
            files.append(file)
            told(number - 1, len(batches))
        questions = Path(name) / "bo-cau-hoi.toml"
        questions.write_text(method_of(workspace, campaign).questions_text, encoding="utf-8")
        found = audit_from_files(files, questions)
    shown = audit_as_json(found, lambda problem: problem.template)
    rows = [
        {**row, "fields": _words(flag.evidence)}
        for row, flag in zip(_rows(shown["flags"]), found.flags, strict=True)
    ]
    people = [row for row in rows if "enumerator" in row][:_MOST]
    shown["flags"] = [*people, *[row for row in rows if "enumerator" not in row][:_MOST_GROUPS]]
    return {**shown, "batches": sorted(batch.sha256 for batch in batches)}


def _rows(flags: object) -> list[dict[str, Any]]:
    assert isinstance(flags, list)
    return flags


def _words(evidence: Problem) -> dict[str, object]:
    return {name: one if isinstance(one, int | float) else str(one) for name, one in evidence.fields.items()}
