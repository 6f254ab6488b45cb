"""Mẫu riêng: versions are kept, a draft finds its issuer's own, and no later change reaches an earlier document."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directives.document.forms import UnknownForm
from directives.document.model import Document
from directives.rendering.docx_template import BrokenForm
from directives.rendering.fields import UnknownField
from directives.rendering.package import read_parts, write_parts
from doc_templates import form_named
from storage import register
from storage.database import reading
from tests.directives.rendering.template_files import in_body, letter_parts, planted, without
from tests.documents import a_document
from workflows.services import templates
from workflows.services.books import entries
from workflows.services.drafts import document_of
from workflows.services.issue import issue_document, make_file
from workflows.services.issue_many import RefusedRequests, Request, issue_many
from workflows.services.templates import (
    BadTemplateName,
    LostTemplate,
    UnfitTemplate,
    UnknownTemplate,
    add_template,
    own_template,
    own_templates,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

OFFICE = "snv-lam-dong"
DRAFT = f"""
type = "cong_van"
issuer = "{OFFICE}"
unit = "CCHC"
form = "cong-van-so"
subject = "đo lường sự hài lòng năm 2026"
addressees = ["Ủy ban nhân dân các xã, phường"]
recipients = ["Như trên"]
[archive]
units = ["VT"]
[signature]
title = "GIÁM ĐỐC"
name = "Nguyễn Văn Mẫu"
[[body]]
kind = "paragraph"
text = "Đề nghị các cơ quan phối hợp."
"""


def add(workspace: Workspace, folder: Path, content: bytes, name: str = "cong-van-so") -> int:
    file = folder / "mau.docx"
    file.write_bytes(content)
    return add_template(workspace, file, name=name, office=OFFICE, base="nd30/cong_van").version


def drafted(workspace: Workspace, folder: Path) -> Document:
    file = folder / "thu.toml"
    file.write_text(DRAFT, encoding="utf-8")
    return document_of(workspace, file)


def body_of(content: bytes) -> str:
    return read_parts(content)["word/document.xml"].decode()


def forget(workspace: Workspace) -> None:
    """A new process: nothing is remembered of templates that were read."""
    templates._kept.cache_clear()
    templates._content.cache_clear()


def test_a_draft_is_printed_by_its_issuers_own_template(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path, planted("Điện thoại: 0261.3544.123"))
    issued = issue_document(workspace, drafted(workspace, tmp_path))
    assert "0261.3544.123" in body_of(issued.content)
    assert issued.entry.document.template == own_template(workspace, OFFICE, "cong-van-so").version.sha256


def test_a_template_of_another_office_is_not_meant(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "mau.docx"
    file.write_bytes(planted("Điện thoại"))
    add_template(workspace, file, name="cong-van-so", office="ubnd-tinh-lam-dong", base="nd30/cong_van")
    with pytest.raises(UnknownForm, match="cong-van-so"):
        drafted(workspace, tmp_path)


def test_a_new_version_changes_no_earlier_document(workspace: Workspace, tmp_path: Path) -> None:
    """T10: number, change the template, lose the file, make it again: the same bytes."""
    assert add(workspace, tmp_path, planted("Mẫu thứ nhất")) == 1
    first = issue_document(workspace, drafted(workspace, tmp_path))
    assert add(workspace, tmp_path, planted("Mẫu thứ hai")) == 2
    second = issue_document(workspace, drafted(workspace, tmp_path))
    shutil.rmtree(workspace.files.folder / first.sha256[:2])
    forget(workspace)
    again = make_file(workspace, first.entry)
    assert again.content == first.content
    assert "Mẫu thứ nhất" in body_of(again.content)
    assert "Mẫu thứ hai" in body_of(second.content)


def test_a_newer_program_makes_an_older_document_again_by_its_own_form(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T10: also the law's forms are pinned; here the form of the program changes after the number."""
    first = issue_document(workspace, a_document())
    form = form_named("ND30", "cong_van")
    assert form is not None
    newer = tmp_path / "newer" / "template.docx"
    newer.parent.mkdir()
    newer.write_bytes(planted("Mẫu của bản sau"))
    shutil.copy(form.folder / "fields.toml", newer.parent)
    changed = type(form)(form.regime, form.name, newer.parent)
    monkeypatch.setattr("directives.document.forms.form_for", lambda *_: changed)
    shutil.rmtree(workspace.files.folder / first.sha256[:2])
    forget(workspace)
    assert make_file(workspace, first.entry).content == first.content
    assert "Mẫu của bản sau" in body_of(issue_document(workspace, a_document()).content)


def test_the_record_names_the_hash_of_its_template(workspace: Workspace) -> None:
    entry = issue_document(workspace, a_document()).entry
    with reading(workspace.engine) as connection:
        kept = register.find(connection, entry.book, entry.number)
    assert kept is not None
    assert len(kept.document.template) == 64
    assert workspace.files.get(kept.document.template) is not None


def test_a_lost_template_is_named(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path, planted("Mẫu"))
    first = issue_document(workspace, drafted(workspace, tmp_path))
    shutil.rmtree(workspace.files.folder)
    forget(workspace)
    with pytest.raises(LostTemplate, match=first.entry.document.template):
        make_file(workspace, first.entry)


def misspelt(parts: dict[str, bytes]) -> dict[str, bytes]:
    return without(parts, "{{ signer_name }}", "{{ sgner_name }}")


def unknown_part(parts: dict[str, bytes]) -> dict[str, bytes]:
    return in_body("{% for one in recipients %}{{ one.nothing }}{% endfor %}", parts)


STOPPED = [
    (misspelt, UnknownField, "sgner_name", "a misspelt name"),
    (unknown_part, BrokenForm, "nothing", "a part which an item does not have"),
]


@pytest.mark.parametrize(("change", "refusal", "named", "reason"), STOPPED)
def test_a_missing_variable_stops_with_its_name_and_takes_no_number(
    workspace: Workspace,
    change: Callable[[dict[str, bytes]], dict[str, bytes]],
    refusal: type[Exception],
    named: str,
    reason: str,
) -> None:
    """T04: even when such a template got past the lint."""
    sha256 = workspace.files.put(write_parts(change(letter_parts())))
    with pytest.raises(refusal, match=named):
        issue_document(workspace, a_document().pinned(sha256))
    with pytest.raises(RefusedRequests) as refused:
        issue_many(workspace, [Request(a_document().pinned(sha256), "k1"), Request(a_document(), "k2")])
    assert any(named in str(problem.fields) for problem in refused.value.problems), reason
    assert list(entries(workspace)) == []
    assert issue_document(workspace, a_document()).entry.number == 1


def test_a_batch_is_printed_by_the_pinned_template(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path, planted("Mẫu của lô"))
    documents = [drafted(workspace, tmp_path) for _ in range(3)]
    issued = issue_many(workspace, [Request(one, f"k{n}") for n, one in enumerate(documents)])
    assert all("Mẫu của lô" in body_of(workspace.files.get(one.sha256) or b"") for one in issued)


def test_an_unfit_template_is_not_taken_and_nothing_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnfitTemplate) as refused:
        add(workspace, tmp_path, planted("{{ subject.__class__ }} {{ noi_nhan }}"))
    assert len(refused.value.problems) == 2
    assert own_templates(workspace) == []
    assert verify_books(workspace).problems == []


@pytest.mark.parametrize("name", ["", "x", "Công văn", "../x", "a b", "a" * 61, "1a"])
def test_a_name_is_plain(workspace: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadTemplateName):
        add(workspace, tmp_path, planted("Mẫu"), name=name)


def test_the_same_file_again_is_the_same_version(workspace: Workspace, tmp_path: Path) -> None:
    versions = [add(workspace, tmp_path, planted(words)) for words in ("một", "một", "hai", "một")]
    assert versions == [1, 1, 2, 3]
    assert own_template(workspace, OFFICE, "cong-van-so", 2).content == planted("hai")


def test_four_who_add_at_once_make_four_versions(workspace: Workspace, tmp_path: Path) -> None:
    def add_one(words: str) -> int:
        (tmp_path / words).mkdir()
        return add(workspace, tmp_path / words, planted(words))

    with ThreadPoolExecutor(4) as pool:
        versions = list(pool.map(add_one, ["một", "hai", "ba", "bốn"]))
    assert sorted(versions) == [1, 2, 3, 4]
    assert verify_books(workspace).problems == []


def test_every_version_is_in_the_journal(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path, planted("một"))
    add(workspace, tmp_path, planted("hai"))
    assert verify_books(workspace).audit_entries == 2


def test_an_unknown_template_is_named_with_those_there_are(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path, planted("một"))
    with pytest.raises(UnknownTemplate, match="cong-van-so"):
        own_template(workspace, OFFICE, "khac")
