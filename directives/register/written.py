"""Chữ ghi sổ: what a person wrote into a cell of a book, in composed letters, without what cannot be printed."""

import unicodedata

from directives.errors import N_, DirectiveError
from directives.text import normalise


class ControlCharacter(DirectiveError):
    """Ký tự điều khiển: a cell holds a character that no book can show and some databases cannot keep."""

    kind = "control_character"
    template = N_("field “{field}” holds a control character; type the text again")


def written(text: str, field: str) -> str:
    """Chữ ghi sổ: composed, without blanks at its ends. Raises ControlCharacter."""
    clean = normalise(text).strip()
    if any(unicodedata.category(letter) == "Cc" for letter in clean):
        raise ControlCharacter(where=field, field=field)
    return clean
