"""Kết quả đã công bố: for everybody, without signing in: figures, open data, and how to verify them."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import Query, Response

from portal.messages import _
from portal.web.access import Doors
from portal.web.charts.heat import STEPS
from portal.web.charts.published import elements_map, rank_chart, ranking_chart
from portal.web.charts.rows import drawn
from portal.web.visit import Visiting
from sipas_engine.annexes.edition import wording_of
from workflows.services.public_ranks import ranks_allowed
from workflows.services.public_results import (
    PublicEdition,
    holding,
    packed,
    public_edition,
    public_editions,
    verification_of,
)

doors = Doors(prefix="/cong-bo")
PAGE = 60
#: So many findings of a verification are listed; there should be none.
_MOST_FINDINGS = 50
#: Loại tệp: all are handed out to be kept, never shown as a page of the portal itself.
_KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
    ".toml": "application/toml",
    ".zip": "application/zip",
}


@doors.page("", None)
def all_published(
    visit: Visiting, ma: Annotated[str, Query(max_length=200)] = "", campaign: str = ""
) -> Response:
    """Các kết quả đã công bố: the newest first; ``ma`` is a hash that somebody wants to find again."""
    editions = public_editions(visit.workspace)
    newest: dict[str, int] = {}
    for one in editions:
        newest[one.campaign] = max(one.edition, newest.get(one.campaign, 0))
    rows = [
        public_edition(visit.workspace, one.campaign, one.edition)
        for one in editions
        if newest[one.campaign] == one.edition
    ]
    found = holding(visit.workspace, ma) if ma else None
    return visit.page("published/index.html", rows=rows, asked=ma.strip(), found=found)


@doors.page("/{campaign}/{edition}", None)
def result(
    visit: Visiting,
    campaign: str,
    edition: int,
    cap: str = "",
    trang: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """Kết quả: what the approved files say, and all of these files."""
    shown = public_edition(visit.workspace, campaign, edition)
    levels = [level for level in shown.result["method"]["by"] if shown.table(f"ranking:{level}")]
    level = cap if cap in levels else levels[-1]
    allowed = ranks_allowed(shown, level)
    units = [
        {**unit, "rank_set": unit["rank_set"] or allowed.get(tuple(unit["path"]))}
        for unit in shown.result["units"]
        if unit["level"] == level
    ]
    units.sort(key=lambda unit: (unit["rank"] is None, unit["rank"] or 0, unit["path"]))
    table = shown.table(f"ranking:{level}") or {}
    part = slice((trang - 1) * PAGE, trang * PAGE)
    chart = ranking_chart(units, str(table["title"]))
    ranks = rank_chart(units, _("Ranks which the sample allows"))
    later = [one for one in public_editions(visit.workspace) if one.campaign == campaign]
    return visit.page(
        "published/result.html",
        shown=shown,
        whole=_whole(shown),
        levels=[(one, wording_of(one).title) for one in levels],
        level=level,
        picture=drawn(replace(chart, rows=chart.rows[part])) if chart.rows[part] else None,
        ranks=drawn(replace(ranks, rows=ranks.rows[part])) if ranks.rows[part] else None,
        table={**table, "rows": table["rows"][part]},
        heat=elements_map(table, [row["key"] for row in table["rows"][part]]),
        steps=STEPS,
        others=[
            shown.table(key) for key in ("elements", "levels", "criteria", "withheld") if shown.table(key)
        ],
        pages=(trang, max(1, -(-len(units) // PAGE))),
        editions=later,
    )


@doors.page("/{campaign}/{edition}/kiem-chung", None)
def verification(visit: Visiting, campaign: str, edition: int) -> Response:
    """Kiểm chứng: every hash and every figure computed again, here; and how to do it elsewhere."""
    shown = public_edition(visit.workspace, campaign, edition)
    found = verification_of(shown)
    findings = found.findings[:_MOST_FINDINGS]
    return visit.page("published/verification.html", shown=shown, found=found, findings=findings)


@doors.page("/{campaign}/{edition}/toan-bo.zip", None)
def everything(visit: Visiting, campaign: str, edition: int) -> Response:
    """Toàn bộ tệp: in one packed file, byte for byte as it was approved."""
    shown = public_edition(visit.workspace, campaign, edition)
    return _file(f"{campaign}-{edition}.zip", packed(visit.workspace, shown))


@doors.page("/{campaign}/{edition}/tep/{path:path}", None)
def one_file(visit: Visiting, campaign: str, edition: int, path: str) -> Response:
    """Một tệp dữ liệu mở: byte for byte as it was approved."""
    shown = public_edition(visit.workspace, campaign, edition)
    return _file(PurePosixPath(path).name, shown.file(path))


def _file(name: str, content: bytes) -> Response:
    kind = _KINDS.get(PurePosixPath(name).suffix, "application/octet-stream")
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "public, max-age=31536000, immutable",
    }
    return Response(content, media_type=kind, headers=headers)


def _whole(shown: PublicEdition) -> dict[str, Any]:
    """Toàn bộ: the only unit of the first level, else all forms together; as in the tables."""
    first = [one for one in shown.result["units"] if one["level"] == shown.result["method"]["by"][0]]
    found: dict[str, Any] = first[0] if len(first) == 1 else shown.result["national"]
    return found
