"""What a website puts around a text, and comes along when that is copied from a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.cli.finding import MOST_NAMED, place_of
from index.interview import Role
from index.parsing.lines import LINE, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interview import Block, Interview

_PIECE = r"(?:artikel|interview|bericht|verhaal|pagina|article|interview|page|story|post)"
_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|mail|instagram|pinterest|threads|bluesky"
    r"|mastodon|telegram|youtube|tiktok|signal)"
)
_NETWORKS = rf"{_NETWORK}(?:\W+(?:(?:en|of|and|or) )?{_NETWORK})*"
# Each is a line of its own.
_AROUND = re.compile(
    r"(?:(?:direct )?naar (?:de )?(?:hoofd)?inhoud|skip to (?:main )?content|menu|zoeken|inloggen"
    r"|log ?in|registreren|home|home ?[\u203a\u00bb>/].{1,100}|u bent hier:.{1,100}"
    r"|(?:alles? |cookies? )?(?:accepteren|weigeren)(?: cookies)?|accept(?: all)?(?: cookies)?"
    r"|(?:deze (?:web)?site|wij|we|this (?:web)?site) (?:gebruikt?|gebruiken|maakt?|maken|uses?)"
    r"(?: (?!geen\b|no\b)[\w-]+){0,3} cookies\b.{0,100}"
    r"|\W?advertentie\W?|\W?advertisement\W?"
    rf"|(?:deel|print|bewaar|share|save) (?:dit|this) {_PIECE}.{{0,40}}|delen|share"
    rf"|(?:delen|deel(?: dit)?|share(?: this)?) (?:op|via|on) {_NETWORKS}"
    rf"|(?!(?:x|mail|threads|signal)\W*$){_NETWORKS}"
    rf"|dit {_PIECE} delen\b.{{0,60}}|(?:volg|follow) .{{1,30}} (?:op|via|on) {_NETWORKS}\W*"
    r"|kopieer (?:de )?link|copy link"
    r"|leestijd:? .{1,20}|\d{1,2} (?:min(?:uten|ute)?\.?) (?:leestijd|lezen|leesvoer|read)"
    r"|(?:meld je|schrijf je|abonneer je|meld u|schrijf u|sign up|subscribe)\b.{0,60}"
    r"\b(?:nieuwsbrief|newsletter)\b.{0,40}"
    r"|e-?mailadres|(?:abonneer (?:je|u)|word (?:nu )?abonnee|subscribe now)\b.{0,60}"
    r"|premium(?: (?:artikel|article))?|(?:alleen |exclusief )?voor abonnees|subscribers only"
    r"|(?:log in|inloggen|registreer(?: je)?) om .{1,60}|log in to .{1,60}"
    r"|(?:wilt? (?:je|u) )?reageren\?.{0,80}"
    r"|\W{0,3}(?:lees|luister|kijk|klik|click|read) (?:hier|here|more)\b.{0,80}"
    r"|(?:\u00a9|\(c\)|copyright)\W*(?:\d{4}\b|.{0,60}\b(?:alle rechten|all rights)).{0,80}"
    r"|(?:lees|bekijk|luister|read|see) (?:ook|also)\b.{0,150}"
    r"|(?:gerelateerde?|verwante|aanbevolen|related|meer|more) "
    r"(?:artikel(?:en)?|berichten|nieuws|articles|stories)\W?|meest gelezen"
    r"|(?:tags?|trefwoorden|labels):.{1,200}"
    r"|(?:\d+ )?(?:reacties|comments)(?: ?\(\d+\))?|(?:plaats|geef) een reactie)",
    re.IGNORECASE,
)
# What belongs to such a line stands right above or below it, and is no sentence or a short one.
_LONGEST_BESIDE = 80


def surroundings(interview: Interview) -> Iterator[str]:
    """One doubt for all of them, with their lines."""
    text = interview.text
    found = [part for block in interview.blocks for part in _parts(text, block)]
    if not found:
        return
    places = [_lines(text, part) for part in found]
    first = next(filter(_is_around, found[0]))
    belonging = f", with what belongs to it (line {places[0]})" if found[0][1:] else ""
    others = f", and look at line {', '.join(places[1 : MOST_NAMED + 1])}" if places[1:] else ""
    yield (
        f"{place_of(interview, first.start())}: {first[0].strip()!r} is what a website puts "
        f"around a text, and would be quoted. Remove it{belonging}{others}."
    )


def _parts(text: str, block: Block) -> Iterator[list[re.Match[str]]]:
    """Lines of a block that such a line is one of: those around it too, but for what is said.

    The makers of a text may be named in between.
    """
    lines = list(LINE.finditer(text, block.span.start, block.span.end))
    alone = block.role in (Role.ANSWER, Role.BYLINE)
    part: list[re.Match[str]] = []
    for line in lines:
        if _is_around(line) if alone else len(line[0]) <= _LONGEST_BESIDE or _is_around(line):
            part.append(line)
            continue
        if any(map(_is_around, part)):
            yield part
        part = []
    if any(map(_is_around, part)):
        yield part


def _is_around(line: re.Match[str]) -> bool:
    return _AROUND.fullmatch(line[0].strip()) is not None


def _lines(text: str, part: list[re.Match[str]]) -> str:
    first, last = (line_of(text, part[at].start()) for at in (0, -1))
    return f"{first}-{last}" if last > first else str(first)
