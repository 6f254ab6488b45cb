"""Bộ công bố: what is published of a result, and how a stranger recomputes and checks it."""
