"""Chính văn bản này: tells a document that is named within its own words from another one of equal number."""

import re
from dataclasses import dataclass

from directives.reading.citing.mentions import Mention
from directives.reading.citing.symbols import same_number
from directives.text import ascii_fold, comparison_key
from directives.vocabulary.words import UPPER

#: Words for any document; they tell no type.
ANY_TYPE = ("Văn bản", "Văn bản hợp nhất")
_ABBREVIATION = re.compile(rf"\b[{UPPER}]{{2,}}\b")
#: Abbreviations that every letterhead writes out; of others nobody knows here whom they name.
_WRITTEN_OUT = {"UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "TP": "thành phố"}


@dataclass(frozen=True, slots=True)
class Own:
    """Chính văn bản này: ``number`` and symbol, ``type`` as its key, ISO day and issuer; None or empty = not known."""

    number: str | None
    type: str = ""
    dated: str | None = None
    issuer: str = ""

    def is_meant(self, mention: Mention) -> bool:
        """Là chính nó: its number, and neither type nor day nor issuer says that another document is meant.

        A commune's 01/UBND-VX that carries out its province's 01/UBND-VX cites it.
        """
        return (
            self.number is not None
            and same_number(mention.number) == same_number(self.number)
            and not self._of_other_type(mention)
            and not (self.dated and mention.date and self.dated != mention.date)
            and not (mention.issuer and _are_two(mention.issuer, self.issuer))
        )

    def _of_other_type(self, mention: Mention) -> bool:
        key = ascii_fold(mention.type).casefold().replace(" ", "_")
        return bool(self.type) and mention.type not in ANY_TYPE and key != self.type


def _are_two(named: str, own: str) -> bool:
    """Hai cơ quan: neither name holds all words of the other; "UBND tỉnh" may be "Ủy ban nhân dân tỉnh Hà Nam"."""
    one, other = _words(named), _words(own)
    return bool(one and other) and not (one <= other or other <= one)


def _words(name: str) -> frozenset[str]:
    """Các chữ của tên: empty where an abbreviation stands in it that is not written out here."""
    written = _ABBREVIATION.sub(lambda found: _WRITTEN_OUT.get(found[0], found[0]), name)
    if _ABBREVIATION.search(written) and not (name.isupper() and " " in name):
        return frozenset()
    return frozenset(re.findall(r"\w+", comparison_key(written)))
