"""Công văn: the sentence that leads in, what it asks without any number, and the request at its end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.reading.duties.addressees import (
    Told,
    split_names,
    told_after_circumstance,
    told_at_start,
    told_within,
)
from directives.reading.duties.conditions import condition_of, report_to_of
from directives.reading.duties.days import Calendar
from directives.reading.duties.deadlines import read_time
from directives.reading.duties.items import Item
from directives.reading.duties.kinds import evidence_of, kind_of
from directives.reading.duties.marks import BodyLine
from directives.reading.duties.phrases import Phrases
from directives.reading.record import Obligation

_FOR_ATTENTION = re.compile(r"\bthông báo\s+(?:để|đến|tới|cho)\s*")
_KNOW = re.compile(r"\s+(?:được\s+)?biết\b|\s+biết(?=và)|,?\s*(?:triển khai\s+)?thực hiện\b")
_FOR_OPINION = re.compile(r"\bgửi\b[^.;]{0,200}?\b(?:đến|tới)\s+(?=quý|Quý|các|[^\W\d_a-z])")
_OPINION = re.compile(r"\s+(?:để\s+)?(?:nghiên cứu|có ý kiến|cho ý kiến|tham gia|góp ý)")
_CLOSES = re.compile(
    r"^(?:Trên đây|Trong quá trình|Nhận được|Vậy|Rất mong|Kính mong|Trân trọng|Căn cứ (?:nội dung|vào nội dung)|"
    r"Quá trình)"
)
_THIS_ONE = re.compile(
    r"^(?:Chỉ thị|Công điện|Công văn|Văn bản|Kế hoạch|Hướng dẫn) này |^(?:Giao|Yêu cầu) [^.;]{3,120}? (?:theo dõi|"
    r"đôn đốc)"
)
_DO_IT = re.compile(r"thực hiện|triển khai|phối hợp|quan tâm|chỉ đạo|hoàn thành|biết")
_GUIDES = re.compile(r"hướng dẫn[^.;]{0,60}như sau\s*:$|có ý kiến (?:trả lời|như sau)|trả lời như sau")
_REPORTED = re.compile(r"(?:trong đó|đã|được|theo|việc|có ý kiến|xét|nhận được)\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)")
_SUBJECT = re.compile(r"(?:^|[,;:]\s+|(?:vì vậy|Vì vậy|do đó|nay|và)\s+)(?=[^,;:]{0,160}$)")


_GLUED = re.compile(
    r"^Kính gửi\s*:.{3,400}?[.;)]\s+(?P<lead>(?:Thực hiện|Căn cứ|Theo|Để|Nhằm|Tiếp theo|Triển khai|Ngày)\s.*)$"
)


def glued_lead_in(lines: Sequence[str], end: int) -> tuple[int, str] | None:
    """Câu dẫn dính vào Kính gửi: the line, before the head's ``end``, and the words behind those addressed."""
    for number in range(max(0, end - 12), end):
        if found := _GLUED.match(lines[number]):
            return number, found["lead"]
    return None


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Câu dẫn: whom it names, whether it asks, whether it only explains rules; the lines it stands in."""

    who: tuple[str, ...]
    asked: bool
    ruling: bool
    lines: tuple[BodyLine, ...]


def lead_in_of(root: Item, phrases: Phrases) -> LeadIn:
    """Câu dẫn: "… yêu cầu các cơ quan, đơn vị, địa phương thực hiện một số nội dung sau:"."""
    for one in reversed(root.paragraphs):
        if one.text.endswith(":"):
            sentence = one.text[one.text.rfind(". ") + 1 :].lstrip()
            told = _last_told(sentence, phrases)
            ruling = told is None and bool(_GUIDES.search(sentence))
            return LeadIn(told.who if told else (), bool(told and told.asked), ruling, (one,))
    return LeadIn((), False, False, ())


def _last_told(sentence: str, phrases: Phrases) -> Told | None:
    """Câu giao việc cuối: a lead-in cites first and tells last."""
    found = None
    for cue in list(phrases.cue.finditer(sentence))[-6:]:
        told = told_at_start(sentence[cue.start() :], phrases)
        if told and not _REPORTED.search(sentence[: cue.start()]):
            found = told
    return found


def lead_duties(
    root: Item, lead: LeadIn, phrases: Phrases, calendar: Calendar
) -> Iterator[tuple[Obligation, BodyLine]]:
    """Nhiệm vụ không đánh số: what the letter's plain paragraphs ask, path "lead"; with the line it stands in."""
    count = 0
    who: tuple[str, ...] = ()
    spoken = False
    asked = False
    for one in _by_names(root, phrases):
        if one in lead.lines:
            spoken = True
            who, asked = lead.who, lead.asked
            one = _before_lead_in(one)
            if lead.who or not one.text:
                continue
        if "|" in one.text:
            continue
        told, sentence = _told_in(one.text, phrases, spoken=(spoken or bool(count)) and not root.children)
        if (
            told is None
            and spoken
            and lead.who
            and not root.children
            and phrases.opening_verb.match(one.text)
        ):
            who, asked = lead.who, lead.asked
            told, sentence = Told(who, asked, 0, 0), one.text  # what the lead-in asks, one paragraph each
        calendar.line = one.line
        time = read_time(sentence, phrases, calendar) if told or count else None
        follows = bool(count) and told is None and time is not None and "gửi" in one.text
        if not (told or follows):
            continue
        if told:
            who, asked = told.who, told.asked
        kind = kind_of(sentence, told, phrases, ruling=False, asked_here=asked)
        ref = "lead" if count == 0 else f"lead ({chr(ord('a') + count)})"
        count += 1
        duty = Obligation(
            ref,
            who,
            sentence.rstrip(" .;/:"),
            kind,
            time,
            condition_of(sentence),
            report_to_of(sentence[told.task if told else 0 :], phrases),
            "request" if asked else "order",
            evidence_of(sentence, told, kind, phrases),
            one.line,
        )
        yield duty, one


def _by_names(root: Item, phrases: Phrases) -> Iterator[BodyLine]:
    """Đoạn văn theo nơi nhận: in a letter without items a sentence that opens with another body is told for itself."""
    for one in root.paragraphs:
        open_text = ""
        for sentence in [one.text] if root.children or one.text.endswith(":") else _SENTENCE.split(one.text):
            told = told_at_start(sentence, phrases) if open_text else None
            if told and told.task < len(sentence) and not phrases.circumstance.match(sentence):
                yield BodyLine(open_text, one.line, one.last)
                open_text = sentence
            else:
                open_text = f"{open_text} {sentence}".strip()
        yield BodyLine(open_text, one.line, one.last)


def _before_lead_in(paragraph: BodyLine) -> BodyLine:
    """Trước câu dẫn: the sentences of its paragraph that stand before it."""
    return BodyLine(paragraph.text[: paragraph.text.rfind(". ") + 1], paragraph.line, paragraph.last)


def _told_in(text: str, phrases: Phrases, *, spoken: bool) -> tuple[Told | None, str]:
    """Câu giao trong đoạn: who is told and the sentence from its subject on; ``spoken``: a leader's words follow."""
    for sentence in _SENTENCE.split(text):
        approved = phrases.approval.match(sentence)
        start = approved.end() + 1 if approved else 0
        told = told_at_start(sentence[start:], phrases) if spoken else None
        if told and told.task < len(sentence) - start:
            return Told(told.who, told.asked, 0, told.task + start), sentence
        if not approved and (told := _cued(sentence, phrases)):
            begin = _subject(sentence, told.begin)
            return Told(told.who, told.asked, 0, told.task - begin), sentence[begin:]
        if told := _for_opinion(sentence, phrases):
            return told, sentence
    return None, text


def _cued(sentence: str, phrases: Phrases) -> Told | None:
    told = told_within(sentence, phrases)
    if told is None or _REPORTED.search(sentence[: told.begin]):
        return None
    before = sentence[: told.begin]
    return None if re.search(r"trong đó\s*$|\bđã\s[^,;]{0,80}$", before) else told


def _subject(sentence: str, cue: int) -> int:
    """Đầu vế câu: where the clause begins in which somebody asks or tells; its subject is kept when it is short."""
    found = [m.end() for m in re.finditer(r"[,;:]\s+", sentence[:cue])]
    begin = found[-1] if found else 0
    return begin if len(sentence[begin:cue].split()) <= 10 else cue


def _for_opinion(sentence: str, phrases: Phrases) -> Told | None:
    """Xin ý kiến: "… xin gửi bản chụp … đến quý cơ quan để nghiên cứu, có ý kiến …" asks those it is sent to."""
    sent = _FOR_OPINION.search(sentence)
    asked = _OPINION.search(sentence, sent.end()) if sent else None
    if sent is None or asked is None or asked.start() - sent.end() > 200:
        return None
    who = sentence[sent.end() : asked.start()].strip(" ,")
    return Told((who,), True, 0, asked.start()) if who else None


def is_closing(text: str, phrases: Phrases) -> bool:
    """Là đoạn kết: asks all to carry out, or says that those named may know and do it."""
    if _FOR_ATTENTION.search(text) and _KNOW.search(text):
        return True
    if len(text) > 900:
        return False
    told = told_within(text, phrases)
    if _CLOSES.match(text) or _THIS_ONE.match(text):
        return True
    if told is None or _CONTINUES.match(text) or (text.startswith("Yêu cầu") and not _CARRY_OUT.search(text)):
        return False
    return bool(_DO_IT.search(text, told.task))


_CONTINUES = re.compile(r"^(?:Giao|Phân công|Cơ quan|Đối với|Riêng|Trường hợp|Hướng dẫn)\b")
_CARRY_OUT = re.compile(r"(?:thực hiện|triển khai)[^.;]{0,60}[./]*$")


def closing_duties(
    tail: list[BodyLine], phrases: Phrases, calendar: Calendar, *, asked: bool
) -> Iterator[tuple[Obligation, BodyLine]]:
    """Đề nghị kết: the requests of the closing paragraphs, path "end"."""
    count = 0
    for one in tail:
        told = (
            _attention(one.text, phrases)
            or told_within(one.text, phrases)
            or told_after_circumstance(one.text, phrases)
        )
        if told is None:
            continue
        calendar.line = one.line
        reports = bool(re.search(r"phản ánh|báo cáo|gửi về|liên hệ", one.text[told.task :][:300]))
        kind = "closing" if not reports else ("request" if told.asked else "report")
        ref = "end" if count == 0 else f"end ({chr(ord('a') + count)})"
        count += 1
        force = "request" if told.asked or (asked and not _FOR_ATTENTION.search(one.text)) else "order"
        duty = Obligation(
            ref,
            told.who,
            re.sub(r"\.\s.*$", "", one.text).rstrip(" .;/:"),
            kind,
            read_time(one.text, phrases, calendar),
            condition_of(one.text),
            report_to_of(one.text, phrases) if reports else None,
            force,
            "report" if reports else "task",
            one.line,
        )
        yield duty, one


def _attention(text: str, phrases: Phrases) -> Told | None:
    """Thông báo để biết: "Văn phòng Chính phủ thông báo để Bộ Y tế và cơ quan liên quan biết, thực hiện"."""
    found = _FOR_ATTENTION.search(text)
    known = _KNOW.search(text, found.end()) if found else None
    if found is None or known is None or known.start() - found.end() > 300:
        return None
    names = split_names(text[found.end() : known.start()], phrases)
    return Told(names, False, found.start(), known.start()) if names else None
