"""Danh mục câu chữ: every sentence has its translation, and the compiled catalogue is that of the sentences."""

import pytest

from portal.messages import catalogue


def test_every_sentence_is_translated() -> None:
    assert list(catalogue.problems()) == []


def test_a_new_sentence_without_translation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    found = catalogue.collected()
    found.add("A sentence nobody translated: {field}.")
    monkeypatch.setattr(catalogue, "collected", lambda: found)
    assert "not translated: 'A sentence nobody translated: {field}.'" in list(catalogue.problems())


def test_a_translation_that_asks_for_another_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = catalogue.kept()
    message = next(m for m in kept if m.id == "{count} duties done.")
    message.string = "Đã làm {sum} nhiệm vụ."
    monkeypatch.setattr(catalogue, "kept", lambda: kept)
    assert "fields do not agree: '{count} duties done.'" in list(catalogue.problems())
