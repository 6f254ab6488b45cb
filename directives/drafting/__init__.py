"""Soạn bước tiếp: the next level's own directive drafted from one that came in. Values in, a draft out."""
