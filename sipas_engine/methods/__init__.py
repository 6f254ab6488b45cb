"""Phương pháp đo lường: question sets and formulas by period, as data.

What is asked (``question_set``, ``question_file``, ``built_in``) and how answers become one number
(``method``). Nothing here has seen an answer.
"""
