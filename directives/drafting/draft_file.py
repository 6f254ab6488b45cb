"""Tệp bản thảo: a next step as the TOML draft which ``vanthu issue`` takes, doubts as comments in place."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from directives.drafting.belonging import Belonging
from directives.drafting.draft_body import Part, body_of, subject_of
from directives.drafting.next_step import NextStep
from directives.drafting.tables import wording
from directives.errors import N_, Problem
from directives.org.addressing import REGISTRY, default_recipients
from directives.org.signing import who_may_sign
from directives.org.working_rules import WorkingRules
from directives.text import comparison_key

#: How a problem is worded: at the door in the language of the screen, else in the sentence's own English.
Say = Callable[[Problem], str]

_UNIT = N_("the mark of the drafting unit in the symbol: compare with the office's own list")
_NO_DAY = N_(
    "no day is written: the document takes the day on which it is issued; deadlines were set for {day}"
)
_SIGNER = N_("who else may sign: {others}")
_NO_SIGNER = N_(
    "no file of the office says who signs: write the name, and KT., TL. or TUQ. where the head does not"
)
_ADDRESSEES = N_("to whom it goes: leave out whom it does not concern")
_RECIPIENTS = N_("compare with the office's own list of recipients")


def plainly(problem: Problem) -> str:
    """Nói nguyên văn: a problem in the English of the code."""
    return problem.template.format(**problem.fields)


def draft_toml(
    step: NextStep,
    *,
    document_type: str = "cong_van",
    rules: WorkingRules | None = None,
    dated: bool = True,
    say: Say = plainly,
) -> str:
    """Bản thảo TOML: of a công văn, or of a kế hoạch in the form of its type; what is doubtful is a comment.

    ``dated``: whether the draft bears the day for which it was made. ``rules``: the office's own file, which knows
    signer and recipients.
    """
    return "\n".join(_Writer(step, document_type, rules, dated, say).lines()) + "\n"


class _Writer:
    """The lines of one draft, from the head to the body."""

    def __init__(
        self, step: NextStep, document_type: str, rules: WorkingRules | None, dated: bool, say: Say
    ) -> None:
        self.step = step
        self.type = document_type
        self.rules = rules
        self.dated = dated
        self.say = say
        self.words = wording()["comments"]

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._fields()
        yield from self._signature()
        for part in body_of(self.step, self.type):
            yield from self._part(part, "body")

    def _head(self) -> Iterator[str]:
        step, office = self.step, self.step.standpoint.office.full_name
        yield self._comment(self.words["made"].format(file=step.incoming.file, citation=step.citation))
        yield self._comment(self.words["ours"].format(office=office))
        yield from map(self._duty, (*step.share.ours, *step.share.frame))
        if step.share.others:
            yield self._comment(self.words["others"].format(office=office))
            yield from map(self._duty, step.share.others)
        yield ""

    def _duty(self, one: Belonging) -> str:
        opening = " ".join(one.duty.text.split()[:12])
        return self._comment(f"  {one.duty.ref}: {opening} … – {self.say(one.why)}")

    def _fields(self) -> Iterator[str]:
        step, office = self.step, self.step.standpoint.office
        letter = self.type == "cong_van"
        yield f"type = {_quoted(self.type)}"
        yield f"issuer = {_quoted(office.id)}"
        if letter:
            yield from self._look(Problem(_UNIT, {}))
            yield f"unit = {_quoted(step.focal.abbreviation)}"
        if self.dated:
            yield f"date = {step.day.isoformat()}"
        else:
            yield from self._look(Problem(_NO_DAY, {"day": f"{step.day:%d/%m/%Y}"}))
        yield f"subject = {_quoted(subject_of(step, self.type))}"
        asked = [unit for one in (*step.passed_on, *step.requests) if one.asked for unit in one.units]
        if letter:
            yield from self._look(Problem(_ADDRESSEES, {}))
            yield from _list("addressees", dict.fromkeys((*step.staff.all, *asked)))
        yield from self._look(Problem(_RECIPIENTS, {}))
        yield from _list("recipients", self._recipients(asked))
        if step.incoming.number:
            yield from _list("carries_out", [step.incoming.number])
        if not letter:
            basis = wording()["plan"]["basis"].format(citation=step.citation)
            yield from _list("legal_bases", [*step.incoming.bases(), basis])

    def _recipients(self, asked: Sequence[str]) -> Iterable[str]:
        """Nơi nhận: those addressed, the superior (b/c), whom the office's file names (PL.I-II.9)."""
        step, letter = self.step, self.type == "cong_van"
        usual = default_recipients(self._own_rules, self.type, step.day, addressed=letter)
        first = ["Như trên"] if letter else [f"{name} (t/h)" for name in step.staff.all]
        first += [] if letter else [f"{name} (p/h)" for name in asked]
        told = {_short_name(line) for line in usual}
        above = [f"{step.issuer} (b/c)"] if step.issuer and not _is_among(step.issuer, told) else []
        return dict.fromkeys((*first, *above, *usual))

    @property
    def _own_rules(self) -> WorkingRules | None:
        """The file of this very office; one which only adds it as an issuer speaks of another's people."""
        own = self.rules
        return own if own and own.office == self.step.standpoint.office.id else None

    def _signature(self) -> Iterator[str]:
        office = self.step.standpoint.office
        known = (
            who_may_sign(office, self.rules, document_type=self.type, day=self.step.day) if self.rules else ()
        )
        if known:
            if others := ", ".join(block.name for block in known[1:]):
                yield from self._look(Problem(_SIGNER, {"others": others}))
            yield f"signer = {_quoted(known[0].name)}"
        yield ""
        yield "[archive]"
        yield from _list("units", dict.fromkeys((REGISTRY, self.step.focal.abbreviation)))
        if not known:
            yield ""
            yield from self._look(Problem(_NO_SIGNER, {}))
            yield "[signature]"
            yield f"title = {_quoted(office.head_title)}"
            yield 'name = ""'
            if office.collective:
                yield f'authority = [{{ capacity = "TM", of = {_quoted(office.collective)} }}]'

    def _part(self, part: Part, path: str) -> Iterator[str]:
        yield ""
        yield from (self._comment(self.say(why)) for why in part.why)
        yield from self._look(*part.looks)
        yield f"[[{path}]]"
        yield f"kind = {_quoted(part.kind)}"
        if part.title:
            yield f"title = {_quoted(part.title)}"
        if part.text:
            yield f"text = {_quoted(part.text)}"
        for child in part.children:
            yield from self._part(child, f"{path}.children")

    def _look(self, *problems: Problem) -> Iterator[str]:
        yield from (self._comment(f"{self.words['look']}: {self.say(problem)}") for problem in problems)

    def _comment(self, text: str) -> str:
        return f"# {_printable(text)}".rstrip()


def _short_name(line: str) -> str:
    """A recipient's name to compare by, without the mark behind it: "ubnd tỉnh"."""
    name, _mark, _rest = comparison_key(line).partition(" (")
    return name.replace("ủy ban nhân dân", "ubnd")


def _is_among(issuer: str, names: Iterable[str]) -> bool:
    """Whether an issuer stands there already, by its name with or without the unit: "UBND tỉnh"."""
    own = _short_name(issuer)
    return any(f"{own} ".startswith(f"{name} ") for name in names if name)


def _list(name: str, values: Iterable[str]) -> Iterator[str]:
    yield f"{name} = ["
    yield from (f"  {_quoted(value)}," for value in values)
    yield "]"


def _quoted(text: str) -> str:
    """A basic string of TOML; the escapes of JSON are among those of TOML."""
    return json.dumps(_printable(text), ensure_ascii=False)


def _printable(text: str) -> str:
    """On one line, without characters that act on the screen: the source may hold any."""
    kept = (" " if one in "\n\r\t" else one for one in text)
    return " ".join("".join(one for one in kept if unicodedata.category(one)[0] != "C").split())
