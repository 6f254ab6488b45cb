"""Lời ở cổng: nobody is sent to the command line by a page, where there is a page for it."""

import re
from string import Formatter

import pytest

from portal.messages import _, speaking
from portal.messages.catalogue import kept
from portal.web.wording import SAID_HERE

#: Nơi chỉ có dòng lệnh: what these modules refuse is asked for on the command line alone, each with the reason.
ONLY_THERE = {
    "directives/signing/errors.py": "files are signed where the key is",
    "directives/lineage/flags.py": "the lineage of documents has no page",
    "directives/register/petitions.py": "petitions have no page",
    "directives/followup/expansion.py": "plans are written as files",
    "sipas_engine/integrity/from_file.py": "a file of forms without a campaign has no page",
    "workflows/operation/refusals.py": "processes are started there",
    "workflows/services/add_to_lineage.py": "the lineage of documents has no page",
    "workflows/services/audit_head.py": "an anchor is compared where it is kept",
    "workflows/services/check_register.py": "the whole register is checked there, and each night",
    "workflows/services/correct_list.py": "samples are drawn and corrected there",
    "workflows/services/find_delivery.py": "the room of sending has no page",
    "workflows/services/give_status.py": "the room of sending has no page",
    "workflows/services/lineage_questions.py": "the lineage of documents has no page",
    "workflows/services/new_plan.py": "plans are written as files",
    "workflows/services/next_offices.py": "plans are written as files",
    "workflows/services/open_next.py": "the note of an opened campaign is read there",
    "workflows/services/results_use/new_use_plan.py": "plans are written as files",
    "workflows/services/petition_books.py": "petitions have no page",
    "workflows/services/post_paper.py": "the room of sending has no page",
    "workflows/services/read_people.py": "people of a campaign are read from a file",
    "workflows/services/restore.py": "nothing is restored by a page",
    "workflows/services/route_delivery.py": "the room of sending has no page",
    "workflows/services/sign_file.py": "files are signed where the key is",
    "workflows/services/slips.py": "slips are filled from a table there",
    "workflows/services/stored_lists.py": "samples are drawn there",
    "workflows/services/take_package.py": "packages come by the watched folder",
    "workflows/services/work_files.py": "files of work have no page",
    "workflows/services/working_papers.py": "working papers are written there",
}
_COMMAND = re.compile(r"vanthu [a-z]|(?<![\w-])--[a-z]")
#: What a message of the catalogue comes from.
SENTENCES = {
    message.id: {place for place, _line in message.locations}
    for message in kept()
    if isinstance(message.id, str)
}


def fields(sentence: str) -> set[str]:
    return {name for _text, name, *_ in Formatter().parse(sentence) if name}


def test_every_sentence_that_names_a_command_is_said_otherwise_or_belongs_there() -> None:
    engines = ("directives/", "sipas_engine/", "storage/", "workflows/")
    naming = {
        sentence: {place for place in places if place.startswith(engines)}
        for sentence, places in SENTENCES.items()
        if _COMMAND.search(sentence)
    }
    left = {
        sentence: places - ONLY_THERE.keys()
        for sentence, places in naming.items()
        if sentence not in SAID_HERE and places - ONLY_THERE.keys()
    }
    assert left == {}
    assert {place for places in naming.values() for place in places} >= ONLY_THERE.keys()


@pytest.mark.parametrize(("there", "here"), SAID_HERE.items(), ids=range(len(SAID_HERE)))
def test_what_is_said_here_stands_for_a_real_sentence_and_names_no_command(there: str, here: str) -> None:
    assert there in SENTENCES, "the sentence was changed: change its twin as well"
    assert fields(here) <= fields(there)
    assert not _COMMAND.search(here)


def test_a_page_says_it_in_its_own_words_and_a_command_in_its_own() -> None:
    there, here = next(iter(SAID_HERE.items()))
    with speaking("en", SAID_HERE):
        assert _(there) == here
    with speaking("en"):
        assert _(there) == there
