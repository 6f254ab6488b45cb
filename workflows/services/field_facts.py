"""Dữ kiện giám sát, phúc tra: what a report says of the checks in the field, or that none were recorded."""

from collections.abc import Iterator
from fractions import Fraction

from directives.numbers import decimal_number, whole_number
from sipas_engine.index.rounding import published_value
from sipas_engine.recheck.results import Discrepancy
from workflows.services.field_book import finding_answers, records, visits
from workflows.services.recheck_forms import NoRecheck, recheck_report
from workflows.services.workspace import Workspace

NO_VISITS = "Không ghi nhận cuộc giám sát nào tại địa bàn."
NO_RECHECK = "Không rút mẫu phúc tra."


def check_sentences(workspace: Workspace, campaign_id: str) -> list[str]:
    """Câu về giám sát, phúc tra: for the report's part on how the work went. Raises UnknownCampaign."""
    return [_supervision(workspace, campaign_id), *_recheck(workspace, campaign_id)]


def _supervision(workspace: Workspace, campaign_id: str) -> str:
    seen = visits(records(workspace, campaign_id, "visit"))
    if not seen:
        return NO_VISITS
    answers = finding_answers(records(workspace, campaign_id, "answer"))
    answered = {(answer.visit, answer.content) for answer in answers}
    findings = [(visit.id, content) for visit in seen for content in visit.findings]
    waiting = sum(finding not in answered for finding in findings)
    villages = len({visit.village for visit in seen})
    said = f"Giám sát {whole_number(len(seen))} lần tại {whole_number(villages)} thôn, tổ dân phố"
    if not findings:
        return f"{said}; không phát hiện sai sót."
    left = f"còn {whole_number(waiting)} phát hiện chưa được trả lời" if waiting else "tất cả đã được trả lời"
    return f"{said}; có {whole_number(len(findings))} phát hiện, {left}."


def _recheck(workspace: Workspace, campaign_id: str) -> Iterator[str]:
    try:
        found = recheck_report(workspace, campaign_id)
    except NoRecheck:
        yield NO_RECHECK
        return
    yield (
        f"Phúc tra: rút {whole_number(found.drawn)} phiếu, đã hỏi lại {whole_number(found.recorded)} phiếu; "
        f"không gặp người trả lời của {whole_number(found.not_met)} phiếu; "
        f"{whole_number(len(found.never_seen))} phiếu mà người được hỏi cho biết không thấy phiếu."
    )
    far = found.kinds.get("far")
    if far is not None and far.share is not None:
        yield f"Câu trả lời lệch từ hai mức trở lên khi hỏi lại: {_share(far)}."


def _share(found: Discrepancy) -> str:
    def words(value: float) -> str:
        rounded = published_value(Fraction(value))
        return "–" if rounded is None else decimal_number(rounded)

    interval = found.interval
    sure = f"; khoảng tin cậy 95%: từ {words(interval[0])}% đến {words(interval[1])}%" if interval else ""
    share = words(found.share or 0.0)
    return f"{share}% ({whole_number(found.different)}/{whole_number(found.asked)} câu{sure})"
