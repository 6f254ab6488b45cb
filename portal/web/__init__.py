"""Cổng làm việc: the pages by which people use the program in a browser; a sibling of the command line."""
