"""Loại nhiệm vụ: what kind a duty is, whether it is told or asked, and what would close it."""

import re

from directives.reading.duties.addressees import Told
from directives.reading.duties.phrases import Phrases

_ADVERBS = re.compile(
    r"^(?:(?:kịp thời|chủ động|khẩn trương|tập trung|có trách nhiệm|cần|phải|hằng năm|hàng năm|"
    r"định kỳ(?: hằng năm| hàng năm)?|"
    r"chủ trì,? phối hợp(?:[^;:.]{0,160}?có trách nhiệm|[^,;:.]{0,160},)|(?:trong phạm vi|trên cơ sở|căn cứ)"
    r"[^,;.]{0,200},(?: quyền hạn[^,;.]{0,60},)?|chủ trì,?(?= )|xin|đồng thời|cuối năm|hằng tháng|hàng tháng|"
    r"hằng quý|hàng quý)[\s,]+)+",
    re.IGNORECASE,
)
#: The sign of a footnote, glued to the word before it on its way to plain text ("kiểm tra1").
_NOTE_SIGN = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}(?=[\s,.;:])")
_PERCENT_OR_COUNT = re.compile(r"\d\s?%|:\s*\d[\d.]*\s+(?:người|hộ|lớp|xã|đơn vị|học viên|mô hình)\b")


def act_of(text: str, told: Told | None) -> str:
    """Việc phải làm: a duty's words from its verb on, without who is to do it and adverbs in front."""
    act = text[told.task :] if told and told.task < len(text) else text
    return _ADVERBS.sub("", _NOTE_SIGN.sub("", act).lstrip(" ,:;"))


def kind_of(text: str, told: Told | None, phrases: Phrases, *, ruling: bool, asked_here: bool) -> str:
    """Loại: report, request, target, provision or task.

    ``ruling``: nobody is named and the document lays down rules; ``asked_here``: the item or its heading asks.
    """
    act = act_of(text, told)
    if asked_here:
        return "request"
    if phrases.approval.match(text):
        return "provision"
    if (
        phrases.report.match(act)
        or _reports_in_time(text, phrases)
        or re.search(r"\btrong báo cáo\b[^.;]{0,120}\b(?:gửi|để báo cáo)\b", text)
    ):
        return "report"
    if _ANSWERS.match(act):
        return "provision"
    acts = phrases.opening_verb.match(text)
    if (
        told is None
        and not acts
        and ((phrases.target.search(text[:90]) and re.search(r"\d", text)) or _is_count(text))
    ):
        return "target"
    if ruling and (told is None or not (_MUST.search(text) or phrases.order.match(text))):
        return "provision"
    return "task"


_TIMED_REPORT = re.compile(
    r"(?:đồng thời,? )?(?:định kỳ|hằng|hàng|trước ngày|chậm nhất|cuối năm)\b[^;.]{0,90}?\bbáo cáo",
    re.IGNORECASE,
)
_TIMES_OF_ACTING = re.compile(
    r"định kỳ|trước ngày|chậm nhất|(?:hằng|hàng) (?:tuần|tháng|quý|năm)", re.IGNORECASE
)
#: Who answers for what, and what goes on as it was: nothing is to be done.
_ANSWERS = re.compile(
    r"(?:hoàn toàn )?chịu trách nhiệm trước pháp luật|tiếp tục (?:hoạt động|có hiệu lực)\b", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*\([^()]{0,300}\)")
_MUST = re.compile(
    r"\b(?:có trách nhiệm|chịu trách nhiệm (?:chỉ đạo|tổ chức|thực hiện)|phải|chủ trì|nộp|cung cấp|báo cáo)\b"
)


def _reports_in_time(text: str, phrases: Phrases) -> bool:
    """Báo cáo định kỳ: "Định kỳ hằng quý (trước ngày 20), báo cáo …": nothing is to do before the report."""
    found = _TIMED_REPORT.match(text)
    return bool(found) and not phrases.verb.search(
        _TIMES_OF_ACTING.sub("", found[0][: -len("báo cáo")] if found else "")
    )


def _is_count(text: str) -> bool:
    return len(text) < 120 and ";" not in text and bool(_PERCENT_OR_COUNT.search(text))


def evidence_of(text: str, told: Told | None, kind: str, phrases: Phrases) -> str:
    """Chứng cứ hoàn thành: report, appointment, publication, inspection, standing, or task for all other work."""
    act = act_of(text, told)
    first = " ".join(act.split()[:8])
    if kind == "report" or phrases.report.match(act) or _asks_for_word(act):
        return "report"
    if kind in ("target", "schedule", "closing"):
        return "task"
    if phrases.appointment.search(" ".join(act.split()[:7])):
        return "appointment"
    if phrases.approval.match(text):
        return "task"
    if told is None and phrases.inspection.match(act):
        return "inspection"
    if kind == "provision":
        return "standing"
    if phrases.inspection.search(" ".join(act.split()[:4])):
        return "inspection"
    said = _BRACKETED.sub("", act)  # "(báo cáo được đăng tải trên …)" says where something stands already
    if phrases.publication.search(" ".join(said.split()[:28])) or phrases.broadcast.search(said[:400]):
        return "publication"
    if phrases.inspection.search(first):
        return "inspection"
    return "standing" if phrases.standing.match(act) else "task"


def _asks_for_word(act: str) -> bool:
    """Xin ý kiến: an answer in writing closes it: "có ý kiến … gửi về …", "báo cáo … trước ngày …"."""
    sends = re.search(r"\b(?:có|cho|tham gia) ý kiến\b[^.;]{0,200}?\bgửi\b", act[:600])
    due = re.search(r"\b(?:báo cáo|gửi về|trình)\b[^.;]{0,120}?\b(?:trước ngày|chậm nhất)", act[:800])
    return bool(sends or due)


def is_asked(told: Told | None, addressees: tuple[str, ...], act: str, asked: bool, phrases: Phrases) -> bool:
    """Đề nghị: asked by its own words or those above it, or bodies outside the hierarchy asked to work together."""
    if told is not None and told.asked:
        return True
    if asked:
        return not (told is not None and told.ordered)
    outside = bool(addressees) and all(phrases.outside.match(name) for name in addressees)
    return outside and bool(phrases.asking_together.match(act))
