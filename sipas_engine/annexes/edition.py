"""Ấn bản kết quả: every table, sentence and chart of a result, made once and shown in many places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipas_engine.annexes.charts import (
    Chart,
    bar_chart,
    change_chart,
    dot_chart,
    range_chart,
    share_chart,
)
from sipas_engine.annexes.criteria import criteria_table
from sipas_engine.annexes.groups import GROUP, group_tables
from sipas_engine.annexes.method import method_table
from sipas_engine.annexes.opinions import breakdown_table, numbers_table, opinions_table
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import PreviousYear, ranking_table, unit_elements_table
from sipas_engine.annexes.report import report_sentences
from sipas_engine.annexes.robustness import robustness, robustness_table, variations_table
from sipas_engine.annexes.sentences import Sentence, Tables, by_key
from sipas_engine.annexes.settings import settings_table
from sipas_engine.annexes.table import AnnexTable
from sipas_engine.annexes.weakness import GroupOfUnits, groups_of_units
from sipas_engine.annexes.whole import elements_table, levels_table, overall_table
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.perceptions.summary import QuestionSummary

#: So many elements stand in a ranking beside interval, rank set and last year; more have a table of their own.
MOST_RANKED_ELEMENTS = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """Cách gọi: what units of a level are called: in a title, in a sentence, and in the name of a file."""

    title: str
    noun: str
    slug: str


LEVELS: Mapping[str, Wording] = {
    "province": Wording("tỉnh, thành phố", "tỉnh, thành phố", "tinh"),
    "district": Wording("Ủy ban nhân dân cấp huyện", "huyện, thành phố", "huyen"),
    "commune": Wording("Ủy ban nhân dân cấp xã", "xã, phường, đặc khu", "xa"),
}
"""Tên các cấp: other levels are called by their own names."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """Năm trước của đợt: what was published then, by level and unit path, and how both years are called."""

    figures: Mapping[str, Mapping[tuple[str, ...], PreviousYear]] = field(default_factory=dict)
    name: str = "Năm trước"
    this_name: str = "Năm nay"


@dataclass(frozen=True, slots=True)
class Edition:
    """Ấn bản kết quả: tables and charts by key, the sentences of the report, and whom they speak of as a whole.

    ``ranked`` are the levels that have a ranking; ``groups`` by level what a unit's criteria are compared with,
    ``nouns`` by level what its units are called in a sentence.
    """

    result: IndexResult
    whole: UnitIndex
    tables: Tables
    charts: Mapping[str, Chart]
    sentences: tuple[Sentence, ...]
    ranked: tuple[str, ...]
    groups: Mapping[str, Mapping[str, GroupOfUnits]]
    nouns: Mapping[str, str]

    def level_of(self, name: str) -> UnitIndex:
        """Đơn vị theo tên: of the ranked levels, the highest level first; KeyError when there is none."""
        for level in self.ranked:
            for unit in self.result.level(level):
                if unit.name == name:
                    return unit
        raise KeyError(name)


def _whole(result: IndexResult) -> UnitIndex:
    """The smallest unit within which everybody was asked, but no unit of the last level: that is ranked or alone."""
    whole = result.national
    for level in result.by[:-1] or result.by:
        units = result.level(level)
        if len(units) != 1:
            break
        whole = units[0]
    return whole


def edition_of(
    result: IndexResult,
    *,
    last_year: LastYear | None = None,
    nouns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    opinions: Sequence[QuestionSummary] = (),
    breakdowns: Mapping[str, IndexResult] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Edition:
    """Lập ấn bản: the tables, sentences and charts that a result allows.

    The whole is the only unit of the first level, or of a level below it which has one unit too and is not the last (a
    district's own survey), and the levels below the first are ranked; where the first level has several units, the
    whole is the nation and all levels are ranked. Groups of units have each their own ranking.
    ``nouns`` say what the units of a level are called in sentences, where their names do not tell. ``opinions`` and
    ``breakdowns`` (by column) add the tables of what people said besides satisfaction, and of groups of people.
    ``chosen`` are settings of the campaign which the result does not hold (see ``settings_table``).
    """
    limits, before = limits or Limits(), last_year or LastYear()
    first = result.level(result.by[0])
    whole = _whole(result)
    below = result.by[1:] if len(first) == 1 else result.by
    ranked = () if GROUP in result.by else below  # units of different groups are never ranked together
    tables: list[AnnexTable] = [
        overall_table(result, whole),
        elements_table(result, whole),
        levels_table(result, whole),
        criteria_table(result, whole, title="Chỉ số hài lòng theo tiêu chí"),
        *(table for level in ranked for table in _rankings(result, level, before, limits)),
    ]
    tables += group_tables(result, limits=limits)
    if ranked:
        found = robustness(result, ranked[-1], limits=limits)
        tables += [robustness_table(found), variations_table(found)]
    tables += [breakdown_table(found, column, limits=limits) for column, found in (breakdowns or {}).items()]
    tables += [opinions_table(question, limits=limits) for question in opinions]
    if any(item.number is not None for question in opinions for item in question.items):
        tables.append(numbers_table(opinions, limits=limits))
    tables.append(method_table(result, title="Phương pháp tính và các thiết lập"))
    tables.append(settings_table(result, limits=limits, chosen=chosen))
    known = by_key(tables)
    words = {level: (nouns or {}).get(level) or _noun(result.level(level), level) for level in ranked}
    sentences = report_sentences(known, words, result)
    charts = {chart.key: chart for chart in _charts(known, ranked, before)}
    groups = {level: groups_of_units(result, level) for level in ranked}
    return Edition(result, whole, known, charts, sentences, tuple(ranked), groups, words)


def wording_of(level: str) -> Wording:
    """Cách gọi của một cấp: a level of a foreign file is called by its column."""
    return LEVELS.get(level, Wording(level, level, level))


#: Kinds of territory in the order of the law; which of them there are follows from the names of the units.
_KINDS = ("Huyện", "Quận", "Thị xã", "Thành phố", "Xã", "Phường", "Thị trấn", "Đặc khu")


def _noun(units: Sequence[UnitIndex], level: str) -> str:
    """What the units of a level are called: by the kinds that occur, else by the level."""
    kinds = [kind for kind in _KINDS if any(unit.name.startswith(f"{kind} ") for unit in units)]
    return ", ".join(kinds).lower() or wording_of(level).noun


def _rankings(result: IndexResult, level: str, before: LastYear, limits: Limits) -> Iterator[AnnexTable]:
    """The ranking of a level; where there are many elements it shows the components, and a second table them."""
    many = len(result.questions.elements) > MOST_RANKED_ELEMENTS
    title = f"Chỉ số hài lòng đối với {wording_of(level).title}"
    yield ranking_table(
        result,
        level,
        title=title,
        parts="components" if many else "elements",
        by_code=True,
        limits=limits,
        previous=before.figures.get(level),
        key=f"ranking:{level}",
    )
    if many:
        yield unit_elements_table(
            result, level, title=f"{title}, theo yếu tố", limits=limits, key=f"unit_elements:{level}"
        )


def _charts(tables: Tables, ranked: Sequence[str], before: LastYear) -> list[Chart]:
    found = [
        bar_chart(tables["elements"], key="elements", title="Chỉ số hài lòng theo yếu tố", name="element"),
        share_chart(
            tables["levels"], key="levels", title="Phân bố câu trả lời theo mức hài lòng", name="element"
        ),
    ]
    for level in ranked:
        ranking, units = tables[f"ranking:{level}"], wording_of(level).title
        found.append(dot_chart(ranking, key=f"ranking:{level}", title=f"Xếp hạng {units}"))
        changes = change_chart(
            ranking,
            key=f"change:{level}",
            title=f"Chỉ số của {units} qua hai năm",
            legend=(before.name, before.this_name),
        )
        found += [changes] if changes.rows else []
    if "robustness" in tables and len(tables["variations"].rows):
        found.append(
            range_chart(
                tables["robustness"], key="robustness", title="Khoảng thứ hạng qua các phương án tính thử"
            )
        )
    return found
