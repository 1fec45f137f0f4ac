"""A question in its conversation → the query that is searched with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clarity import is_clear
from bot.conversation.anaphora import leans_back, names_subject
from bot.conversation.standalone import leans
from bot.conversation.whom import asks_who_that_is
from bot.question import says_something

if TYPE_CHECKING:
    from bot.conversation.standalone import Standalone
    from bot.conversation.whom import Another
    from index.discourse import Quoted
    from index.hits import Query
    from index.search import Searcher

# Log-odds added to each sentence of the interview that was quoted last; how much is added on top
# as a question is more clearly about the piece itself ("Wie maakte de foto?"); and what is added
# for a follow-up, so that other interviews hardly compete.
_STAYS = 4.0
_STAYS_ITSELF = 4.0
_STAYS_LEANING = 20.0


def depends(query: Query) -> bool:
    """Whether a question that was read by itself depends on an earlier one."""
    if query.definition or not says_something(query.text):
        return False  # "En waar staat EZK voor?" says of what, "???" asks nothing
    named = query.mention
    if named is not None and (named.telling or (named.alone and says_something(named.rest))):
        return True  # "En Jos de Groot?", "Wat vindt Jos de Groot daarvan?"
    told = query.reading.depends
    if told is None:
        return leans(query.text)
    if named is not None and names_subject(named.rest):
        # Read without the name, "Wanneer trouwt Ilham?" lacks what it says by itself.
        told = told and leans_back(query.text)
    # "Wat gaat er vaak mis?" says by itself not what it is about, whatever it means.
    return told or not is_clear(query, several=False)


def in_context(
    searcher: Searcher,
    query: Query,
    resolved: Standalone,
    at_hand: str | None = None,
    quoted: Quoted | None = None,
    another: Another | None = None,
) -> Query:
    """A question that was read by itself, read again in its conversation.

    `at_hand` is the id of the interview that was quoted last; "" when none was, None where there is
    only one. `quoted` is the best quotation for the last question, which does not count for "Wat
    nog meer?". What depends on that question is about the same interview, answered or not. What is
    asked of `another` is not asked of the piece.
    """
    stays = _STAYS_LEANING
    if resolved.skip:
        query, quoted = searcher.read(*resolved.questions), None
    elif resolved.text == query.text:
        stays = _STAYS + _STAYS_ITSELF * query.reading.strongest_role
    elif resolved.leans and query.mention is not None and query.mention.alone:
        query = searcher.read(*resolved.questions)
    elif resolved.leans:
        query = searcher.read_on(query, resolved.questions)
    else:
        query = searcher.read(resolved.text)
    mention = query.mention
    if at_hand is not None and mention and mention.interview:
        at_hand, stays = mention.interview, _STAYS_LEANING
        quoted = quoted if quoted and quoted.interview == at_hand else None
    elif at_hand is not None and quoted and stays == _STAYS_LEANING:
        at_hand = quoted.interview
    query = replace(query, at_hand=at_hand or "", stays=stays, quoted=quoted)
    if another is None or resolved.skip:
        return query
    told = another.told if asks_who_that_is(query.latest or query.text) else frozenset()
    return replace(query, reading=replace(query.reading, roles={}), told=told)
