"""Theo dõi, đôn đốc: a plan, the duties of each unit, and where they stand on a day. Pure functions."""
