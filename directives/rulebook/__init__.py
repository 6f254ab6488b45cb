"""Quy định: the law of form as dated data: which regime holds on a day, its measures and their clauses."""
