"""Lời của hệ điều hành: what the operating system says of a file, so that it too can be said in Vietnamese."""

from portal.messages import N_

SENTENCES = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("File name too long"),
    N_("Too many open files"),
)
