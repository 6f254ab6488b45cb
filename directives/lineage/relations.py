"""Quan hệ của viện dẫn: what the words round a citation say that one document does to another."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from directives.lineage.facts import Reference, Relation, Role, Said
from directives.lineage.issuers import rank_of
from directives.lineage.occurrences import Occurrence
from directives.vocabulary.words import CITED_WORDS

#: Between the verb and what it acts upon there may stand some words, but no end of a clause.
_NEAR = r"[^.;]{0,80}$"
_OWN = re.compile(r"\bnày\b")
_TYPES = "|".join(word.casefold() for word in CITED_WORDS)


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "wording.toml").read_text(encoding="utf-8"))


@cache
def _any_of(section: str, name: str) -> str:
    row: Iterable[str] = sorted(_words()[section][name], key=len, reverse=True)
    return "|".join(map(re.escape, row))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def said_of(
    sentences: Sequence[Sequence[Occurrence]], roles: Mapping[str, Role], own_name: str, ended: frozenset[str]
) -> Iterator[Said]:
    """Điều được nói: every citation of these sentences with its relation, and relations between cited documents.

    ``roles``: by key of the number. ``own_name``: key of the issuer without its territory ("sở nội vụ"), by which
    an assignment to it is found. ``ended``: keys of documents which the text says are replaced or repealed.
    """
    for sentence in sentences:
        carried: list[Occurrence] = []
        for at, occurrence in enumerate(sentence):
            previous = sentence[at - 1] if at else None
            role = roles.get(occurrence.reference.key, Role.CITED)
            if previous and previous.reference.key != occurrence.reference.key:
                if done := _passive_between(previous, occurrence):
                    yield Said(
                        previous.reference,
                        role,
                        done,
                        occurrence.sentence,
                        occurrence.reference,
                        ("passive",),
                    )
                elif between := _said_between(previous, occurrence):
                    relation, rule = between
                    sentence_said = occurrence.sentence
                    yield Said(
                        occurrence.reference,
                        role,
                        Relation.MENTIONS,
                        sentence_said,
                        None,
                        (f"{rule}_of_other",),
                    )
                    yield Said(
                        occurrence.reference, role, relation, sentence_said, previous.reference, (rule,)
                    )
                    continue
            relation, rule = _own_relation(occurrence, role, sentence[0], own_name, ended)
            if relation is Relation.CARRIES_OUT:
                carried.append(occurrence)
            yield Said(occurrence.reference, role, relation, occurrence.sentence, None, (rule,))
        yield from _ordered(carried)


def _said_between(previous: Occurrence, occurrence: Occurrence) -> tuple[Relation, str] | None:
    """Quan hệ giữa hai văn bản được dẫn: what the words between them say, and by which rule it was found."""
    gap = occurrence.sentence[previous.end : occurrence.start].casefold()
    for name in _words()["titles"]:
        verbs = _any_of("titles", name)
        if _pattern(rf"(?:\bvà|[,;]|\bvới)\s+(?:{_TYPES})\s+(?:về\s+)?(?:việc\s+)?(?:{verbs})\b").search(gap):
            return None  # "… và Luật sửa đổi, bổ sung … số": so the second document itself is called
        if _pattern(rf"\b(?:{verbs})\b{_NEAR}").search(gap):
            return Relation(name), "title"
    verbs, resting = _any_of("assigning", "verbs"), _any_of("assigning", "resting")
    if _pattern(rf"\b(?:{verbs})\b.*\b(?:{resting})\b{_NEAR}").search(gap):
        return Relation.CARRIES_OUT, "assignment"
    return None


def _passive_between(previous: Occurrence, occurrence: Occurrence) -> Relation | None:
    """Quan hệ bị động: what the second document did to the first ("được sửa đổi, bổ sung theo")."""
    gap = occurrence.sentence[previous.end : occurrence.start].casefold()
    for name in _words()["passives"]:
        if _pattern(rf"\b(?:{_any_of('passives', name)})\b{_NEAR}").search(gap):
            return Relation(name)
    return None


def _own_relation(
    occurrence: Occurrence, role: Role, first: Occurrence, own_name: str, ended: frozenset[str]
) -> tuple[Relation, str]:
    """Quan hệ của chính văn bản này: with the rule that found it."""
    if act := _act(occurrence, ended):
        return act
    before = occurrence.before
    lead = first.before.lstrip()
    if role is Role.BASIS:
        if _pattern(rf"^(?:{_any_of('leads', 'proposed')})\b").match(lead):
            return Relation.RESTS_ON, "proposal"
        if _pattern(rf"^(?:{_any_of('leads', 'carries_out')})\b").match(lead):
            return Relation.CARRIES_OUT, "basis_lead"
        return relation_of_role(occurrence.reference, role, occurrence.after)
    if occurrence.opening:
        verbs = _any_of("assigning", "verbs")
        assigned = rf"\b(?:{_any_of('assigning', 'therein')})\b[^.;]*?\b(?:{verbs})\s+{re.escape(own_name)}\b"
        if own_name and _pattern(assigned).search(occurrence.after):
            return Relation.CARRIES_OUT, "assigned_to_issuer"
        carries = rf"\b(?:{_any_of('leads', 'carries_out')})\b{_NEAR}"
        if _directs(occurrence.reference, occurrence.after) and _pattern(carries).search(before):
            return Relation.CARRIES_OUT, "title_of_own" if occurrence.titled else "opening"
    return Relation.MENTIONS, "mention"


def _act(occurrence: Occurrence, ended: frozenset[str]) -> tuple[Relation, str] | None:
    """Hành vi: this document replies to the cited one, ends it or changes it."""
    before, after = occurrence.before.lstrip(), occurrence.after
    if occurrence.reference.key in ended:
        replaces = _pattern(rf"\b(?:{_any_of('acts', 'replaces')})\b").search(f"{before} {after}")
        return (Relation.REPLACES if replaces else Relation.REPEALS), "effect"
    for name in _words()["acts"]:
        if name in ("received", "answers"):
            continue
        verbs = _any_of("acts", name)
        begins = _pattern(rf"^(?:về việc |v/v )?(?:{verbs})\b{_NEAR}").match(before)
        this_one = _OWN.search(before) and _pattern(rf"\bnày\b.*\b(?:{verbs})\b{_NEAR}").search(before)
        in_title = occurrence.titled and _pattern(rf"\b(?:{verbs})\b{_NEAR}").search(before)
        if begins or this_one or in_title:
            return Relation(name), "title_of_own" if occurrence.titled else "act"
    if _pattern(rf"^[^.;]*\b(?:{_any_of('ending', 'words')})\b[^.;]*\bnày\b").match(after):
        return Relation.REPEALS, "effect"
    received = _pattern(rf"\b(?:{_any_of('acts', 'received')})\b{_NEAR}").search(before)
    if occurrence.opening and received:
        return Relation.REPLIES_TO, "received"
    return None


def relation_of_role(reference: Reference, role: Role, after: str = "") -> tuple[Relation, str]:
    """Quan hệ theo vai trò: a directive among the bases is carried out, any other basis rested on; by which rule."""
    if role is not Role.BASIS:
        return Relation.MENTIONS, "mention"
    return (
        (Relation.CARRIES_OUT, "basis_directive")
        if _directs(reference, after)
        else (Relation.RESTS_ON, "basis")
    )


def _directs(reference: Reference, after: str) -> bool:
    """Văn bản chỉ đạo: by its type, or by what the words after it say of it."""
    if reference.type.casefold() in _words()["directives"]["types"]:
        return True
    return bool(_pattern(rf"\b(?:{_any_of('directives', 'orders_work')})\b").search(after))


def _ordered(carried: Sequence[Occurrence]) -> Iterator[Said]:
    """Thứ tự theo bậc và ngày: of directives carried out in one breath, the lower and later one is taken to carry
    out the next higher and earlier one. A conclusion, no statement: a text of its own outweighs it.
    """
    ranked: list[tuple[int, Reference, str]] = []
    for occurrence in carried:
        rank = rank_of(occurrence.reference.issuer)
        if rank is not None and occurrence.reference.dated is not None:
            ranked.append((rank, occurrence.reference, occurrence.sentence))
    ranked.sort(key=lambda row: row[0])
    for (high, upper, _), (low, lower, sentence) in pairwise(ranked):
        days = upper.dated, lower.dated
        if high < low and days[0] and days[1] and days[0] <= days[1]:
            yield Said(upper, Role.CITED, Relation.CARRIES_OUT, sentence, lower, ("rank", "date"))
