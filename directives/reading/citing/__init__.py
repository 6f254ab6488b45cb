"""Viện dẫn: which documents a text cites and what it says of its own effect."""
