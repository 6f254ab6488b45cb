"""Dữ kiện của báo cáo tổng hợp: the sums in words and tables; every unit that is absent is named."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from directives.document.column_widths import columns_of
from directives.document.model import BodyTable, TableColumn
from directives.followup.plan import FieldKind, ReportField
from directives.followup.report_values import ReportValues
from directives.followup.reports import Owed, TierTotals
from directives.numbers import decimal_number
from workflows.services.report_draft import Insertions
from workflows.services.report_sums import ReportSum

MISSING = "thiếu"
_ABSENT, _SENT_BACK, _ON_PAPER = "Chưa báo cáo", "Trả lại để sửa", "Chưa có số liệu"
#: So many names are read in a sentence; of more the annex names all.
_NAMED = 20
_NOTHING = "–"


def synthesis_facts(found: ReportSum) -> dict[str, Any]:
    """Dữ kiện: sentences about who handed in, the totals, what is missing, and the annex of texts if there are any."""
    return {
        "annex": _annex(found),
        "handed_in_sentence": _handed_in(found),
        "absent_sentences": [{"text": text} for text in _absent(found)],
        "total_sentences": [{"text": text} for text in _totals(found)],
        "missing_sentences": [{"text": text} for text in _missing(found)],
        "text_parts": [
            {
                "title": "NỘI DUNG KHÁC",
                "text": "Nội dung các đơn vị nêu bằng lời được ghi nguyên văn tại Phụ lục II.",
            }
        ]
        * bool(_said(found)),
        "text_annexes": [{"title": "NỘI DUNG CÁC ĐƠN VỊ NÊU", "file": "table:texts"}] * bool(_said(found)),
    }


def synthesis_tables(found: ReportSum) -> Insertions:
    """Bảng: "units" with the figures tier by tier and a total; "texts" with what was said in words, as written."""
    columns = [
        TableColumn("TT", width=1.0, centred=True),
        TableColumn("Đơn vị", width=5.0),
        *(TableColumn(_headed(one), numeric=True, width=2.4) for one in found.figures),
        TableColumn("Ghi chú", width=2.8),
    ]
    came = f"{len(found.totals.present)}/{len(found.owed)} báo cáo"
    total = ["", "Tổng cộng", *_cells(found, found.totals.figures, whole=True), came]
    texts = tuple((str(number), *row) for number, row in enumerate(_said(found), start=1))
    return Insertions(
        {
            "units": BodyTable(tuple(columns), tuple(map(tuple, [*_rows(found), total]))),
            "texts": BodyTable(columns_of(["TT", "Đơn vị", "Mục", "Nội dung"], texts), texts),
        }
    )


def figure_shown(figure: Decimal) -> str:
    """Số liệu trong văn bản: thousands apart by full stops, all its decimals."""
    exponent = figure.as_tuple().exponent
    return decimal_number(figure, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


def _annex(found: ReportSum) -> str:
    return "Phụ lục I" if _said(found) else "Phụ lục"


def _handed_in(found: ReportSum) -> str:
    came, owed = len(found.totals.present), len(found.owed)
    what = "báo cáo có số liệu theo biểu"
    if came == owed:
        return f"Đã nhận đủ {owed} {what} của các đơn vị."
    return f"Đã nhận {came} trong số {owed} {what} mà các đơn vị phải gửi."


def _absent(found: ReportSum) -> Iterable[str]:
    absent = [one for one in found.owed if one in found.totals.absent]
    silent = [one for one in absent if one not in found.sent_back | found.on_paper]
    for said, units in (
        ("Chưa gửi báo cáo", silent),
        ("Đã gửi nhưng bị trả lại để sửa, chưa gửi lại", [one for one in absent if one in found.sent_back]),
        (
            "Đã báo cáo bằng văn bản, chưa có số liệu theo biểu",
            [one for one in absent if one in found.on_paper],
        ),
    ):
        if units:
            yield f"{said} ({len(units)}): {_named(found, units)}."


def _totals(found: ReportSum) -> list[str]:
    texts = []
    for one in found.figures:
        total = found.totals.figures.get(one.code)
        unit = f" {one.unit}" if one.unit else ""
        texts.append(
            f"{one.name}: "
            + (f"{figure_shown(total)}{unit}" if total is not None else "chưa đơn vị nào có số liệu")
        )
    return [text + ("." if text == texts[-1] else ";") for text in texts]


def _missing(found: ReportSum) -> Iterable[str]:
    for one in found.figures:
        units = [owed for owed in found.owed if owed in found.totals.missing.get(one.code, frozenset())]
        if units:
            yield f"Mục “{one.name}” còn thiếu trong báo cáo của {len(units)} đơn vị: {_named(found, units)}."


def _named(found: ReportSum, units: Sequence[Owed]) -> str:
    shown = "; ".join(found.name(one) for one in units[:_NAMED])
    rest = len(units) - _NAMED
    return shown if rest <= 0 else f"{shown} và {rest} đơn vị khác nêu tại {_annex(found)}"


def _headed(one: ReportField) -> str:
    return one.name + (f" ({one.unit})" if one.unit else "")


def _rows(found: ReportSum) -> Iterable[list[str]]:
    """An office with others below it has a row of its sum, then its own report if it owes one."""
    own: dict[str, list[Owed]] = {}
    for owed in found.owed:
        own.setdefault(owed[0], []).append(owed)
    number = 0
    for place, tier in enumerate(found.tiers):
        following = found.tiers[place + 1 : place + 2]
        is_whole = tier.totals.present | tier.totals.absent == found.totals.present | found.totals.absent
        if not is_whole and any(lower.depth > tier.depth for lower in following):
            yield _sum_row(found, tier)
        for owed in own.get(tier.office, ()):
            number += 1
            yield [str(number), found.name(owed), *_of_unit(found, owed)]


def _sum_row(found: ReportSum, tier: TierTotals) -> list[str]:
    came, absent = len(tier.totals.present), len(tier.totals.absent)
    name = f"Cộng {found.office(tier.office)}"
    return ["", name, *_cells(found, tier.totals.figures, whole=True), f"{came}/{came + absent} báo cáo"]


def _of_unit(found: ReportSum, owed: Owed) -> list[str]:
    if owed in found.totals.absent:
        note = _SENT_BACK if owed in found.sent_back else _ON_PAPER if owed in found.on_paper else _ABSENT
        return [*[_NOTHING for _ in found.figures], note]
    return [*_cells(found, found.reports[owed].figures, whole=False), ""]


def _cells(found: ReportSum, figures: Any, *, whole: bool) -> list[str]:
    lacking = _NOTHING if whole else MISSING
    return [figure_shown(figures[one.code]) if one.code in figures else lacking for one in found.figures]


def _said(found: ReportSum) -> list[list[str]]:
    """Nội dung bằng lời: of every unit and field, as written; a file by its name."""
    fields = [one for one in found.step.report if one.kind is not FieldKind.FIGURE]
    return [
        [found.name(owed), one.name, text]
        for owed in found.owed
        if owed in found.reports
        for one in fields
        if (text := _text(found.reports[owed], one))
    ]


def _text(values: ReportValues, one: ReportField) -> str:
    if one.kind is FieldKind.TEXT:
        return values.texts.get(one.code, "")
    name = values.names.get(one.code, "")
    return f"Tệp {name}" if name else ""
