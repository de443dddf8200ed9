"""Measurements of the product: each module is one, named as `vungcao bench` calls it.

A module says `BUDGETS`, in the unit of each figure, and `measure(variables)`, which fills a scratch
database in a process of its own and returns how many rows stand there and the figures.
"""
