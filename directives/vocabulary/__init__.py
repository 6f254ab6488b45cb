"""Từ vựng: the set words, days and names by which printed official documents are recognised."""
