"""How a strategy is held against what was really done: arithmetic alone, without a database and without a page.

Every module takes plain facts (counts, days, figures) and gives frozen answers; checks make them into a ``Finding``,
pages into words. Nothing asks for an act when there are too few facts, nor when they are estimates (``certainty``).
Where a formula is the domain reference's, its section stands beside it (I.4, E.1); a starting value of
our own is called ours.
"""
