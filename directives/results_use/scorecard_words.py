"""Lời của bảng đánh giá: the tables and sentences of an evaluation as documents print them, in Vietnamese."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from directives.calendar.dates import short_date
from directives.document.model import BodyTable, TableColumn
from directives.numbers import decimal_number, percentage, whole_number
from directives.results_use.commendation import NOT_SHOWN, signed
from directives.results_use.scorecard import DutyTally, Evaluation, Known, Scorecard, Verdict
from directives.results_use.scorecard_weights import score_parts

_CONCLUDED = {
    Verdict.BETTER: "tăng rõ",
    Verdict.WORSE: "giảm rõ",
    Verdict.UNSURE: "chưa đủ để kết luận",
    Verdict.INCOMPARABLE: "không so sánh được",
}
_SHORT = {Known.WITHHELD: "không công bố", Known.UNMEASURED: "không đo"}
BOOK_NAMES = {
    "improvement": "Sổ khắc phục hạn chế",
    "telling": "Thông tin, tuyên truyền",
    "inspection": "Kiểm tra bộ phận một cửa",
    "one_stop": "Hồ sơ quá hạn, thư xin lỗi",
    "lesson": "Bài học của đợt trước",
    "own_plan": "Kế hoạch khắc phục đã phát hành",
    "evaluation": "Đánh giá năm",
    "commendation": "Trình khen thưởng",
    "reform_report": "Báo cáo cải cách hành chính",
}
"""Tên sổ: what a book of the year after a publication is called in a table."""


def index_table(found: Evaluation) -> BodyTable:
    """Bảng chỉ số: value, interval, change with its interval, and what may be concluded from it."""
    columns = (
        TableColumn("TT", width=0.8, centred=True),
        TableColumn("Đơn vị", width=4.2),
        TableColumn("Chỉ số (%)", numeric=True, width=1.7),
        TableColumn("Khoảng tin cậy (%)", width=2.6, centred=True),
        TableColumn("Thay đổi (điểm)", numeric=True, width=1.8),
        TableColumn("Khoảng tin cậy của thay đổi", width=2.6, centred=True),
        TableColumn("Kết luận", width=2.8),
    )
    return BodyTable(columns, tuple(_index_row(place, card) for place, card in _numbered(found)))


def duty_table(found: Evaluation) -> BodyTable:
    """Bảng nhiệm vụ: duties, reports, checks and entries in books; a score only where weights were set."""
    columns = [
        TableColumn("TT", width=0.8, centred=True),
        TableColumn("Đơn vị", width=4.2),
        *(
            TableColumn(f"Nhiệm vụ | {name}", numeric=True, width=1.4)
            for name in ("đến hạn", "đúng hạn", "chậm", "thiếu")
        ),
        *(
            TableColumn(f"Báo cáo | {name}", numeric=True, width=1.4)
            for name in ("đến hạn", "đúng hạn", "trả lại")
        ),
        TableColumn("Kiểm tra (lần)", width=1.8, centred=True),
        TableColumn("Ghi sổ", width=1.7, centred=True),
    ]
    if found.weights:
        columns.append(TableColumn("Điểm", numeric=True, width=1.4))
    return BodyTable(tuple(columns), tuple(_duty_row(place, card, found) for place, card in _numbered(found)))


def notes_of(found: Evaluation) -> tuple[str, ...]:
    """Chú thích của bảng: what counts, how a change is judged, and the weights or that there are none."""
    weights = {one.code: one for one in score_parts()}
    said = (
        "Điểm là trung bình có trọng số: "
        + "; ".join(f"{weights[part].name} {share}%" for part, share in found.weights.items())
        + "."
        if found.weights
        else "Không đặt trọng số nên không có điểm chung; các đơn vị được xem xét theo từng cột."
    )
    return (
        f"Số liệu tính đến hết ngày {short_date(found.day)}. Nhiệm vụ được miễn, tạm dừng không tính là đến hạn.",
        "Khoảng tin cậy ở mức 95%. Thay đổi nằm trong sai số chọn mẫu thì ghi “chưa đủ để kết luận”.",
        said,
    )


def index_sentences(found: Evaluation) -> Iterator[str]:
    """Câu về chỉ số: how many have one, its mean, who rose or fell beyond error, who has none and why."""
    shown = [card for card in found.cards if card.index.known is Known.SHOWN]
    count = whole_number(len(found.cards))
    yield (
        f"Cả {count} đơn vị được đánh giá đều có chỉ số hài lòng được công bố."
        if len(shown) == len(found.cards)
        else f"Trong số {count} đơn vị được đánh giá, {whole_number(len(shown))} đơn vị được công bố chỉ số."
    )
    means = {card.index.level: card.index.level_mean for card in shown if card.index.level_mean is not None}
    for mean in means.values():
        yield f"Trung bình cộng chỉ số của các đơn vị cùng cấp là {percentage(mean)}."
    for known, words in NOT_SHOWN.items():
        yield from _listed(f"Không có chỉ số ({words})", (c for c in found.cards if c.index.known is known))
    compared = [card for card in shown if card.change.verdict is not Verdict.INCOMPARABLE]
    if not compared:
        yield from _why_not_compared(shown)
        return
    yield from _listed("Tăng rõ so với năm trước", _of(compared, Verdict.BETTER), _by_change)
    yield from _listed("Giảm rõ so với năm trước", _of(compared, Verdict.WORSE), _by_change)
    unsure = list(_of(compared, Verdict.UNSURE))
    if unsure:
        yield (
            f"Của {whole_number(len(unsure))} đơn vị, thay đổi nằm trong sai số chọn mẫu nên chưa đủ để kết luận "
            "là tăng hay giảm."
        )
    yield from _listed(
        "Không so sánh được với năm trước", (c for c in shown if c.change.verdict is Verdict.INCOMPARABLE)
    )


def duty_sentences(found: Evaluation) -> Iterator[str]:
    """Câu về nhiệm vụ: totals, who is behind, reports that are missing, checks against their quota."""
    total, reports = DutyTally(), DutyTally()
    for card in found.cards:
        total, reports = total + card.duties, reports + card.reports
    yield (
        f"Có {whole_number(total.due)} nhiệm vụ đến hạn: {whole_number(total.on_time)} xong đúng hạn, "
        f"{whole_number(total.late)} xong chậm, {whole_number(total.missing)} quá hạn chưa làm."
    )
    yield from _listed(
        "Còn nhiệm vụ quá hạn chưa làm",
        (card for card in found.cards if card.duties.missing),
        lambda card: whole_number(card.duties.missing),
    )
    if reports.due:
        returned = sum(card.returned for card in found.cards)
        yield (
            f"Có {whole_number(reports.due)} báo cáo đến hạn: {whole_number(reports.on_time)} nộp đúng hạn, "
            f"{whole_number(reports.late)} nộp chậm, {whole_number(reports.missing)} chưa nộp; "
            f"{whole_number(returned)} lượt trả lại để sửa."
        )
        yield from _listed("Thiếu báo cáo", (card for card in found.cards if card.reports.missing))
    quota, checked = (sum(getattr(card, name) for card in found.cards) for name in ("quota", "checked"))
    if quota:
        yield f"Đã kiểm tra {whole_number(checked)} trên {whole_number(quota)} lần phải kiểm tra."
        yield from _listed(
            "Kiểm tra chưa đủ số lần",
            (card for card in found.cards if card.checked < card.quota),
            lambda card: f"{whole_number(card.checked)}/{whole_number(card.quota)}",
        )


def merit_of(card: Scorecard) -> str:
    """Thành tích theo số liệu: what the card shows, for the list of a decision."""
    said = []
    if card.index.value is not None:
        said.append(f"chỉ số hài lòng {percentage(card.index.value)}")
    if card.duties.due:
        said.append(f"{_of_all(card.duties.on_time, card.duties.due)} nhiệm vụ đúng hạn")
    if card.reports.due:
        said.append(f"{_of_all(card.reports.on_time, card.reports.due)} báo cáo đúng hạn")
    if card.quota:
        said.append(f"{_of_all(card.checked, card.quota)} lần kiểm tra")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _numbered(found: Evaluation) -> Iterable[tuple[int, Scorecard]]:
    return enumerate(found.cards, start=1)


def _index_row(place: int, card: Scorecard) -> tuple[str, ...]:
    index, change = card.index, card.change
    if index.known is not Known.SHOWN or index.value is None:
        return (str(place), card.name, "–", "–", "–", "–", _SHORT.get(index.known, "không có số liệu"))
    return (
        str(place),
        card.name,
        decimal_number(index.value),
        _range(index.low, index.high, decimal_number),
        signed(change.difference) if change.difference is not None else "–",
        _range(change.low, change.high, signed),
        _CONCLUDED[change.verdict],
    )


def _duty_row(place: int, card: Scorecard, found: Evaluation) -> tuple[str, ...]:
    due, done = (sum(getattr(one, name) for one in card.books) for name in ("due", "done"))
    counts = (
        card.duties.due,
        card.duties.on_time,
        card.duties.late,
        card.duties.missing,
        card.reports.due,
        card.reports.on_time,
        card.returned,
    )
    score = () if not found.weights else ("–" if card.score is None else decimal_number(card.score, 1),)
    return (
        str(place),
        card.name,
        *map(whole_number, counts),
        _of_all(card.checked, card.quota) if card.quota else "–",
        _of_all(done, due) if due else "–",
        *score,
    )


def _range(low: Decimal | None, high: Decimal | None, words: Callable[[Decimal], str]) -> str:
    if low is None or high is None:
        return "–"
    return f"{words(low)} đến {words(high)}"


def _of_all(part: int, whole: int) -> str:
    return f"{whole_number(part)}/{whole_number(whole)}"


def _of(cards: Sequence[Scorecard], verdict: Verdict) -> Iterator[Scorecard]:
    return (card for card in cards if card.change.verdict is verdict)


def _by_change(card: Scorecard) -> str:
    return f"{signed(card.change.difference)} điểm" if card.change.difference is not None else ""


def _listed(
    title: str, cards: Iterable[Scorecard], figure: Callable[[Scorecard], str] | None = None
) -> Iterator[str]:
    """Who is meant is named, however many they are."""
    names = [f"{card.name} ({figure(card)})" if figure else card.name for card in cards]
    if names:
        yield f"{title}: {'; '.join(names)}."


def _why_not_compared(shown: Sequence[Scorecard]) -> Iterator[str]:
    reasons = list(dict.fromkeys(card.change.reason for card in shown if card.change.reason))
    if reasons:
        yield f"Chưa so sánh được với năm trước: {'; '.join(reasons)}."
