"""Quan sát: what stands on a page, before anybody asks whether it is right."""
