"""Chữ ký: judges capacity, title and name of the signer (PL.I-II.7; Đ.13)."""

import re
from collections.abc import Sequence

from directives.checking.judging.geometry import is_centred
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.vocabulary.words import SURNAMES

_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\. \S")
_LOOSE_AUTHORITY = re.compile(r"^(?P<letters>T\W?M|K\W?T|T\W?L|T\W?U\W?Q|Q)(?:\W+|$)(?P<title>.*)$")


@checks("F-89")
def authority_prefix_is_right(page: Page, rule: Rule) -> Judgements:
    """Chữ tắt quyền hạn: known letters, a full stop, one blank."""
    for line in page.boxes["authority"]:
        loose = _LOOSE_AUTHORITY.match(line.text)
        if loose and not _AUTHORITY.match(line.text):
            letters = re.sub(r"\W", "", loose["letters"])
            yield rule.finding(line, line.text, f"{letters}. {loose['title']}".strip())


@checks("F-90")
def authority_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ quyền hạn, chức vụ: bold upright capitals in the middle of the column."""
    for line in page.boxes["authority"]:
        yield from style_findings(line, rule)
        yield from _not_centred(page, line, rule)
        below = _below(page, line)
        if (
            below
            and line.text.startswith(("KT.", "TL.", "TUQ."))
            and not below[0].is_upper
            and not _is_signer(page, below[0])
        ):
            yield rule.finding(below[0], below[0].text, below[0].text.upper())


@checks("F-91")
def collective_is_signed_for(page: Page, rule: Rule) -> Judgements:
    """Thay mặt tập thể: a collective body's own name never stands without TM."""
    for line in page.boxes["authority"]:
        if line.text.startswith(tuple(rule.expects["collectives"])):
            yield rule.finding(line, line.text, f"TM. {line.text}")


@checks("F-92")
def deputy_follows_for(page: Page, rule: Rule) -> Judgements:
    """Ký thay: below KT. stands a deputy's title, on the next line or on the one after a long title."""
    deputies = tuple(rule.expects["deputies"])
    for line in page.boxes["authority"]:
        if line.text.startswith("KT"):
            below = [one.text for one in _below(page, line)[: rule.expects["within"]]]
            beside = f" {deputies[0]} " in line.text  # the deputy's title on the same line
            if not beside and not any(text.upper().startswith(deputies) for text in below):
                yield rule.finding(line, " / ".join([line.text, *below[:1]]), f"{deputies[0]} …")


@checks("F-93")
def head_of_unit_follows_by_order(page: Page, rule: Rule) -> Judgements:
    """Thừa lệnh, thừa ủy quyền: below stands the head of a unit; a deputy of the unit signs with KT."""
    deputies = tuple(rule.expects["deputies"])
    for line in page.boxes["authority"]:
        order = _LOOSE_AUTHORITY.match(line.text)
        if order is None or re.sub(r"\W", "", order["letters"]) not in ("TL", "TUQ"):
            continue
        below = _below(page, line)[:1]
        if not below or _is_signer(page, below[0]):
            yield rule.finding(line, line.text, "chức vụ của người đứng đầu đơn vị")
        elif below[0].text.upper().startswith(deputies):
            head = re.sub(r"^PHÓ\s+", "", below[0].text.upper())
            yield rule.finding(below[0], below[0].text, f"KT. {head} / {below[0].text.upper()}")


@checks("F-94")
def capacity_follows_the_deciding_authority(page: Page, rule: Rule) -> Judgements:
    """Quyền hạn ký và thẩm quyền ban hành: a collective decides and TM. signs, or a head decides and no TM. stands."""
    authority = page.first("authority")
    if authority is None:
        return
    decides = page.boxes["deciding_authority"][0].text.upper()
    for_all = authority.text.startswith("TM")
    if decides.startswith(tuple(rule.expects["collectives"])) and not for_all:
        yield rule.finding(authority, authority.text, f"TM. {' '.join(decides.split()[:4])}")
    elif for_all and decides.startswith(tuple(rule.expects["heads"])):
        yield rule.finding(
            authority, authority.text, f"ký theo thẩm quyền “{decides.rstrip(',')}”, không ghi TM."
        )


@checks("F-95")
def signer_name_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ họ tên: small letters, bold, below the title."""
    for line in page.boxes["signer"]:
        if line.is_upper:
            yield rule.finding(line, line.text, line.text.title())
        yield from style_findings(line, rule)
        yield from _not_centred(page, line, rule)


@checks("F-96")
def signer_bears_no_degree(page: Page, rule: Rule) -> Judgements:
    """Học hàm, học vị: none before the signer's name, save where the head of the sector allows them."""
    issuer = " ".join(line.text for line in page.boxes.get("issuer", ())).upper()
    for line in page.boxes["signer"]:
        before, name = _before_name(line.text)
        squeezed = "".join(before.replace(".", "").split()).casefold()
        if not any("".join(title.split()).casefold() in squeezed for title in rule.expects["titles"]):
            continue
        if issuer.startswith(tuple(rule.expects["sectors"])):
            yield rule.unseen(f"the sector of {issuer} may allow “{before}” before a name")
        else:
            yield rule.finding(line, line.text, name, at=(0, len(line.text) - len(name)))


def _below(page: Page, line: Line) -> Sequence[Line]:
    """Các dòng dưới: of the same cell, or of the same paragraphs outside tables."""
    start = page.lines.index(line)
    return [
        one for one in page.lines[start + 1 : start + 6] if one.cell == line.cell and one.place == line.place
    ]


def _before_name(text: str) -> tuple[str, str]:
    """Tách trước họ tên: what stands before the family name, and the name."""
    words = text.replace(".", ". ").split()
    first = next((place for place, word in enumerate(words) if word in SURNAMES), 0)
    return " ".join(words[:first]), " ".join(words[first:])


def _is_signer(page: Page, line: Line) -> bool:
    return line in page.boxes.get("signer", ())


def _not_centred(page: Page, line: Line, rule: Rule) -> Judgements:
    """Không giữa ô: judged in a table, where a column has a middle."""
    if line.place == "cell" and is_centred(page, line) is False:
        yield rule.finding(line, f"{line.text[:60]}: không ở giữa ô", "giữa ô")
