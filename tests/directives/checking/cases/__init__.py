"""Các chỗ sai: rows of planted mistakes, one module for each part of a document; ``all_cases`` gathers them."""

import importlib
import pkgutil

from tests.directives.checking.spoiling import Case


def all_cases() -> list[Case]:
    """Every case of every module here, in the order of the modules' names."""
    cases: list[Case] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        cases.extend(importlib.import_module(f"{__name__}.{module.name}").CASES)
    return cases
