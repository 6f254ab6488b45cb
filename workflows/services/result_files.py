"""Tệp kết quả: a campaign's result as pages, tables, charts and data, all from one edition."""

import json
from collections.abc import Iterator

from sipas_engine.annexes.drawing import as_png, as_svg
from sipas_engine.annexes.edition import Edition, wording_of
from sipas_engine.annexes.page import page_of, robustness_page
from sipas_engine.annexes.report import part_of
from sipas_engine.annexes.spreadsheet import workbook_of
from sipas_engine.annexes.unit_page import unit_page
from sipas_engine.bundle.tables import table_csv, tables_json
from sipas_engine.index.as_json import result_as_json
from workflows.services.campaign_edition import result_of_office
from workflows.services.campaign_state import CampaignState
from workflows.services.published_files import PublishedFile
from workflows.services.result_annexes import notice_of

#: Tables that have a page of their own.
_ROBUSTNESS = ("robustness", "variations")


def result_files(edition: Edition, state: CampaignState, folder: str) -> Iterator[PublishedFile]:
    """Tệp kết quả của đợt: the page, the robustness page, a page for each unit, tables, charts, json."""
    notice = " ".join(part for part in (notice_of(state.plan), state.plan.note) if part)
    yield from _pages(edition, state, folder, notice)
    yield from _unit_pages(edition, state, folder)
    tables = tuple(edition.tables.values())
    workbook = workbook_of(tables, title=state.plan.title, notice=notice)
    yield PublishedFile(f"{folder}/phu-luc.xlsx", workbook, "annexes")
    for table in tables:
        yield PublishedFile(f"{folder}/bang/{file_stem(table.key)}.csv", table_csv(table), "table")
    for key, chart in edition.charts.items():
        yield PublishedFile(f"{folder}/hinh/{file_stem(key)}.svg", as_svg(chart), "chart")
        yield PublishedFile(f"{folder}/hinh/{file_stem(key)}.png", as_png(chart), "chart")
    yield PublishedFile(f"{folder}/ket-qua.json", _as_json(edition, state, notice), "result")


def file_stem(key: str) -> str:
    """Tên tệp: of a table or chart by its key, in Vietnamese without marks.

    >>> file_stem("ranking:commune"), file_stem("elements"), file_stem("breakdown:sex")
    ('xep-hang-xa', 'yeu-to', 'theo-gioi-tinh')
    """
    kind, _, level = key.partition(":")
    of = _TRAITS.get(level) or (wording_of(level).slug if level else "")
    return "-".join(filter(None, (_STEMS.get(kind, kind), of)))


_STEMS = {
    "overall": "chung",
    "elements": "yeu-to",
    "levels": "muc-tra-loi",
    "criteria": "tieu-chi",
    "ranking": "xep-hang",
    "unit_elements": "yeu-to-don-vi",
    "change": "qua-hai-nam",
    "robustness": "do-vung",
    "variations": "phuong-an-tinh-thu",
    "method": "cach-tinh",
    "settings": "thiet-lap",
    "numbers": "quan-tam-mong-doi",
    "opinions": "nhan-dinh",
    "breakdown": "theo",
}
_TRAITS = {"service": "dich-vu", "sex": "gioi-tinh", "age": "do-tuoi", "mode": "cach-tra-loi"}


def _pages(edition: Edition, state: CampaignState, folder: str, notice: str) -> Iterator[PublishedFile]:
    plan = state.plan
    page = page_of(
        edition.result,
        [table for key, table in edition.tables.items() if key not in _ROBUSTNESS],
        title=plan.title,
        notice=notice,
        whole=edition.whole,
        units=edition.result.level(edition.ranked[0]) if edition.ranked else (),
        sentences=[sentence.text for sentence in edition.sentences],
    )
    yield PublishedFile(f"{folder}/ket-qua.html", page.encode(), "page")
    chart = edition.charts.get("robustness")
    if chart is not None:
        robust = robustness_page(
            [edition.tables[key] for key in _ROBUSTNESS],
            [sentence.text for sentence in part_of(edition.sentences, "robust")],
            title=plan.title,
            notice=notice,
            picture=f"hinh/{file_stem(chart.key)}.svg",
            alternative=chart.alternative,
        )
        yield PublishedFile(f"{folder}/do-vung.html", robust.encode(), "page")


def _unit_pages(edition: Edition, state: CampaignState, folder: str) -> Iterator[PublishedFile]:
    notice = notice_of(state.plan)
    for office in state.units:
        unit = result_of_office(edition, office)
        page = unit_page(edition, unit, name=office.full_name, title=state.plan.title, notice=notice)
        yield PublishedFile(f"{folder}/don-vi/{office.id}.html", page.encode(), "unit_page")


def _as_json(edition: Edition, state: CampaignState, notice: str) -> bytes:
    plan = state.plan
    content = {
        "campaign": plan.id,
        "title": plan.title,
        "notice": notice,
        "synthetic": plan.synthetic_returns is not None,
        "annexes": json.loads(tables_json(tuple(edition.tables.values()))),
        "sentences": [
            {
                "id": sentence.id,
                "text": sentence.text,
                "cells": [[cell.table, list(cell.row), cell.column] for cell in sentence.cells],
            }
            for sentence in edition.sentences
        ],
        "index": result_as_json(edition.result),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
