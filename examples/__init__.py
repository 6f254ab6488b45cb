"""Ví dụ: real letters, campaigns, papers of the field work, an export, an office's own file: all as data."""

from pathlib import Path

FOLDER = Path(__file__).parent
