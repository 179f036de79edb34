"""Single lives: what happens to one synthetic person, month by month, and why.

`trace` watches a stepping world through its phases, `events` says what was seen, `reasons` says it
in sentences, and `life` puts a life together. Nothing here reads or writes files.
"""
