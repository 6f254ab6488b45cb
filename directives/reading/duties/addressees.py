"""Nơi nhận nhiệm vụ: who is told or asked to do something, from the words of an item, a heading or a lead-in."""

import re
from dataclasses import dataclass
from itertools import islice

from directives.reading.duties.phrases import Phrases

#: Longest name, or list of names, of those addressed, in letters; what is longer is a sentence about something else.
_LONGEST = 420
#: How many verbs of telling in one sentence are tried before it is taken to tell nobody anything.
_CUES = 6

_CONCERNING = re.compile(r"^(?:ĐỐI VỚI|Thời hạn|Đối với|đối với|Về phía|Riêng(?: đối với)?)\s+")
_HEADED = re.compile(r"^[^:;.]{3,120}:\s+")
_RELATIVE = re.compile(r"^(?P<who>[^,.;:]{3,120}?) (?:đã|đang) (?:được|có) [^.;:]{3,200}?\sthì\s")
_RESPONSIBILITY = re.compile(
    r"^(?:Trách nhiệm|Nhiệm vụ|Thẩm quyền|TRÁCH NHIỆM|NHIỆM VỤ)(?: cụ thể)? (?:của|CỦA)\s+"
)
_BRACKETS = re.compile(r"\s*\([^()]{0,200}\)")
_NAMED = re.compile(r"^(?:đồng chí|ông|bà|ông \(bà\)|đ/c)\s+", re.IGNORECASE)
_NOT_BEFORE_GIAO = re.compile(r"(?:Ngoại|ngoại|bàn|chuyển|được|phân|Bàn|đã|việc|khi|nội dung|nhiệm vụ)\s+$")
_JOIN = re.compile(r"\s*;\s*(?:và\s+)?|\s*,\s*(?:và\s+)?|\s+(?:và|hoặc)\s+")
_PASSIVE = re.compile(r"\s(?:đã|đang|sẽ|là|bị|cũng|vẫn)\s")
_PLURAL = re.compile(r"(?:[Tt]ất cả )?(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Nn]hững)\s")
_OPEN_ENDED = re.compile(
    r"\s(?:để|được|bị|ngày càng|và|hoặc|của|với|cho|theo|tại|về|do|từ|không|có \d+.*|có số .*)$"
)
_MATTER = re.compile(r"\s(?:trong|đối với|về|khi)\s")
_NO_VERB_AFTER = re.compile(
    r"(?:^|\s)(?:các|những|từng|mỗi|trước|sau|việc|về|công tác|nhiệm vụ|kế hoạch|chức năng|việc thực hiện|được)$"
)
_WHICH_HAVE = re.compile(r"\scó (?!trách nhiệm|thẩm quyền|liên quan)\w+(?: \w+)?$")
_DOERS = ("quản lý", "chủ trì", "phối hợp", "thực hiện", "tham mưu", "kiểm tra", "chỉ đạo")
_KIND_OF_BODY = re.compile(r"(?:^|các |, )(?:cơ quan|đơn vị|bộ phận|ban|tổ|hội đồng)$")
_STOP = re.compile(r"\.\s|\.$|\n|[?!]")
_ENDS = " ,;:.-"


@dataclass(frozen=True, slots=True)
class Told:
    """Người được giao: names as written, whether they are asked rather than told, and where they stand.

    ``begin`` is where the words of telling begin in the sentence, ``task`` where what is to be done does; a task at the
    sentence's end says that nothing is to do.
    """

    who: tuple[str, ...]
    asked: bool
    begin: int
    task: int
    ordered: bool = False


def told_at_start(text: str, phrases: Phrases) -> Told | None:
    """Chủ thể đầu câu: "Giao Sở Nội vụ …", "Đối với Bưu điện tỉnh", "Sở X có trách nhiệm …", "a) Bộ Y tế: …"."""
    cue = phrases.cue.match(text)
    if cue:
        return _told_by(text, cue, phrases)
    for pattern in (_CONCERNING, _RESPONSIBILITY):
        if found := pattern.match(text):
            if not _is_agent(text, found.end(), phrases):
                return None
            matter = _MATTER.search(text, found.end()) if pattern is _RESPONSIBILITY else None
            if matter:
                return Told(split_names(text[found.end() : matter.start()], phrases), False, 0, matter.end())
            return _named(text, found.end(), phrases, heading=True)
    if not _is_agent(text, 0, phrases):
        return None
    which = _RELATIVE.match(text)  # "Đại lý đã được công nhận thì …": who, told apart by what was done
    if which and not phrases.verb.search(which["who"]):
        return Told(split_names(which["who"], phrases), False, 0, which.end())
    return _named(text, 0, phrases)


def told_below_title(text: str, phrases: Phrases) -> Told | None:
    """Chủ thể sau nhan đề: "Thẩm quyền cấp mã số: Tổng cục trưởng … quyết định …"."""
    title = _HEADED.match(text)
    if not title or phrases.aside_item.match(text) or not _is_agent(text, title.end(), phrases):
        return None
    told = _named(text, title.end(), phrases)
    return told if told and told.task < len(text) else None


def told_within(text: str, phrases: Phrases) -> Told | None:
    """Chủ thể trong câu: "… Thủ tướng Chính phủ giao Bộ Y tế kiểm tra …", "Hằng năm, Sở Nội vụ chủ trì …"."""
    for cue in islice(phrases.cue.finditer(text), _CUES):
        if _NOT_BEFORE_GIAO.search(text, max(0, cue.start() - 12), cue.start()):
            continue
        told = _told_by(text, cue, phrases)
        if told and told.task < len(text):
            return told
    return None


def told_after_circumstance(text: str, phrases: Phrases) -> Told | None:
    """Chủ thể sau trạng ngữ: behind "Khi …,", "Căn cứ …," or "Hằng năm," the first name that has something to do."""
    if not phrases.circumstance.match(text):
        return None
    for comma in islice(re.finditer(r"[,;:]\s+", text[:1500]), 12):
        if _is_agent(text, comma.end(), phrases) and _may_act(text, comma.end()):
            if _GOES_ON.search(text, 0, comma.start()) and _listed_to(text, comma.end()):
                continue  # "Trường hợp không xác định được A, B hoặc C, …": those listed do nothing
            told = _named(text, comma.end(), phrases)
            if told and told.task < len(text):
                return told
    return None


#: A case that speaks of somebody just before the comma, so that its list goes on behind it.
_GOES_ON = re.compile(r"^(?:[Tt]rong )?(?:[Tt]rường hợp|[Nn]ếu|[Kk]hi)\s[^.;:]*$")
_LIST_ENDS = re.compile(r"[^.;:,]{0,200}(?:,[^.;:,]{0,200}){0,4}\shoặc\s[^.;:,]{1,200},\s")


def _listed_to(text: str, at: int) -> bool:
    """Còn trong danh sách: whether "…, B hoặc C, ai đó" stands at this place."""
    return bool(_LIST_ENDS.match(text, at))


def told(text: str, phrases: Phrases) -> Told | None:
    """Người được giao: by whichever of the three ways the sentence names somebody first."""
    return (
        told_at_start(text, phrases) or told_after_circumstance(text, phrases) or told_within(text, phrases)
    )


def is_heading_of_agents(text: str, phrases: Phrases) -> Told | None:
    """Tiêu đề là cơ quan: "2. Sở Tài chính:", "Đối với Bưu điện tỉnh", "Giao Chính phủ:": names and nothing to do."""
    bare = text.rstrip(_ENDS)
    found = told_at_start(text, phrases)
    return found if found and found.task >= len(bare) else None


def split_names(text: str, phrases: Phrases) -> tuple[str, ...]:
    """Tách nơi nhận: one name a body. A comma or "và" parts two only where the name of another body follows.

    "Các cơ quan, đơn vị" and "UBND các huyện: A, B và C" stay whole.
    """
    text = _BRACKETS.sub("", text).strip(_ENDS)
    cuts = [0]
    for joint in _JOIN.finditer(text):
        if _parts_names(text, joint, cuts[-1], phrases):
            cuts.append(joint.end())
    ends = [*cuts[1:], len(text)]
    pieces = (_JOIN_AT_END.sub("", text[a:b]).strip(_ENDS) for a, b in zip(cuts, ends, strict=True))
    return tuple(dict.fromkeys(_NAMED.sub("", piece) for piece in pieces if piece))


_JOIN_AT_END = re.compile(r"(?:\s*[,;]\s*(?:và)?|\s+(?:và|hoặc))\s*$")


def _parts_names(text: str, joint: re.Match[str], begin: int, phrases: Phrases) -> bool:
    rest = joint.end()
    if joint[0].strip().startswith(";"):
        return True
    if _OFFICE_OF.search(text, begin, joint.start()) and _COUNCIL.match(text, rest):
        return False  # "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện" is one office
    head = phrases.head.match(text, rest)
    if not head or not _is_agent(text, rest, phrases):
        return False
    if "," in joint[0] and _IN_SET.match(text, rest) and _BARE_KIND.search(text, begin, joint.start()):
        return False  # "các Sở, Ban, ngành" is one expression
    if text[rest].isupper() or head[0].lower().startswith(("các ", "những ", "mỗi ", "từng ")):
        return True
    # "các cơ quan, tổ chức, đơn vị" is one expression; a small letter parts only a word that says who, not where
    person = _PERSON.match(text, rest)
    return bool(person) and ("," in joint[0] or "hoặc" in joint[0] or not text.startswith("đại biểu", rest))


_OFFICE_OF = re.compile(
    r"(?:^|[Vv]à |[,;] )(?:Chánh |Phó Chánh |Lãnh đạo |lãnh đạo )?[Vv]ăn phòng (?:HĐND|Hội đồng nhân dân|Đoàn đại biểu "
    r"Quốc hội|Đoàn ĐBQH)(?:,? (?:và )?(?:HĐND|Hội đồng nhân dân))?$"
)
_COUNCIL = re.compile(r"UBND|[UỦ]y ban nhân dân|HĐND|Hội đồng nhân dân|Uỷ ban nhân dân")
_BARE_KIND = re.compile(
    r"(?:^|[Cc]ác |; )(?:[Ss]ở|[Bb]ộ|[Pp]hòng|[Vv]ụ|[Cc]ục|[Bb]an|[Tt]ập đoàn)(?:, (?:[Bb]an|[Nn]gành|"
    r"[Tt]ổng [Cc]ông ty))*$"
)
_IN_SET = re.compile(r"(?:[Bb]an|[Nn]gành|(?:[Tt]ổng )?[Cc]ông ty)\b(?! [^\W\d_]*[Cc]hỉ| [Qq]uản)")
_PERSON = re.compile(
    r"(?:người|thủ trưởng|lãnh đạo|chủ tịch|giám đốc|chính quyền|đại biểu|bộ trưởng|hội đồng|ủy ban|"
    r"chủ phương tiện)\b|cơ quan (?!chuyên môn)"
)


def _is_agent(text: str, at: int, phrases: Phrases) -> bool:
    head = phrases.head.match(text, at)
    plural = _PLURAL.match(text, at)
    stranger = phrases.stranger.match(text, plural.end() if plural else at)
    return bool(head) and not (head and stranger and stranger.end() >= head.end())


def _may_act(text: str, at: int) -> bool:
    """Không phải vế liệt kê: behind a comma "đơn vị", "phường" go on with a list; a name or "các …" begins anew."""
    return text[at].isupper() or bool(_PLURAL.match(text, at) or _PERSON.match(text, at))


def _told_by(text: str, cue: re.Match[str], phrases: Phrases) -> Told | None:
    """Được giao bằng động từ: the names between "giao", "yêu cầu", "đề nghị" and what is to be done."""
    at = _after_cue(text, cue, phrases)
    if at is None:
        return None
    asked = bool(phrases.request.match(text, cue.start()))
    found = _named(text, at, phrases, loose=True)
    ordered = bool(phrases.order.match(text, cue.start()))
    return Told(found.who, asked, cue.start(), found.task, ordered) if found else None


def _after_cue(text: str, cue: re.Match[str], phrases: Phrases) -> int | None:
    """Chỗ của tên: where the names behind a verb of telling begin; None where nobody is named."""
    at = cue.end()
    for filler in (" ", "cho ", "tới ", "đến "):
        if text.startswith(filler, at):
            at += len(filler)
    if at >= len(text) or not (text[at].isupper() or _is_agent(text, at, phrases)):
        return None
    if cue[0].lower() == "phân công" and not text[at].isupper():
        return None  # "phân công lãnh đạo, cán bộ …" is what those addressed do among themselves
    return at


def _named(
    text: str, at: int, phrases: Phrases, *, heading: bool = False, loose: bool = False
) -> Told | None:
    """Tên và việc: the names from ``at`` up to the first verb, or up to a colon or the end where nothing is to do."""
    text = _BRACKETS.sub(lambda m: " " * len(m[0]), text)
    limit = min(len(text), at + _LONGEST)
    head = phrases.head.match(text, at)
    search = head.end() if head else at
    colon = _colon(text, search, limit, phrases)
    stop = _STOP.search(text, search, limit)
    for verb in islice(phrases.verb.finditer(text, search, limit), 12):
        if stop and verb.start() > stop.start():
            break
        if colon is not None and verb.start() > colon:
            break
        who = text[at : verb.start()]
        if verb["noun"] or _is_noun(text, verb, who, phrases):
            continue
        if phrases.bare_head.search(who.strip()) and not phrases.adverb.match(text, verb.start()):
            continue
        names = who.strip(_ENDS)
        if (
            phrases.cue.match(text, verb.start())
            and _after_cue(text, verb, phrases) is not None
            and not loose
        ):
            return None  # "UBND huyện yêu cầu các xã …": those named last are told
        if (
            not names
            or _OPEN_ENDED.search(f" {names}")
            or (_PASSIVE.search(f" {_BRACKETS.sub('', names)} ") and not loose)
        ):
            return None
        return Told(split_names(names, phrases), False, at, verb.start())
    if colon is not None:
        after = colon + 1
        task = after + len(text[after:]) - len(text[after:].lstrip())
        return Told(split_names(text[at:colon], phrases), False, at, task)
    ended = stop is None or stop.end() >= len(text.rstrip())
    if ended and len(text.rstrip()) <= limit and ";" not in text[at:].rstrip(_ENDS).replace("; ", ", ", 6):
        rest = text[at:].strip(_ENDS)
        if _PASSIVE.search(f" {rest} ") and not heading:
            return None
        return Told(split_names(rest, phrases), False, at, len(text))
    return None


def _colon(text: str, at: int, limit: int, phrases: Phrases) -> int | None:
    """Dấu hai chấm: one that ends the names; "Các Bộ: Y tế, Công Thương" goes on with them."""
    colon = text.find(":", at, limit)
    if colon < 0:
        return None
    rest = text[colon + 1 :].lstrip()
    if not rest or phrases.opening_verb.match(rest):
        return colon
    return None


def _is_noun(text: str, verb: re.Match[str], who: str, phrases: Phrases) -> bool:
    """Danh từ trùng động từ: "các cơ quan, tổ chức", "cơ quan quản lý", "đơn vị thực hiện" name somebody."""
    before = who.rstrip().lower()
    if _NO_VERB_AFTER.search(before) or (_WHICH_HAVE.search(before) and not before.endswith("liên quan")):
        return True
    if verb[0] == "tổ chức":
        return (who.endswith(", ") and not text[verb.end() :].lstrip().startswith(("thực", "triển"))) or bool(
            re.search(r"(?:các|và|hoặc|của|cơ quan|cá nhân)$", before)
        )
    if verb[0] in _DOERS and _KIND_OF_BODY.search(before):
        after = text[verb.end() :].lstrip()
        if verb[0] == "quản lý" or not after or after[0] in ",;:.":
            return True
        # "các đơn vị phối hợp thực hiện": they are to do it; "cơ quan chủ trì tham mưu": the name goes on
        return verb[0] != "phối hợp" and bool(phrases.verb.match(after)) and not phrases.adverb.match(after)
    return False
