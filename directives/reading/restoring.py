"""Nguyên văn: rules read one style of tone marks and words apart; what they quote is given back as it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from directives.errors import N_
from directives.reading.glued import known_words, parted_words
from directives.reading.record import Doubt, Obligation, Worded
from directives.text import one_tone_style

_MOST_SEEN = 5  # glued words which the note shows


class Original:
    """Nguyên văn: the source's own lines beside the same in one style of tone marks, with glued words apart.

    Else both are letter for letter the same. ``notes`` say which words were read apart.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._said = " ".join(lines)
        known = known_words(lines)
        parted = [parted_words(one_tone_style(line), known) for line in lines]
        self.lines = tuple(one.text for one in parted)
        self._toned = " ".join(self.lines)
        self._same = self._said == self._toned
        self._put_in: list[int] = []  # where in the toned text a blank was put in
        seen: list[str] = []
        first, begin = 0, 0
        for place, (line, one) in enumerate(zip(lines, parted, strict=True)):
            for count, cut in enumerate(one.cuts):
                self._put_in.append(begin + cut + count)
                first = place if not seen else first
                seen.append(" ".join((line[:cut].split()[-1], line[cut:].split()[0])))
            begin += len(one.text) + 1
        said = N_("{count} words had lost the blank between them and were read apart: {seen}")
        shown = ", ".join(seen[:_MOST_SEEN]) + (", …" if len(seen) > _MOST_SEEN else "")
        self.notes = (Doubt("lines", said, {"count": len(seen), "seen": shown}, first),) if seen else ()

    def text(self, toned: str) -> str:
        """Chữ như in: the source's words for a piece of the toned text; the piece itself where it is not found."""
        at = -1 if self._same else self._toned.find(toned)
        if at < 0:
            return toned
        end = at + len(toned)
        return self._said[at - bisect_left(self._put_in, at) : end - bisect_right(self._put_in, end - 1)]

    def worded(self, value: Worded | None) -> Worded | None:
        """Cặp chữ: ``text`` as it stands in the source, ``normalized`` untouched."""
        return replace(value, text=self.text(value.text)) if value and value.text else value

    def each(self, values: Sequence[Worded]) -> tuple[Worded, ...]:
        """Mọi cặp chữ: as ``worded``, of a list."""
        return tuple(self.worded(value) or value for value in values)

    def duty(self, duty: Obligation) -> Obligation:
        """Nhiệm vụ: its words and those of its time as they stand in the source."""
        time = replace(duty.time, text=self.text(duty.time.text)) if duty.time else None
        return replace(duty, text=self.text(duty.text), time=time)
