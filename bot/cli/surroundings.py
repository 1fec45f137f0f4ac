"""What a website puts around a text, and comes along when that is copied from a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.cli.finding import found_in, place_of
from index.parsing.lines import LINE, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interview import Interview

_PIECE = r"(?:artikel|interview|bericht|verhaal|pagina|article|interview|page|story|post)"
# Each is a line of its own.
_AROUND = re.compile(
    r"(?:(?:direct )?naar (?:de )?(?:hoofd)?inhoud|skip to (?:main )?content|menu|zoeken|inloggen"
    r"|log ?in|registreren|home|home ?[\u203a\u00bb>/].{1,100}|u bent hier:.{1,100}"
    r"|(?:alles? |cookies? )?(?:accepteren|weigeren)(?: cookies)?|accept(?: all)?(?: cookies)?"
    r"|(?:deze (?:web)?site|wij|we|this (?:web)?site) (?:gebruikt?|gebruiken|maakt?|maken|uses?)"
    r"(?: (?!geen\b|no\b)[\w-]+){0,3} cookies\b.{0,100}"
    r"|\W?advertentie\W?|\W?advertisement\W?"
    rf"|(?:deel|print|bewaar|share|save) (?:dit|this) {_PIECE}.{{0,40}}|delen|share"
    r"|kopieer (?:de )?link|copy link|facebook|twitter|linkedin|whatsapp|e-?mail"
    r"|leestijd:? .{1,20}|\d{1,2} (?:min(?:uten|ute)?\.?) (?:leestijd|lezen|leesvoer|read)"
    r"|(?:meld je|schrijf je|abonneer je|meld u|schrijf u|sign up|subscribe)\b.{0,60}"
    r"\b(?:nieuwsbrief|newsletter)\b.{0,40}"
    r"|(?:lees|bekijk|luister|read|see) (?:ook|also)\b.{0,150}"
    r"|(?:gerelateerde?|verwante|aanbevolen|related|meer|more) "
    r"(?:artikel(?:en)?|berichten|nieuws|articles|stories)\W?|meest gelezen"
    r"|(?:tags?|trefwoorden|labels):.{1,200}"
    r"|(?:\d+ )?(?:reacties|comments)(?: ?\(\d+\))?|(?:plaats|geef) een reactie)",
    re.IGNORECASE,
)
# A page that was copied whole has dozens.
_MOST_NAMED = 8


def surroundings(interview: Interview) -> Iterator[str]:
    """One doubt for all of them, with their lines."""
    lines = ((line, line[0].strip()) for line in found_in(interview, LINE))
    found = [(line, words) for line, words in lines if _AROUND.fullmatch(words)]
    if not found:
        return
    (first, words), *others = found
    numbers = (line_of(interview.text, line.start()) for line, _ in others[:_MOST_NAMED])
    more = ", ".join(map(str, numbers))
    also = f", and look at line {more}" if others else ""
    yield (
        f"{place_of(interview, first.start())}: {words!r} is what a website puts around a "
        f"text, and would be quoted. Remove it{also}."
    )
