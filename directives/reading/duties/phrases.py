"""Mẫu từ ngữ: patterns made of the lexicon's lists, kept by lexicon; every one runs in time linear to the text."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from directives.reading.lexicon import Lexicon
from directives.text import one_tone_style
from directives.vocabulary.words import AGENCIES, AUTHORITIES


@dataclass(frozen=True, slots=True)
class Phrases:
    """Từ ngữ thành mẫu: the lists by which duties are read, ready to search with.

    ``head`` begins the name of somebody who can be told to do something, ``stranger`` what only looks like it;
    ``verb`` begins what is to be done (its group "noun": a word that only holds such a verb); ``order`` and
    ``request`` are the verbs of telling and of asking.
    """

    head: re.Pattern[str]
    bare_head: re.Pattern[str]
    stranger: re.Pattern[str]
    verb: re.Pattern[str]
    adverb: re.Pattern[str]
    opening_verb: re.Pattern[str]
    order: re.Pattern[str]
    request: re.Pattern[str]
    cue: re.Pattern[str]
    outside: re.Pattern[str]
    asking_together: re.Pattern[str]
    standing: re.Pattern[str]
    inspection: re.Pattern[str]
    publication: re.Pattern[str]
    broadcast: re.Pattern[str]
    appointment: re.Pattern[str]
    report: re.Pattern[str]
    target: re.Pattern[str]
    approval: re.Pattern[str]
    provision: re.Pattern[str]
    aim_section: re.Pattern[str]
    fact_section: re.Pattern[str]
    aside_item: re.Pattern[str]
    list_follows: re.Pattern[str]
    details_follow: re.Pattern[str]
    lead_label: re.Pattern[str]
    support_label: re.Pattern[str]
    time_label: re.Pattern[str]
    other_label: re.Pattern[str]
    task_column: re.Pattern[str]
    past: re.Pattern[str]
    no_deadline: re.Pattern[str]
    circumstance: re.Pattern[str]


@cache
def _settled() -> tuple[str, ...]:
    """Tên gọi đã định: how names of agencies and posts begin, of the letterhead's vocabulary, longest first."""
    shown = {one if one in _SHORT else one.capitalize() for one in (*AGENCIES, *AUTHORITIES)}
    return tuple(sorted(map(one_tone_style, shown), key=len, reverse=True))


_SHORT = ("UBND", "HĐND")


@lru_cache(maxsize=64)
def phrases(words: Lexicon) -> Phrases:
    """Mẫu từ ngữ: of a lexicon; made once for each."""

    def any_of(name: str) -> str:
        listed = "|".join(map(re.escape, words.phrases(name)))
        return f"(?:{listed})" if listed else "(?!)"

    def whole(*names: str, flags: int = 0) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(any_of, names))})(?!\w)", flags)

    def opening(*names: str) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(map(any_of, names))})(?!\w)", re.IGNORECASE)

    plural = r"(?:(?:[Tt]ất cả )?(?:[Cc]ác|[Tt]ừng|[Mm]ỗi|[Qq]uý|[Nn]hững) )?"
    bodies = any_of("bodies")
    agents = f"(?:{'|'.join(map(re.escape, _settled()))}|{any_of('agents')})"
    return Phrases(
        head=re.compile(rf"(?:{plural}(?i:{bodies})|(?:[Cc]ác )?{agents}|[Cc]ác (?i:{agents}))(?!\w)"),
        bare_head=re.compile(rf"(?:^|[,;]\s|\bvà\s){plural}(?:{any_of('bare_heads')})$"),
        stranger=opening("not_agents"),
        verb=re.compile(
            rf"\b(?:(?P<noun>(?i:{any_of('verbs_in_nouns')}))|{any_of('duty_verbs')}|{any_of('duty_adverbs')})"
            rf"(?!\w)"
        ),
        adverb=opening("duty_adverbs"),
        opening_verb=opening("duty_verbs", "duty_adverbs", "opening_verbs"),
        order=whole("order_cues", flags=re.IGNORECASE),
        request=whole("request_cues", flags=re.IGNORECASE),
        cue=whole("request_cues", "order_cues", flags=re.IGNORECASE),
        outside=opening("outside_bodies"),
        asking_together=opening("asking_together"),
        standing=opening("standing_openings"),
        inspection=whole("inspection_words", flags=re.IGNORECASE),
        publication=re.compile(
            rf"(?<!bản )(?<!tự )(?<!được )\b{any_of('publication_words')}(?!\w)", re.IGNORECASE
        ),
        broadcast=whole("broadcast_words", flags=re.IGNORECASE),
        appointment=whole("appointment_words", flags=re.IGNORECASE),
        report=opening("report_openings"),
        target=whole("target_words", flags=re.IGNORECASE),
        approval=opening("approval_openings"),
        provision=whole("provision_words", flags=re.IGNORECASE),
        aim_section=opening("aim_sections"),
        fact_section=opening("fact_sections"),
        aside_item=opening("aside_items"),
        list_follows=re.compile(rf"{any_of('list_leads')}\s*:?$", re.IGNORECASE),
        details_follow=re.compile(rf"{any_of('detail_leads')}\s*:$", re.IGNORECASE),
        lead_label=opening("lead_labels"),
        support_label=opening("support_labels"),
        time_label=opening("time_labels"),
        other_label=opening("other_labels"),
        task_column=opening("task_columns"),
        past=whole("past_words", flags=re.IGNORECASE),
        no_deadline=re.compile(rf"{any_of('no_deadline_before')}\s*$", re.IGNORECASE),
        circumstance=opening("circumstances"),
    )
