"""Ví dụ: two campaigns and five real letters as data; the demonstration and the tests read them from here."""

from pathlib import Path

FOLDER = Path(__file__).parent
