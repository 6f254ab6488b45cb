"""Soạn văn bản: what the form of the writing page and the table of a draft say, turned into each other."""
