"""Ký số: marks on the page, signatures in the file, and what a signature proves."""
