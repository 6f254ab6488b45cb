"""Nguồn: a file of any accepted kind becomes logical lines of text in reading order, with their places."""
