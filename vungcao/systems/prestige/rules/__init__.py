"""What the law says about prestigious persons, in plain Python: no database, request or clock.

Quyết định 12/2018/QĐ-TTg, amended by Quyết định 28/2023/QĐ-TTg; amounts, terms and authorities are
norms (docs/law.md). Periods are half-open: who leaves the list on a day is not on it that day.
"""
