"""Chọn mẫu: which Word form a document takes: the one the law of its day gives its type, or the one named."""

from datetime import date

from directives.document.kinds import DocumentType
from directives.errors import N_, DirectiveError
from directives.rulebook.regimes import Regime, regime_on
from doc_templates import Form, all_forms, form_for, form_named, forms_of


class NoOfficialForm(DirectiveError):
    """Chưa có mẫu: there is no Word form for this type of document under the law of its day."""

    kind = "no_official_form"
    template = N_("There is no Word form for a {type} under {regime}. Types with a form: {known}.")


class UnknownForm(DirectiveError):
    """Không có mẫu tên này: no form of this name under the law of the document's day."""

    kind = "unknown_form"
    template = N_("There is no Word form “{form}” under {regime}. Forms: {known}.")


def official_form(kind: DocumentType, day: date, name: str = "") -> Form:
    """Mẫu của luật: of this type on this day; the form called ``name`` when one is named.

    Raises DayWithoutRegime, NoOfficialForm, UnknownForm.
    """
    regime = regime_on(day)
    return _named(regime, name) if name else _of_type(regime, kind)


def _named(regime: Regime, name: str) -> Form:
    form = form_named(regime.id, name)
    if form is None:
        known = ", ".join(one.name for one in all_forms() if one.regime == regime.id) or "-"
        raise UnknownForm(where="form", form=name, regime=regime.title, known=known)
    return form


def _of_type(regime: Regime, kind: DocumentType) -> Form:
    form = form_for(regime.id, kind.value)
    if form is None:
        known = ", ".join(one.name_vi for one in DocumentType if one.value in forms_of(regime.id)) or "-"
        raise NoOfficialForm(where="type", type=kind.name_vi, regime=regime.title, known=known)
    return form
