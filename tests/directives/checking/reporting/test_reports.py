"""Kết quả kiểm tra: the same findings as SARIF, as a page, and as comments in a copy of the Word file."""

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree, html

from directives.checking.checker import CheckReport, examine_file
from directives.checking.reporting.annotate import annotated_copy, comment_text
from directives.checking.reporting.html import html_page
from directives.checking.reporting.sarif import sarif_log
from directives.checking.reporting.words import element_name, reason_said
from directives.checking.rules import rows
from directives.checking.seeing.page import Page
from directives.rendering.styles import Style
from tests.directives.checking.reporting.comments_on_paper import comments_of, printed
from tests.directives.checking.spoiling import Sheet, drafted, rendered, report_on

Examined = tuple[Path, Page, CheckReport]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """A công văn with a number of one digit, an underlined motto, a narrow margin and "<b>" among its recipients."""
    form = next(form for form in drafted() if (form.regime, form.name) == ("ND30", "cong_van"))
    sheet = Sheet(rendered(form))
    assert sheet.rewrite(Style.NUMBER, "Số: 0", "Số: ")
    assert sheet.letters(Style.MOTTO, u="single")
    assert sheet.section("pgMar", left="1000")
    assert sheet.rewrite(Style.RECIPIENT, "^- Như trên;$", "- <b>Như trên</b>")
    path = tmp_path_factory.mktemp("thu") / "thư số 5.docx"
    path.write_bytes(sheet.content())
    page, report = examine_file(path)
    assert {"F-06", "F-26", "F-36", "F-85"} <= {finding.rule for finding in report.findings}
    return path, page, report


def test_every_element_of_the_rulebook_has_a_name_in_both_languages() -> None:
    for row in rows():
        assert element_name(row["element"], "vi")
        assert element_name(row["element"], "en")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sarif_has_each_finding_with_its_rule_place_and_level(examined: Examined, language: str) -> None:
    _, _, report = examined
    log = json.loads(json.dumps(sarif_log([report], "1.0", language)))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["artifacts"][0]["location"]["uri"] == "th%C6%B0%20s%E1%BB%91%205.docx"
    assert len(run["results"]) == len(report.findings)
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] == finding.severity
        place = result["locations"][0]["logicalLocations"][0]
        assert place["fullyQualifiedName"] == finding.where
        assert result["message"]["text"] == rules[result["ruleIndex"]]["shortDescription"]["text"]
    said = {result["ruleId"]: result["message"]["text"] for result in run["results"]}
    assert ("Số nhỏ hơn 10" in said["F-36"]) == (language == "vi")


def test_the_page_shows_every_finding_at_its_words_and_fetches_nothing(examined: Examined) -> None:
    _, page, report = examined
    text = html_page(page, report, "vi")
    tree = html.fromstring(text)
    items = tree.xpath("//li[starts-with(@id, 'f')]")
    assert len(items) == len(report.findings)
    marked = {mark.text for mark in tree.xpath("//mark")}
    assert "5" in marked  # of the number line, the digit that lacks its zero
    assert not tree.xpath("//script | //link | //img | //iframe")
    assert not re.search(r"https?://|url\(|@import", text)
    for link in tree.xpath("//a/@href"):
        assert tree.xpath(f"//*[@id='{link.removeprefix('#')}']")


def test_words_of_the_file_cannot_become_markup(examined: Examined) -> None:
    _, page, report = examined
    text = html_page(page, report, "vi")
    assert "<b>" not in text
    assert "&lt;b&gt;Như trên&lt;/b&gt;" in text


def test_the_annotated_copy_says_each_finding_at_its_letters_and_changes_no_word(examined: Examined) -> None:
    path, page, report = examined
    content = annotated_copy(path, page, report, "vi")
    copy, original = docx.Document(io.BytesIO(content)), docx.Document(str(path))
    assert texts(copy) == texts(original)
    comments = {comment.comment_id: comment.text for comment in copy.comments}
    assert sorted(comments.values()) == sorted(comment_text(finding, "vi") for finding in report.findings)
    anchored = words_between_anchors(content)
    assert set(anchored) == set(comments)
    for number, text in comments.items():
        if text.startswith("F-36"):
            assert anchored[number].startswith("Số: 5/")
        if text.startswith("F-26"):
            assert anchored[number] == "Độc lập - Tự do - Hạnh phúc"


def test_comments_that_were_there_stay_and_keep_their_numbers(examined: Examined, tmp_path: Path) -> None:
    path, _, _ = examined
    document = docx.Document(str(path))
    paragraph = next(one for one in document.paragraphs if one.runs and one.text.strip())
    document.add_comment(paragraph.runs[0], text="Đã hỏi anh Bình", author="Chị Lan", initials="L")
    commented = tmp_path / "da-ghi-chu.docx"
    document.save(str(commented))
    page, report = examine_file(commented)
    copy = docx.Document(io.BytesIO(annotated_copy(commented, page, report, "vi")))
    found = [(comment.comment_id, comment.author) for comment in copy.comments]
    assert len({number for number, _ in found}) == len(found) == len(report.findings) + 1
    assert (0, "Chị Lan") in found


def test_a_clean_file_is_copied_byte_for_byte(tmp_path: Path) -> None:
    form = next(form for form in drafted() if (form.regime, form.name) == ("ND30", "cong_van"))
    path = tmp_path / "sach.docx"
    path.write_bytes(rendered(form))
    page, report = examine_file(path)
    assert report.findings == ()
    assert annotated_copy(path, page, report, "vi") == path.read_bytes()


def texts(document: "docx.document.Document") -> list[str]:
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p")]


def words_between_anchors(content: bytes) -> dict[int, str]:
    """What stands between start and end of each comment's range."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    open_ranges: dict[int, list[str]] = {}
    closed: dict[int, str] = {}
    for element in root.iter():
        if element.tag == f"{W}commentRangeStart":
            open_ranges[int(element.get(f"{W}id", ""))] = []
        elif element.tag == f"{W}commentRangeEnd":
            number = int(element.get(f"{W}id", ""))
            closed[number] = "".join(open_ranges.pop(number))
        elif element.tag == f"{W}t":
            for words in open_ranges.values():
                words.append(element.text or "")
    assert not open_ranges
    return closed


@pytest.mark.libreoffice
def test_libreoffice_shows_each_comment_beside_its_words(examined: Examined, tmp_path: Path) -> None:
    path, page, report = examined
    copy = tmp_path / "ghi-chu.docx"
    copy.write_bytes(annotated_copy(path, page, report, "vi"))
    notes = comments_of(printed(copy, tmp_path))
    assert len(notes) == len(report.findings)
    beside = {note.text.split(" ")[0]: note.beside for note in notes}
    assert "Số: 5/" in beside["F-36"]
    assert "Độc lập - Tự do - Hạnh phúc" in beside["F-26"]
    assert "Như trên" in beside["F-85"]


def test_every_reason_on_our_documents_is_said_in_vietnamese() -> None:
    for form in drafted():
        report = report_on(form, rendered(form))
        for unseen in report.unseen:
            said = reason_said(unseen.reason, "vi")
            assert said != unseen.reason, unseen
            assert reason_said(unseen.reason, "en") == unseen.reason
    assert reason_said("regime ND30: the day is blank, the year 2026 decides", "vi").endswith("năm 2026")
