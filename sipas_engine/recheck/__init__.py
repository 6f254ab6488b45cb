"""Giám sát, phúc tra: visits while forms are handed out, and asking again a drawn part of those who answered."""
