"""Danh mục câu chữ: every sentence has its translation, and the compiled catalogue is that of the sentences."""

from copy import deepcopy

import pytest
from babel.messages.catalog import Catalog

from portal.messages import catalogue


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    """Câu trong mã: collected once, since it reads every module."""
    return catalogue.collected()


@pytest.fixture
def said(sentences: Catalog, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """Câu trong mã cho mỗi phép thử: a copy that may be added to."""
    copy = deepcopy(sentences)
    monkeypatch.setattr(catalogue, "collected", lambda: copy)
    return copy


@pytest.mark.usefixtures("said")
def test_every_sentence_is_translated() -> None:
    assert list(catalogue.problems()) == []


def test_a_new_sentence_without_translation_is_found(said: Catalog) -> None:
    said.add("A sentence nobody translated: {field}.")
    assert "not translated: 'A sentence nobody translated: {field}.'" in list(catalogue.problems())


@pytest.mark.usefixtures("said")
def test_a_translation_that_asks_for_another_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = catalogue.kept()
    message = next(m for m in kept if m.id == "{count} duties done.")
    message.string = "Đã làm {sum} nhiệm vụ."
    monkeypatch.setattr(catalogue, "kept", lambda: kept)
    assert "fields do not agree: '{count} duties done.'" in list(catalogue.problems())
