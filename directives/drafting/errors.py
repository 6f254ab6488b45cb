"""Lỗi của bước tiếp theo: when no draft can be made of an incoming document."""

from collections.abc import Sequence

from directives.errors import N_, DirectiveError, Problem


class NothingFallsTo(DirectiveError):
    """Không có nhiệm vụ nào: the document asks nothing of this office; ``problems`` say whom each duty names."""

    kind = "nothing_falls_to"
    template = N_(
        "Nothing in {file} falls to {office}, so there is nothing to pass on. Check the office, or read the document "
        "again with “vanthu read”. What it asks, and of whom:"
    )

    def __init__(self, *, file: str, office: str, problems: Sequence[Problem]) -> None:
        super().__init__(where=file, problems=problems, file=file, office=office)


class NotUnderIssuer(DirectiveError):
    """Không thuộc phạm vi: the office does not lie in the territory of who issued the document."""

    kind = "not_under_issuer"
    template = N_(
        "{issuer} directs the offices of {unit}; {office} is not one of them. Check the office ({file})."
    )


class OwnDocument(DirectiveError):
    """Văn bản của chính mình: an office does not carry out, by a directive, what it issued itself."""

    kind = "own_document"
    template = N_("{file} was issued by {office} itself. Name the office which carries it out.")


class DraftBeforeDirective(DirectiveError):
    """Ngày trước văn bản đến: a directive cannot be carried out before it was issued."""

    kind = "draft_before_directive"
    template = N_(
        "{file} is of {issued}; a draft of {day} would be earlier. Choose a later day with “--date”."
    )


class NoPassingOn(DirectiveError):
    """Chưa biết ai làm việc đó: the data do not say which units stand inside an office of this kind on that day."""

    kind = "no_passing_on"
    template = N_(
        "It is not known which units stand inside {office} on {day}. Drafts are made for ministries, people's "
        "committees, departments (sở) and district divisions (phòng)."
    )
