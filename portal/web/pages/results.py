"""Kết quả: the frozen result of a campaign, looked at from all sides; who prepares and approves it is beside this."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query, Response

from portal.web.access import Doors, allow_campaign
from portal.web.charts.heat import STEPS, heat_map
from portal.web.charts.rows import drawn, figure_with_ranks
from portal.web.visit import Visiting
from sipas_engine.annexes.charts import Chart, around
from sipas_engine.annexes.edition import Edition, wording_of
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.annexes.report import part_of
from sipas_engine.annexes.table import AnnexTable
from workflows.services.accounts.reach import campaigns_within
from workflows.services.accounts.roles import Act
from workflows.services.cuts import cuts
from workflows.services.publish_bundle import campaign_publications
from workflows.services.result_desk import ResultDesk, result_desk, unit_result

doors = Doors(prefix="/ket-qua")
#: So many units stand on a page of a ranking or a map.
PAGE = 60

#: Cột không nêu: what of the table of units stands on another page.
_LEFT_OUT = {
    "ranking": ("previous", "change", "steps"),
    "change": ("n_valid", "elements", "components", "rank_low", "rank_high"),
}

Level = Annotated[str, Query(alias="cap")]
Page = Annotated[int, Query(alias="trang", ge=1)]


@doors.page("", Act.SEE_RESULTS)
def campaigns(visit: Visiting) -> Response:
    """Các đợt: with their last cut, and how far their publication is."""
    plans = [
        plan
        for plan in campaigns_within(visit.workspace, visit.person.units_for(Act.SEE_RESULTS))
        if plan.is_survey
    ]
    rows = [
        (plan, cuts(visit.workspace, plan.id), campaign_publications(visit.workspace, plan.id))
        for plan in plans
    ]
    return visit.page("results/index.html", rows=rows)


@doors.page("/{campaign}", Act.SEE_RESULTS)
def overview(visit: Visiting, campaign: str) -> Response:
    """Tổng quan: the index of the whole, its elements, how people answered, the sentences of the report."""
    desk = open_desk(visit, campaign, Act.SEE_RESULTS)
    values: dict[str, Any] = {}
    if desk.edition is not None:
        edition = desk.edition
        values = {
            "whole": edition.whole,
            "charts": [
                (drawn(edition.charts[key]), shown_table(edition, key)) for key in ("elements", "levels")
            ],
            "sentences": [one.text for one in part_of(edition.sentences, "overall")]
            or [one.text for one in edition.sentences[:6]],
            "counted": len(edition.result.level(edition.ranked[-1])) if edition.ranked else 0,
        }
    return _page(visit, "results/overview.html", desk, **values)


@doors.page("/{campaign}/xep-hang", Act.SEE_RESULTS)
def ranking(visit: Visiting, campaign: str, cap: Level = "", trang: Page = 1) -> Response:
    """Xếp hạng: every unit with its interval and the ranks which the sample allows it."""
    return _charted(visit, campaign, "results/ranking.html", "ranking", cap, trang)


@doors.page("/{campaign}/qua-cac-nam", Act.SEE_RESULTS)
def change(visit: Visiting, campaign: str, cap: Level = "", trang: Page = 1) -> Response:
    """Thay đổi qua hai năm: of every unit that has a figure of the year before, with this year's interval."""
    return _charted(visit, campaign, "results/change.html", "change", cap, trang)


@doors.page("/{campaign}/do-vung", Act.SEE_RESULTS)
def robustness(visit: Visiting, campaign: str, trang: Page = 1) -> Response:
    """Độ vững: how the ranks move under other methods."""
    desk = open_desk(visit, campaign, Act.SEE_RESULTS)
    if desk.edition is None or "robustness" not in desk.edition.charts:
        return _page(visit, "results/robustness.html", desk, picture=None)
    edition = desk.edition
    chart, part = edition.charts["robustness"], slice((trang - 1) * PAGE, trang * PAGE)
    return _page(
        visit,
        "results/robustness.html",
        desk,
        picture=drawn(replace(chart, rows=chart.rows[part])),
        tables=[shown_table(edition, "robustness", part), shown_table(edition, "variations")],
        pages=_pages(len(edition.tables["robustness"].rows), trang),
    )


@doors.page("/{campaign}/yeu-to", Act.SEE_RESULTS)
def heat(
    visit: Visiting,
    campaign: str,
    cap: Level = "",
    trang: Page = 1,
    theo: Annotated[str, Query(pattern="^(yeu-to|tieu-chi)$")] = "yeu-to",
) -> Response:
    """Yếu tố và tiêu chí: of every unit, as a map of colours."""
    desk = open_desk(visit, campaign, Act.SEE_RESULTS)
    if desk.edition is None or not desk.edition.ranked:
        return _page(visit, "results/elements.html", desk, found=None)
    level = _level(desk.edition, cap)
    found = heat_map(desk.edition, level, criteria=theo == "tieu-chi")
    part = found.rows[(trang - 1) * PAGE : trang * PAGE]
    shown = replace(found, rows=part)
    pages = _pages(len(found.rows), trang)
    return _page(
        visit, "results/elements.html", desk, found=shown, steps=STEPS, level=level, theo=theo, pages=pages
    )


@doors.page("/{campaign}/don-vi", Act.SEE_RESULTS)
def unit(visit: Visiting, campaign: str, cap: Level, ten: str) -> Response:
    """Một đơn vị: ``ten`` is its path, parts apart by " / "."""
    desk = open_desk(visit, campaign, Act.SEE_RESULTS)
    if desk.edition is None:
        return _page(visit, "results/unit.html", desk, found=None)
    found = unit_result(desk.edition, cap, ten.split(" / "))
    rows = list(zip(found.elements.row_keys, printed_rows(found.elements), strict=True))
    return _page(visit, "results/unit.html", desk, found=found, elements=rows, level=cap)


def open_desk(visit: Visiting, campaign: str, act: Act) -> ResultDesk:
    """Mở kết quả của một đợt: for people of the offices which run it. Raises Forbidden, UnknownCampaign."""
    allow_campaign(visit, act, campaign)
    return result_desk(visit.workspace, campaign)


def shown_table(
    edition: Edition, key: str, part: slice = slice(None), *, left_out: tuple[str, ...] = ()
) -> dict[str, object]:
    """Bảng để xem: headings, note and a part of its rows as printed; rows know the unit they are about.

    ``left_out`` are the columns, by the beginning of their keys, that another page shows.
    """
    table = edition.tables[key]
    places = [place for place, one in enumerate(table.columns) if one.key.split(".")[0] not in left_out]
    rows = [
        (row_key, [cells[place] for place in places])
        for row_key, cells in list(zip(table.row_keys, printed_rows(table), strict=True))[part]
    ]
    columns = [table.columns[place] for place in places]
    return {"title": table.title, "note": table.note, "columns": columns, "rows": rows}


def _charted(visit: Visiting, campaign: str, template: str, kind: str, cap: str, page: int) -> Response:
    desk = open_desk(visit, campaign, Act.SEE_RESULTS)
    edition = desk.edition
    if edition is None or not edition.ranked:
        return _page(visit, template, desk, picture=None)
    level = _level(edition, cap)
    chart = edition.charts.get(f"{kind}:{level}")
    if chart is None:
        return _page(visit, template, desk, picture=None, level=level)
    chart = (
        _with_rank_sets(chart, edition.tables[f"ranking:{level}"])
        if kind == "ranking"
        else _with_whole_intervals(chart)
    )
    part = slice((page - 1) * PAGE, page * PAGE)
    return _page(
        visit,
        template,
        desk,
        picture=drawn(replace(chart, rows=chart.rows[part])) if chart.rows[part] else "",
        legend=chart.legend,
        table=shown_table(edition, f"ranking:{level}", part, left_out=_LEFT_OUT[kind]),
        level=level,
        pages=_pages(len(edition.tables[f"ranking:{level}"].rows), page),
    )


def _with_rank_sets(chart: Chart, table: AnnexTable) -> Chart:
    """The ranks which the sample allows each unit, beside its index."""
    if not any(column.key == "rank_low" for column in table.columns):
        return chart
    sets = zip(table.column("sipas"), table.column("rank_low"), table.column("rank_high"), strict=True)
    known = [(low, high) for sipas, low, high in sets if sipas is not None]
    rows = [
        row if low is None else replace(row, figure=figure_with_ranks(row.figure, low, high))
        for row, (low, high) in zip(chart.rows, known, strict=True)
    ]
    return replace(chart, rows=tuple(rows))


def _with_whole_intervals(chart: Chart) -> Chart:
    """The scale reaches as far as the intervals, which stand beside two years here."""
    ends = [end for row in chart.rows for end in (row.value, row.before, row.low, row.high)]
    return replace(chart, axis=around([end for end in ends if end is not None]))


def _level(edition: Edition, wanted: str) -> str:
    return wanted if wanted in edition.ranked else edition.ranked[-1]


def _pages(count: int, page: int) -> tuple[int, int]:
    """Trang này, số trang."""
    return page, max(1, -(-count // PAGE))


def _page(visit: Visiting, template: str, desk: ResultDesk, **values: Any) -> Response:
    ranked = desk.edition.ranked if desk.edition else ()
    levels = [(level, wording_of(level).title) for level in ranked]
    return visit.page(template, desk=desk, plan=desk.plan, edition=desk.edition, levels=levels, **values)
