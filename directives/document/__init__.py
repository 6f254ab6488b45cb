"""Văn bản: the document as plain values: header, body, citations, signature. No files, no Word, no clock."""
