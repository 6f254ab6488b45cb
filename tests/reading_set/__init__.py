"""Bộ phát triển: real documents with truth labels by which the reader is scored."""
