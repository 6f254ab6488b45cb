"""Cách viết: words of a line that are written otherwise than the law writes them. No page, no severity, no regime.

``remarks`` is the door: a line's text in, its remarks out. ``spellings`` looks up names whose every letter is set,
the ``*_patterns`` know what a word means by what stands around it; their words are data (``../data/lexicon``).
"""
