"""A question and the turns before it → the query that is searched with.

earlier turns (choosing: "de tweede" of what was offered) → standalone, by words that point back
(anaphora) → context
"""
