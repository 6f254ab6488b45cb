"""Nơi nhận và lưu: what the list of recipients holds before anyone writes it, and where the original is kept."""

from datetime import date

from directives.org.working_rules import Purpose, WorkingRules, in_force

#: The registry keeps the original of every document (PL.I-II.9d).
REGISTRY = "VT"


def default_recipients(
    rules: WorkingRules | None,
    document_type: str,
    day: date,
    *,
    addressed: bool = False,
    last_article: int | None = None,
) -> tuple[str, ...]:
    """Nơi nhận mặc định: the lines of the list above "Lưu", in the order of the law (PL.I-II.9).

    First "Như trên" where the document has addressees, or "Như Điều N" where it has articles (the last one names
    who carries it out); then who acts, who coordinates, who is reported to, who is informed. ``rules`` is None
    where an office keeps no file of its own.
    """
    first = ("Như trên",) if addressed else (f"Như Điều {last_article}",) if last_article else ()
    rows = in_force(rules.recipients, day) if rules else ()
    order = list(Purpose)
    wanted = [row for row in rows if not row.types or document_type in row.types]
    rest = (str(row) for row in sorted(wanted, key=lambda row: order.index(row.purpose)))
    return tuple(dict.fromkeys((*first, *rest)))


def archive_mark(rules: WorkingRules | None, drafting_unit: str, day: date) -> tuple[str, ...]:
    """Lưu: the registry and the unit which drafted, ``("VT", "NV")``; a unit not in the file stands as written."""
    unit = rules.unit(drafting_unit, day) if rules else None
    mark = unit.abbreviation if unit else drafting_unit
    return tuple(dict.fromkeys(filter(None, (REGISTRY, mark))))
