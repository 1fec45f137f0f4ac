"""The same sentences in the form that the content calls for: one interview, several, an article."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


# What an interview is called that is none, each name with what must agree with it; of two that
# match, the longer stands first.
ARTIKEL = (("interviews", "artikelen"), ("interview", "artikel"))
ARTICLE = (("interview", "article"),)
TEKST = (
    ("interviews", "teksten"),
    ("het interview dat", "de tekst die"),
    ("het interview", "de tekst"),
    ("dit interview", "deze tekst"),
    ("welk interview", "welke tekst"),
    ("interview", "tekst"),
)
TEXT = (("interview", "text"),)

# `bot.wording.messages.Messages`, and the words of the page (`bot.wording.labels`).
Sentences = TypeVar("Sentences", bound=_Dataclass)


@dataclass(frozen=True, slots=True)
class Forms(Generic[Sentences]):
    """About one interview, several, an article, and several texts that are not all interviews."""

    interview: Sentences
    interviews: Sentences
    article: Sentences
    texts: Sentences


def called(sentences: Sentences, names: Sequence[tuple[str, str]]) -> Sentences:
    """The same sentences about texts that are called something else, also where one opens so."""
    said: dict[str, str] = asdict(sentences)
    for name, instead in names:
        opens, opening = (each[0].upper() + each[1:] for each in (name, instead))
        said = {
            field: text.replace(name, instead).replace(opens, opening)
            for field, text in said.items()
        }
    return replace(sentences, **said)


def form_of(
    forms: Mapping[str, Forms[Sentences]], language: str, *, several: bool, conversations: bool
) -> Sentences:
    """The form in a language, Dutch for one that `forms` does not have.

    `several` says that there is more than one interview, and `conversations` that all of them are.
    """
    own = forms.get(language, forms["nl"])
    if conversations:
        return own.interviews if several else own.interview
    return own.texts if several else own.article
