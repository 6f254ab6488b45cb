"""In giấy của văn bản đến: the stamp and the slip that go with it from desk to desk."""

from collections.abc import Sequence

from directives.register.arrival_papers import slip_of, stamp_of
from directives.register.incoming import IncomingBookKey
from directives.rendering.arrival_papers_docx import slip_as_docx, stamp_as_docx
from storage import work_files
from storage.database import reading
from storage.incoming import IncomingEntry
from workflows.services.incoming_books import incoming_entry
from workflows.services.instruct_incoming import steps_of
from workflows.services.workspace import Workspace


def slip(workspace: Workspace, key: IncomingBookKey, number: int) -> bytes:
    """Phiếu giải quyết văn bản đến: as a Word file, with all that was said so far. Raises UnknownArrival."""
    entry = incoming_entry(workspace, key, number)
    office = workspace.chart.on(entry.document.arrived_on).office(key.office)
    letterhead = office.parent_lines, office.name_lines
    steps = steps_of(workspace, key, number)
    return slip_as_docx(slip_of(letterhead, office.place_name, number, entry.document, steps))


def stamps(workspace: Workspace, key: IncomingBookKey, numbers: Sequence[int]) -> bytes:
    """Dấu “Đến”: of these arrivals, as a Word file. Raises UnknownArrival."""
    made = []
    for number in numbers:
        entry = incoming_entry(workspace, key, number)
        agency = workspace.chart.on(entry.document.arrived_on).office(key.office).full_name
        made.append(stamp_of(agency, number, entry.document, entry.handling, _work_file(workspace, entry)))
    return stamp_as_docx(made)


def _work_file(workspace: Workspace, entry: IncomingEntry) -> str:
    """Số và ký hiệu hồ sơ: of the work file in which the document lies, the first where there are several."""
    with reading(workspace.engine) as connection:
        filed = (one for one in work_files.all_filed(connection) if one.document == entry.subject_id)
        return next((one.key.symbol for one in filed), "")
