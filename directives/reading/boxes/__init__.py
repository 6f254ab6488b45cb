"""Các ô thể thức: the boxes above the body and at its end: letterhead, number, subject, recipients, signature."""
