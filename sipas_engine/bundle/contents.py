"""Lập bộ công bố: from a result and its counts to the files that are published, the same bytes on any day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sipas_engine.annexes.charts import Chart, ChartRow
from sipas_engine.annexes.drawing import as_svg
from sipas_engine.annexes.edition import edition_of
from sipas_engine.annexes.page import page_of
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.sentences import Sentence
from sipas_engine.annexes.spreadsheet import workbook_of
from sipas_engine.annexes.table import AnnexTable
from sipas_engine.bundle.count_files import COUNTS, UNITS, counts_csv, units_csv
from sipas_engine.bundle.counts import PublishedCounts, published_counts
from sipas_engine.bundle.manifest import BundleFile, sealed
from sipas_engine.bundle.precision import (
    PRECISION,
    Contribution,
    contributions,
    precision_csv,
    precisions,
    read_precision,
)
from sipas_engine.bundle.recompute import recomputed, with_errors
from sipas_engine.bundle.redaction import Nesting, TooFewForms, redacted, withheld_units
from sipas_engine.bundle.settings import Input, Settings
from sipas_engine.bundle.tables import (
    published_sentences,
    published_tables,
    sentences_json,
    table_csv,
    table_file,
    tables_json,
    whole_of,
)
from sipas_engine.index.as_json import result_as_json
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.tally.tally import Tally

QUESTIONS, RESULT, TABLES, SENTENCES, WORKBOOK, PAGE = (
    "questions.toml",
    "result.json",
    "tables.json",
    "sentences.json",
    "tables.xlsx",
    "page.html",
)


MOST_CHARTED = 800
"""Số đơn vị còn vẽ được: points of more units cannot be told apart on a page, and drawing them takes minutes."""

ENDS = 20
"""Số đơn vị mỗi đầu: how many of the first and of the last a chart of very many units shows."""


@dataclass(frozen=True, slots=True)
class Source:
    """Nguồn của bộ công bố: what was computed, the counts behind it, and what is said of both.

    ``levels`` gives for each level the columns of the tally that tell its units apart; it counts also by the columns
    of strata, and of clusters, that ``result`` names. ``questions`` is the text of
    the question set as it will stand in the bundle; ``program`` names the edition that computed.
    """

    result: IndexResult
    tally: Tally
    levels: Mapping[str, tuple[str, ...]]
    questions: bytes
    inputs: tuple[Input, ...]
    title: str
    notice: str = ""
    program: str = ""
    campaign: str = ""
    version: int | None = None
    draft: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Printed:
    """Bản in: what a bundle shows of a result: the redacted result, its tables, and the counts they rest on."""

    result: IndexResult
    counts: PublishedCounts
    contributions: tuple[Contribution, ...]
    settings: Settings
    tables: tuple[AnnexTable, ...]
    sentences: tuple[Sentence, ...]


def printed_from(
    counts: PublishedCounts,
    found: tuple[Contribution, ...],
    questions: QuestionSet,
    settings: Settings,
) -> Printed:
    """Bản in từ số đếm: what these counts give; publishing and verifying go through here, so they cannot differ."""
    values = recomputed(counts, questions, settings)
    result = with_errors(values, precisions(found, counts, values))
    tables = published_tables(result, counts, settings.limits)
    return Printed(result, counts, found, settings, tables, published_sentences(result, tables))


def bundle_of(source: Source, documents: Sequence[BundleFile] = ()) -> dict[str, bytes]:
    """Bộ công bố: every file by its path, the manifest among them.

    ``documents`` are put in as they are. Raises LevelsNotNested, TooFewForms.
    """
    shown = printed_result(source)
    files = [
        BundleFile(UNITS, "units", units_csv(shown.counts)),
        BundleFile(COUNTS, "counts", counts_csv(shown.counts)),
        BundleFile(PRECISION, "precision", precision_csv(shown.contributions)),
        BundleFile(QUESTIONS, "questions", source.questions),
        *printed_files(shown),
        *chart_files(shown),
        *documents,
    ]
    return sealed(files, shown.settings, program=source.program, questions=source.questions)


def printed_result(source: Source) -> Printed:
    """Phần được công bố: the result with its small groups withheld, and its tables. Raises as ``bundle_of``."""
    nesting = Nesting(source.levels)
    result, limits = source.result, source.limits
    if limits.suppresses(result.national.n_valid):
        raise TooFewForms(where="", n=result.national.n_valid, limit=limits.suppress_below)
    sizes = {(unit.level, unit.path): unit.n_valid for unit in result.units}
    withheld = withheld_units(sizes, nesting, limits)
    counts = published_counts(source.tally, result, nesting, withheld, result.method)
    public = redacted(result, withheld)
    alone = counts.units[0].status == "index_alone" and public.national.published is not None
    settings = Settings(
        title=source.title,
        notice=source.notice,
        method=result.method,
        nesting=nesting,
        limits=limits,
        inputs=source.inputs,
        weight=result.weight,
        strata=result.strata,
        psu=result.psu,
        national_index=str(public.national.published) if alone else None,
        campaign=source.campaign,
        version=source.version,
        draft=source.draft,
    )
    design = {
        "strata": (result.strata,) if result.strata else (),
        "psu": (result.psu,) if result.psu else (),
    }
    found = contributions(result, counts, source.tally, limits, **design)
    # Read back from their text: what is published must follow from what the file says, to the last place.
    return printed_from(counts, read_precision(precision_csv(found)), result.questions, settings)


def printed_files(shown: Printed) -> list[BundleFile]:
    """Tệp in ra từ kết quả: everything that follows from the counts: figures, tables, workbook, page."""
    title, notice = shown.settings.title, shown.settings.heading
    first, *below = shown.result.by
    units = shown.result.level(below[0] if below else first)
    page = page_of(
        shown.result,
        shown.tables,
        title=title,
        notice=notice,
        whole=whole_of(shown.result),
        units=units,
    )
    return [
        BundleFile(RESULT, "result", result_json(shown)),
        BundleFile(TABLES, "tables", tables_json(shown.tables)),
        BundleFile(SENTENCES, "sentences", sentences_json(shown.sentences)),
        *(BundleFile(table_file(table), "table", table_csv(table)) for table in shown.tables),
        BundleFile(WORKBOOK, "tables", workbook_of(shown.tables, title=title, notice=notice)),
        BundleFile(PAGE, "page", page.encode()),
    ]


def chart_files(shown: Printed) -> list[BundleFile]:
    """Tệp biểu đồ: of the same redacted result; known by hash only, since other machines may draw otherwise."""
    if shown.counts.units[0].counts is None:
        return []
    charts = edition_of(shown.result, limits=shown.settings.limits).charts
    return [
        BundleFile(f"charts/{key.replace(':', '-')}.svg", "chart", as_svg(_of_ends(chart)))
        for key, chart in charts.items()
        if chart.rows
    ]


def _of_ends(chart: Chart) -> Chart:
    """Of more units than can be told apart, those at both ends, and the title says so."""
    if len(chart.rows) <= MOST_CHARTED:
        return chart
    title = f"{chart.title} ({ENDS} đơn vị đầu và {ENDS} đơn vị cuối trong {len(chart.rows)} đơn vị)"
    return replace(chart, title=title, rows=(*chart.rows[:ENDS], ChartRow("…", ""), *chart.rows[-ENDS:]))


def result_json(shown: Printed) -> bytes:
    """Kết quả dạng json: as ``vanthu index --json`` prints it, of what is published, with the reasons for the rest."""
    withheld = [
        {"level": level, "path": list(path), "reason": reason}
        for (level, path), reason in shown.counts.withheld.items()
    ]
    content = {
        "title": shown.settings.title,
        "notice": shown.settings.heading,
        "withheld": withheld,
        **result_as_json(shown.result),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
