"""The kinds of small talk: how people say each, and what is said back."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of small talk: how people say it, and what to say back in each language.

    In `replies` `{interview}` is what is asked: "het interview", or "de interviews"; `{titles}`
    are the titles of these. `phrases` are it wherever they stand by themselves, `exclaims` after
    "wat" and "dat is" too, and before a word for the piece; `examples` are compared by meaning.
    `about_me` says that they ask after the chat, and so address it. Of `needs` one word must be
    said, whatever else is: "Welk jaar?" is about the interview, "Welk jaar is het?" is not. Of
    `needs_too` one as well: "What is this interview about?" asks for no date. `dangers` are it
    wherever they are told of somebody (`danger.py` beside this). `polar` says that "niet" decides:
    of its examples only those count that deny or affirm as the question does.
    """

    name: str
    examples: tuple[str, ...]
    replies: Mapping[str, str]
    phrases: tuple[str, ...] = ()
    about_me: bool = False
    needs: tuple[str, ...] = ()
    needs_too: tuple[str, ...] = ()
    exclaims: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()
    polar: bool = False

    def reply(self, language: str, asked_of: str, titles: str = "") -> str:
        """English for an English speaker, Dutch for every other, about what is asked."""
        said = self.replies["en" if language == "en" else "nl"]
        return said.format(interview=asked_of, titles=titles)


def load_intents() -> tuple[Intent, ...]:
    """The intents of `bot/data/smalltalk.toml`."""
    data = tomllib.loads(files("bot").joinpath("data/smalltalk.toml").read_text("utf-8"))
    return tuple(
        Intent(
            name,
            tuple(entry["examples"]),
            {"nl": entry["nl"], "en": entry["en"]},
            tuple(entry.get("phrases", ())),
            entry.get("about_me", False),
            tuple(entry.get("needs", ())),
            exclaims=tuple(entry.get("exclaims", ())),
            needs_too=tuple(entry.get("needs_too", ())),
            dangers=tuple(entry.get("dangers", ())),
            polar=entry.get("polar", False),
        )
        for name, entry in data.items()
    )
