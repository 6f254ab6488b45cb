"""Căn cứ và viện dẫn: judges legal bases, citations, and the frame of a decision (PL.I-II.6a, 6b; PL.III, mẫu 1.2)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.checking.judging.geometry import is_centred
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.vocabulary.days import DAY
from directives.vocabulary.words import CITED_WORDS, UPPER

_LAWS = r"Bộ luật|Luật|Pháp lệnh"
_LAW_BASIS = re.compile(rf"^(?:-\s*)?Căn cứ\s+(?:các\s+)?(?:{_LAWS})\b(?P<rest>[^;]*)")
_AMENDED = re.compile(r"\(?\b(?:đã\s+)?được\s+sửa đổi|\(\s*sửa đổi")  # from here on another law is named
_LAW_NUMBER = re.compile(r"\s*\bsố\s*:?\s*\d+[/-][\w/-]*(?:QH|PL|UBTVQH)[\w-]*")
_LAW_ISSUER = re.compile(
    r"(?<=\d)(?:[,\s]+)của\s+(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội)"
)

#: Without the full stop of a sentence that ends with it.
_NUMBER = re.compile(
    rf"\bsố\s*:?\s*(?P<number>\d+[a-zđ]?(?:/\d{{4}})?/[{UPPER}][\wĐđ.&]*(?:-\s?[\wĐđ.&]+)*(?<![.&]))"
)
_CITED = tuple(word for word in CITED_WORDS if word not in ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp"))
_ON_DAY = re.compile(rf",?\s*\(?\s*(?:{DAY.format('')}|ngày\s*…)")
_ISSUED_BY = re.compile(r",?\s+(?:do|của)\s+(?=\w)")
#: How a subject begins; the second words may also begin a main clause, so after a comma they say nothing.
_SUBJECT = re.compile(r"(?:^|[\s“\"])(?i:về|v/v|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn)\b")
_SUBJECT_AT_ONCE = re.compile(
    r"(?:^|[\s“\"])(?i:triển khai|quyết định|công bố|thực hiện|giao|thành lập|kiện toàn|tổ chức|tăng cường|đẩy mạnh|"
    r"phát động|phối hợp|đính chính|bãi bỏ|thông qua|ủy quyền|đo lường|báo cáo|kết quả|đề nghị|điều chỉnh|bổ sung|"
    r"chấn chỉnh|yêu cầu|mời|công nhận|xây dựng|nâng cao)\b"
)
_END = re.compile(r"[;.()]")
#: Cited by the way, where the words before say what it is: "tại Tờ trình số …", "kèm theo Quyết định số …".
_BY_THE_WAY = ("tại", "theo", "bởi", "thế", "bỏ", "(", "và", "của")
_LONG_ISSUER = 12  # words: no agency's name is so long, so a subject stands among them


@checks("F-66")
def bases_are_in_italics(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ căn cứ: of a list of bases; in other types than decisions only a warning."""
    bases, strict = page.boxes["bases"], page.type_word in rule.expects["types"]
    listed = strict or sum(line.text.endswith(";") for line in bases) > 1
    for line in bases if listed else ():
        if strict or line.text.endswith(";"):
            for finding in style_findings(line, rule):
                yield finding if strict else replace(finding, severity=rule.expects["otherwise"])


@checks("F-67", "F-68")
def bases_end_rightly(page: Page, rule: Rule) -> Judgements:
    """Dấu câu của căn cứ: in decisions and resolutions, where they stand one below the other."""
    bases = page.boxes["bases"]
    if page.type_word not in rule.expects["types"]:
        return
    for number, line in enumerate(bases, start=1):
        mark = rule.expects["last"] if number == len(bases) else ";"
        if not line.text.endswith(mark):
            yield rule.finding(
                line, f"…{line.text[-20:]}", mark, at=(max(0, len(line.text) - 1), len(line.text))
            )


@checks("F-69")
def laws_are_named_without_number(page: Page, rule: Rule) -> Judgements:
    """Căn cứ là luật: neither number nor issuer of the law that is the basis; what amended it is not looked at."""
    for line in page.boxes["bases"]:
        law = _LAW_BASIS.match(line.text)
        if law is None:
            continue
        start = law.start("rest")
        named = _AMENDED.split(law["rest"], maxsplit=1)[0]
        for found in (_LAW_NUMBER.search(named), _LAW_ISSUER.search(named)):
            if found:
                words = found[0].strip(" ,")
                at = (start + found.start(), start + found.end())
                yield rule.finding(line, line.text[:100], words, at=at)


@checks("F-70")
def first_mention_is_full(page: Page, rule: Rule) -> Judgements:
    """Viện dẫn lần đầu: day, issuer and subject; a document named by the way needs no more than its day."""
    known: set[str] = set()
    words = rule.expects
    for line in (*page.boxes.get("bases", ()), *page.boxes.get("body", ())):
        for number in _NUMBER.finditer(line.text) if line.place == "body" else ():
            before = line.text[: number.start()].rstrip()
            kind = next((word for word in _CITED if before.endswith(word)), None)
            named = "".join(number["number"].split())
            if kind is None or named in known:
                continue
            known.add(named)
            by_the_way = before.removesuffix(kind).rstrip().lower().endswith(_BY_THE_WAY)
            missing = _missing(line.text[number.end() :], by_the_way=by_the_way)
            if missing:
                start = len(before) - len(kind)
                wanted = ", ".join(words[name] for name in missing)
                yield rule.finding(
                    line, line.text[start : number.end() + 40], wanted, at=(start, number.end())
                )


@checks("F-71")
def decision_has_its_frame(page: Page, rule: Rule) -> Judgements:
    """Khung của quyết định, nghị quyết: authority above the bases, then the deciding word on its own line."""
    wanted = rule.expects["words"].get(page.type_word)
    if wanted is None:
        return
    word = page.first("deciding_word")
    if word is None:
        yield rule.finding(page.boxes["type_name"][0], "", wanted)
    else:
        if word.text != wanted:
            yield rule.finding(word, word.text, wanted)
        if is_centred(page, word) is False:
            yield rule.finding(word, "không ở giữa dòng", "giữa dòng")
        yield from style_findings(word, rule)
    authority = page.first("deciding_authority")
    if authority is None:
        if "bases" in page.boxes:
            yield rule.finding(page.boxes["bases"][0], "", rule.expects["authority"])
    elif not authority.is_upper:
        yield rule.finding(authority, authority.text, authority.text.upper())


def _missing(rest: str, *, by_the_way: bool) -> Sequence[str]:
    """Phần thiếu: of a citation, by the words that follow its number."""
    missing = []
    day = _ON_DAY.match(rest)
    if day is None:
        missing.append("day")
    else:
        rest = rest[day.end() :]
    if by_the_way:
        return missing
    issued = _ISSUED_BY.match(rest)
    if issued is None:
        missing.append("issuer")
    else:
        rest = rest[issued.end() :]
    clause = _END.split(rest, maxsplit=1)[0]
    named = clause.split(",", maxsplit=1)[0]
    if not (_SUBJECT.search(clause) or _SUBJECT_AT_ONCE.search(named) or len(named.split()) > _LONG_ISSUER):
        missing.append("subject")
    return missing
