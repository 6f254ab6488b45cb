"""Sửa chữ Word: the runs that hold some letters of a paragraph, split where need be; letters replaced in them.

Fields, revisions, links and content controls stay as they are: a run is split where it stands, inside what holds it.
"""

import unicodedata
from collections.abc import Callable, Collection
from copy import deepcopy
from itertools import zip_longest

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.word_text import letters, letters_of, own_runs

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PROPERTIES = f"{W}rPr"
_BOUND = f"{W}sdtPr/{W}dataBinding"


class NotMade(Exception):
    """Không sửa được: an edit that cannot be made on this file; the file is as it was before it."""


def runs_between(
    paragraph: etree._Element, start: int, end: int, shown: Callable[[etree._Element], bool]
) -> list[etree._Element]:
    """Các đoạn chữ: the runs that hold the letters from ``start`` to before ``end``, and none beside them.

    ``shown`` tells the runs whose letters count. Raises NotMade when the paragraph has fewer letters.
    """
    visible = [one for one in own_runs(paragraph) if shown(one)]
    if not 0 <= start <= end <= (total := sum(len(letters(run)) for run in visible)):
        raise NotMade(f"the paragraph has {total} letters, not {end}")
    found, place = [], 0
    for run in visible:
        length = len(letters(run))
        first, last = max(start - place, 0), min(end - place, length)
        place += length
        if first >= last:
            continue
        if last < length:
            _split(run, last)
        found.append(_split(run, first) if first > 0 else run)
    return found


def replace_letters(
    paragraph: etree._Element,
    start: int,
    old: str,
    text: str,
    shown: Callable[[etree._Element], bool],
    in_fields: Collection[etree._Element],
) -> None:
    """Thay chữ: see ``ReplaceLetters``. Raises NotMade where other letters stand, in a field or a bound control."""
    visible = [run for run in own_runs(paragraph) if shown(run)]
    whole = "".join(letters(run) for run in visible)
    if whole[start : start + len(old)] != old:
        raise NotMade(f"there stands {whole[start : start + len(old)]!r}, not {old!r}")
    if not visible:
        raise NotMade("the paragraph has no letters whose look could be taken")
    for run in _touched(visible, start, start + len(old)):
        if run in in_fields or any(one.find(_BOUND) is not None for one in run.iterancestors(f"{W}sdt")):
            raise NotMade("the letters are written by a field or a form")
    if not old:
        _put_in(visible, start, text)
        return
    if _rewritten_in_place(visible, start, old, text):
        return
    first, *rest = runs_between(paragraph, start, start + len(old), shown)
    _rewrite(first, text)
    for run in rest:
        _rewrite(run, "")
    for run in (first, *rest):
        if all(child.tag == _PROPERTIES for child in run):
            _remove(run)


def compose(run: etree._Element) -> bool:
    """Dựng sẵn: the run's letters in NFC, a mark beside its letter; whether anything was written otherwise."""
    changed = False
    texts = list(run.iterchildren(f"{W}t"))
    for text, following in zip_longest(texts, texts[1:]):
        if following is not None and not _broken_off(text, following):
            _take_marks(text, following)
        composed = unicodedata.normalize("NFC", text.text or "")
        if composed != (text.text or ""):
            text.text, changed = composed, True
    return changed


def field_results(part: etree._Element) -> set[etree._Element]:
    """Kết quả của trường: every run whose letters a field writes, its codes included."""
    found, depth = set(), 0
    for run in part.iter(f"{W}r"):
        kinds = [mark.get(f"{W}fldCharType") for mark in run.iterchildren(f"{W}fldChar")]
        depth += kinds.count("begin")
        if depth > 0 or next(run.iterancestors(f"{W}fldSimple"), None) is not None:
            found.add(run)
        depth = max(depth - kinds.count("end"), 0)
    return found


def _touched(visible: list[etree._Element], start: int, end: int) -> list[etree._Element]:
    """Đoạn bị đụng: the runs that hold the letters; for none, the run in which the place before them lies."""
    found, place = [], 0
    for run in visible:
        length = len(letters(run))
        inside = place < end and start < place + length
        at = start == end and place < max(start, 1) <= place + length
        if inside or at:
            found.append(run)
        place += length
    return found


def _rewritten_in_place(visible: list[etree._Element], start: int, old: str, text: str) -> bool:
    """Viết ngay tại chỗ: where one element holds all the letters and others beside them; whether it does."""
    place = 0
    for run in visible:
        length = len(letters(run))
        if place <= start and start + len(old) <= place + length:
            compose(run)
            for child in run.iterchildren():
                shown = letters_of(child)
                first = start - place
                if child.tag == f"{W}t" and first >= 0 and first + len(old) <= len(shown):
                    new = shown[:first] + text + shown[first + len(old) :]
                    if new:
                        _say(child, new)
                    return bool(new)
                place += len(shown)
            return False
        place += length
    return False


def _put_in(visible: list[etree._Element], start: int, text: str) -> None:
    """Chèn chữ: at the end of the run that holds the letter before; before the first letter at the very start."""
    place = 0
    for run in visible:
        length = len(letters(run))
        if place < max(start, 1) <= place + length:
            at = start - place
            whole = letters(run)
            _rewrite_at(run, at, whole, text)
            return
        place += length
    raise NotMade(f"the paragraph has {place} letters, not {start}")


def _rewrite_at(run: etree._Element, at: int, whole: str, text: str) -> None:
    """Chèn vào đoạn: into the child that holds the letter before, or the one after at the start of the run."""
    compose(run)
    place = 0
    for child in run:
        shown = letters_of(child)
        if child.tag == f"{W}t" and shown and place <= at <= place + len(shown):
            _say(child, shown[: at - place] + text + shown[at - place :])
            return
        place += len(shown)
    before = _child_at(run, at)
    new = _text(text)
    if before is None:
        run.append(new)
    else:
        before.addprevious(new)


def _child_at(run: etree._Element, at: int) -> etree._Element | None:
    place = 0
    for child in run:
        shown = letters_of(child)
        if shown and place >= at:
            return child
        place += len(shown)
    return None


def _rewrite(run: etree._Element, text: str) -> None:
    """Viết lại: ``text`` where the run's first letter stood, none of its other letters."""
    bearing = [child for child in run if letters_of(child)]
    if text:
        bearing[0].addprevious(_text(text))
    for child in bearing:
        run.remove(child)


def _split(run: etree._Element, at: int) -> etree._Element:
    """Tách đoạn: letters from ``at`` on go into a new run of the same look behind it, which is returned."""
    compose(run)
    right = etree.Element(run.tag, dict(run.attrib))
    look = run.find(_PROPERTIES)
    if look is not None:
        right.append(deepcopy(look))
    place, moving = 0, False
    for child in list(run):
        if child is look:
            continue
        length = len(letters_of(child))
        if not moving and place + length > at:
            moving = True
            if place < at:  # within the letters of one element
                shown = letters_of(child)
                right.append(_text(shown[at - place :]))
                _say(child, shown[: at - place])
                place += length
                continue
        place += length
        if moving:
            right.append(child)
    run.addnext(right)
    return right


def _remove(run: etree._Element) -> None:
    parent = run.getparent()
    assert parent is not None  # a run stands in a paragraph
    parent.remove(run)


def _text(text: str) -> etree._Element:
    element = etree.Element(f"{W}t")
    _say(element, text)
    return element


def _say(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(_SPACE, "preserve")


def _broken_off(text: etree._Element, following: etree._Element) -> bool:
    """Có chữ ở giữa: whether a tab or a break stands between two texts of a run."""
    child = text.getnext()
    while child is not None and child is not following:
        if letters_of(child):
            return True
        child = child.getnext()
    return False


def _take_marks(text: etree._Element, following: etree._Element) -> None:
    """Dấu theo chữ: combining marks at the start of a text go to the letter before them."""
    written = following.text or ""
    kept = written.lstrip("".join({char for char in written if unicodedata.combining(char)}) or "\0")
    if kept != written:
        text.text = (text.text or "") + written[: len(written) - len(kept)]
        following.text = kept
