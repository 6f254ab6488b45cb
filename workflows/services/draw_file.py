"""Rút mẫu từ một tệp: a list file, a seed and settings give the sample; no database, and anyone can do it again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from sipas_engine.sampling.as_json import BadDrawRecord, differences, draw_as_json, draw_from_json
from sipas_engine.sampling.candidates import candidates_of, own_columns
from sipas_engine.sampling.codes import form_codes
from sipas_engine.sampling.draw import DrawSettings, SampleDraw, draw_sample
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.mapping import ListMapping, mapping_of
from sipas_engine.sampling.size import SizeSettings
from sipas_engine.sampling.sizing import sized
from storage.files import write_whole
from workflows.services.output_folder import writable_folder
from workflows.services.read_list import LoadedList, load_list
from workflows.services.sample_sheet import sample_sheet

RECORD = "rut-mau.json"
#: The working lists, with names: for the office and the Post, never for publication.
MAIN_LIST, RESERVE_LIST = "danh-sach-chinh-thuc.xlsx", "danh-sach-du-phong.xlsx"


@dataclass(frozen=True, slots=True)
class FileDraw:
    """Mẫu rút từ tệp: the list as read, who was left out and why, and the draw; ``on`` told who is of age."""

    loaded: LoadedList
    on: date
    barred: Mapping[int, str]
    drawn: SampleDraw

    @property
    def record(self) -> dict[str, Any]:
        """Bản ghi: everything needed to draw again, and the rows drawn by place, row of the file and STT; no names."""
        rows = self.loaded.read.rows
        return {
            **draw_as_json(self.drawn),
            "list": {
                "file": self.loaded.file,
                "sha256": self.loaded.file_sha256,
                "rows": len(rows),
                "survey_day": self.on.isoformat(),
                "mapping": self.loaded.mapping.as_table(),
                "passed_over": list(self.loaded.passed_over),
                "findings": self.loaded.read.report.counts,
                "left_out": [
                    {**_place(rows[position - 1]), "reason": reason}
                    for position, reason in sorted(self.barred.items())
                ],
            },
            "main_rows": [_place(rows[position - 1]) for position in self.drawn.main],
            "reserve_rows": [_place(rows[position - 1]) for position in self.drawn.reserve],
        }


def draw_file(
    file: Path,
    settings: DrawSettings,
    on: date,
    *,
    mapping: ListMapping | None = None,
    size: SizeSettings | None = None,
) -> FileDraw:
    """Rút mẫu: ``settings`` may name columns by the file's headings; with ``size`` n follows from the list.

    Who is under age, and later rows of one person, are left out and named. Raises CannotDraw, UnknownUnits, BadSize and
    what reading a list refuses.
    """
    named = (*settings.by, *(stage.column for stage in settings.stages))
    household = ("ma_ho",) if settings.households else ()
    loaded = load_list(file, on, mapping, (*named, *household))
    ours = dict(zip(named, own_columns(named, loaded.mapping), strict=True))
    settings = replace(
        settings,
        by=tuple(ours[name] for name in settings.by),
        stages=tuple(replace(stage, column=ours[stage.column]) for stage in settings.stages),
    )
    barred = loaded.read.barred()
    candidates = candidates_of(loaded.read.rows, barred, settings.by, settings.stages)
    drawn = draw_sample(candidates, loaded.list_hash, sized(settings, candidates, size))
    return FileDraw(loaded, on, barred, drawn)


def write_draw(found: FileDraw, out: Path, prefix: str = "") -> Sequence[Path]:
    """Ghi mẫu: the record, and the main and reserve lists as workbooks, with serials where there is a prefix.

    Raises NotWritable.
    """
    folder = writable_folder(out)
    rows, drawn = found.loaded.read.rows, found.drawn
    codes = form_codes(drawn, prefix) if prefix else None
    contents = {
        RECORD: (json.dumps(found.record, ensure_ascii=False, indent=1) + "\n").encode(),
        MAIN_LIST: sample_sheet("Danh sách chính thức", [rows[one - 1] for one in drawn.main], codes),
        RESERVE_LIST: sample_sheet("Danh sách dự phòng", [rows[one - 1] for one in drawn.reserve], codes),
    }
    for name, content in contents.items():
        write_whole(folder / name, content)
    return [folder / name for name in contents]


def redraw_file(record: Path, file: Path) -> list[dict[str, Any]]:
    """Rút lại: where a recorded draw differs from the same draw made again from the list; empty where it does not.

    Raises BadDrawRecord and what drawing refuses.
    """
    told = _record(record)
    recorded = draw_from_json(told, file=record.name)
    try:
        mapping = mapping_of(told["list"]["mapping"], file=record.name)
        on = date.fromisoformat(told["list"]["survey_day"])
        headless = not mapping.columns
    except (KeyError, TypeError, ValueError) as error:
        raise BadDrawRecord(where=record.name, file=record.name, reason=str(error)) from error
    again = draw_file(file, recorded.settings, on, mapping=None if headless else mapping)
    return list(differences(recorded, again.drawn))


def _record(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadDrawRecord(where=file.name, file=file.name, reason=str(error)) from error
    if not isinstance(told, dict):
        raise BadDrawRecord(where=file.name, file=file.name, reason="JSON")
    return told


def _place(row: FrameRow) -> dict[str, Any]:
    return {"position": row.position, "row": row.row, "serial": row.serial}


def share_of(text: str) -> Fraction | None:
    """Tỷ lệ: "10%", "0.1", "0,1" or "1/10" as a fraction; None for anything else.

    >>> share_of("10%"), share_of("0,1"), share_of("1/10"), share_of("mười")
    (Fraction(1, 10), Fraction(1, 10), Fraction(1, 10), None)
    """
    plain = text.strip().replace(",", ".")
    try:
        return Fraction(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        return None
