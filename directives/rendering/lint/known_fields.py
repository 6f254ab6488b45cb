"""Trường đã biết: which names a template may ask for, what they mean, and which one was probably meant."""

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher

from directives.rendering.docx_template import word_form
from directives.rendering.fields import BOXES
from directives.text import slug
from doc_templates import Form, FormField, all_forms

#: Without these a document is none of its kind: a template which lacks one is not taken, if its form has it.
INDISPENSABLE = (
    "issuer_lines",
    "number_line",
    "place_and_date",
    "subject",
    "body",
    "recipients",
    "signature_lines",
    "signer_name",
)
_ALIKE = 0.55


def known_fields(form: Form | None) -> Mapping[str, FormField]:
    """Trường đã biết: the boxes of the law and the questions of ``form``; without one, of every form."""
    found: dict[str, FormField] = {}
    for one in (form,) if form else ():
        found |= one.fields
    for one in all_forms():
        found |= {
            name: field
            for name, field in one.fields.items()
            if name not in found and (name in BOXES or form is None)
        }
    return found


def missing_fields(form: Form | None, printed: Collection[str]) -> tuple[FormField, ...]:
    """Trường còn thiếu: what a template must print and does not, in the order of a document."""
    known = known_fields(form)
    asked = word_form(form.template).names_in_body if form else known
    needed = [name for name in INDISPENSABLE if name in asked]
    needed += [name for name, field in (form.questions if form else {}).items() if field.required]
    return tuple(known[name] for name in needed if name not in printed)


def nearest_field(name: str, known: Mapping[str, FormField]) -> FormField | None:
    """Trường gần nhất: by the letters of its name or the words of what it says, without accents."""
    likeness = {one: _likeness(name, one, field) for one, field in known.items()}
    best = max(likeness, key=lambda one: likeness[one], default="")
    return known[best] if best and likeness[best] >= _ALIKE else None


def _likeness(name: str, known: str, field: FormField) -> float:
    wanted = _words(name)
    spelling = SequenceMatcher(None, "_".join(wanted), known).ratio()
    return round(max(spelling, _meaning(wanted, _words(field.says))), 2)


def _meaning(wanted: list[str], said: list[str]) -> float:
    """Gần nghĩa: how much of what is wanted is said; a little more in the same order, and with few words besides."""
    if not wanted or not said or (len(wanted) == 1 and said[0] != wanted[0]):
        return 0.0
    shared = sum(word in said for word in wanted) / len(wanted)
    in_order = any(said[place : place + len(wanted)] == wanted for place in range(len(said)))
    return 0.85 * shared + 0.1 * in_order + 0.03 * len(wanted) / len(said)


def _words(text: str) -> list[str]:
    return [word for word in slug(text.replace("_", " ")).split("-") if word]
