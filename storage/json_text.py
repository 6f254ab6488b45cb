"""Văn bản JSON chuẩn: one way of writing a value as text, so that equal values have equal hashes."""

import hashlib
import json


def canonical(value: object) -> str:
    """Dạng chuẩn: JSON with sorted keys, no blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """Dấu vân tay: SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
