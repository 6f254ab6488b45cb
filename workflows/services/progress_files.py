"""Tệp tiến độ: the progress as docx, xlsx or png, and the Gantt chart of a simulated run."""

from pathlib import Path

from directives.calendar.dates import short_date
from storage.files import write_whole
from workflows.services.progress import Progress
from workflows.services.progress_pictures import gantt_png, heat_png
from workflows.services.progress_report import progress_file
from workflows.services.progress_workbook import progress_workbook
from workflows.services.simulate_plan import Simulated
from workflows.services.workspace import Workspace


def write_progress(workspace: Workspace, found: Progress, output: Path, picture: str = "gantt") -> None:
    """Ghi tiến độ: by the ending of ``output``; a png shows the steps in time ("gantt") or units by steps ("units")."""
    content = progress_content(workspace, found, output.suffix.lower().removeprefix("."), picture)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, content)


def progress_content(workspace: Workspace, found: Progress, ending: str, picture: str = "gantt") -> bytes:
    """Nội dung tệp tiến độ: docx or xlsx; anything else is a picture in png, of ``picture`` as above."""
    title = f"Tiến độ đến ngày {short_date(found.day)}: {found.plan.title}"
    match ending:
        case "docx":
            return progress_file(workspace, found)
        case "xlsx":
            return progress_workbook(found)
        case _ if picture == "units":
            return heat_png(found.heat, found.day, title)
        case _:
            return gantt_png(found.gantt, found.day, title)


def write_forecast(found: Simulated, output: Path) -> None:
    """Ghi biểu đồ chạy thử: planned days, and when each step would be done; shifted days with where they stood."""
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, gantt_png(found.gantt, None, f"Chạy thử trên đồng hồ giả lập: {found.plan}"))
