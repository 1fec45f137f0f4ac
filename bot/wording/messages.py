"""What Citaat itself says around a quotation, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.wording.forms import ARTICLE, ARTIKEL, TEKST, TEXT, Forms, called, form_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of one language; `{…}` is filled in where they are used."""

    asked_of: str
    abstain: str
    nothing_more: str
    unclear: str
    one_by_one: str
    did_you_mean: str
    only_named: str
    unmatched: str
    unmatched_one: str
    weak: str
    unsure: str
    which: str
    another: str
    number: str
    no_subject: str
    not_written_out: str
    not_defined: str
    no_name: str
    no_credit: str
    no_contents: str
    no_condition: str
    no_explanation: str
    other_year: str
    general: str
    matched: str
    matched_one: str
    meaning: str
    own: str
    asked: str
    introduces: str
    age: str
    person: str
    role: str
    block: str
    nearby: str
    at_hand: str
    chosen: str
    which_one: str
    published: str
    not_published: str
    and_: str
    and_others: str

    def listed(self, words: Sequence[str]) -> str:
        """Words one after the other: "A, B en C"."""
        *others, last = words
        return f"{', '.join(others)} {self.and_} {last}" if others else last


DUTCH = Messages(
    asked_of="het interview",
    abstain="Daar geeft het interview geen antwoord op.",
    nothing_more="Meer zegt het interview daar niet over.",
    unclear="Waar gaat uw vraag over? Stel haar graag in een hele zin.",
    one_by_one="Dat is meer dan een vraag. Stel ze liever een voor een:",
    did_you_mean="Dat weet ik niet zeker. Bedoelt u misschien dit?",
    only_named="Dat zegt het interview waarschijnlijk niet. Dit staat er wel over:",
    unmatched="Nergens in het interview staan de woorden {terms}.",
    unmatched_one="Nergens in het interview staat het woord {terms}.",
    weak="Geen zin in het interview lijkt genoeg op een antwoord.",
    unsure="Dit komt in de buurt, maar het is niet zeker dat het antwoord geeft.",
    which="In meer dan een interview staat een antwoord, en de vraag zegt niet in welk interview.",
    another="Wat er het best bij past, zegt niet wie u noemt, maar een ander.",
    number="Gevraagd wordt een getal of tijdstip, en dat staat niet in wat het dichtst erbij komt.",
    no_subject="De vraag noemt geen onderwerp.",
    not_defined="Wat het is, staat niet in wat het dichtst erbij komt.",
    no_name="Gevraagd wordt een naam, en die staat niet in wat het dichtst erbij komt.",
    no_credit="Wie de foto maakte, staat niet in wat het dichtst erbij komt.",
    no_contents="Wat daarin staat, wordt niet gezegd in wat het dichtst erbij komt.",
    no_condition="Wat er in dat geval gebeurt, staat niet in wat het dichtst erbij komt.",
    no_explanation="Hoe of waarom, staat niet in de inleiding, die er het dichtst bij komt.",
    other_year="Het jaar uit de vraag komt niet voor in het interview dat er het dichtst bij komt.",
    general="Die vraag past bij veel interviews. Noem een onderwerp, dan vind ik eerder antwoord.",
    not_written_out="Waar de afkorting voor staat, staat niet in wat het dichtst erbij komt.",
    matched="De woorden {terms} staan in het citaat.",
    matched_one="Het woord {terms} staat in het citaat.",
    meaning="Het citaat is gekozen om zijn betekenis.",
    own="Deze vraag wordt in het interview gesteld, en dit is het antwoord daarop.",
    asked="De vraag die erboven staat, lijkt op die van u.",
    introduces="Hier staat de afkorting voluit.",
    age="De leeftijd staat hier achter de naam.",
    person="Hier staat bij de naam wie dat is.",
    role="De vraag gaat over het stuk zelf of over wie erin voorkomt, en dat wordt hier verteld.",
    block="Ook de rest van de passage gaat over wat er gevraagd wordt.",
    nearby="Het staat in of vlak na het vorige citaat.",
    at_hand="Het gesprek ging al over dit interview.",
    chosen="Dit koos u uit wat er werd aangeboden.",
    which_one="Welke van deze twee? Zeg het met “de eerste” of “de tweede”.",
    published="{title} is gepubliceerd op {day}.",
    not_published="Wanneer {title} is gepubliceerd, staat er niet bij.",
    and_="en",
    and_others="en {number} andere",
)
ENGLISH = Messages(
    asked_of="the interview",
    abstain="The interview does not answer that.",
    nothing_more="The interview says no more about that.",
    unclear="What is your question about? Please ask it in a full sentence.",
    one_by_one="That is more than one question. Please ask them one by one:",
    did_you_mean="I am not sure. Is this perhaps what you mean?",
    only_named="The interview probably does not tell. This is what it says about it:",
    unmatched="The words {terms} do not occur in the interview.",
    unmatched_one="The word {terms} does not occur in the interview.",
    weak="No sentence in the interview comes close enough to an answer.",
    unsure="This comes close, but it may not be an answer.",
    which="More than one interview has an answer, and the question does not say which it means.",
    another="What fits best is said by somebody else than the one you name.",
    number="The question asks for a number or a time, and what comes closest does not give one.",
    no_subject="The question names no subject.",
    not_defined="What that is, is not told by what comes closest.",
    no_name="The question asks for a name, and what comes closest does not give one.",
    no_credit="What comes closest does not say who took the photo.",
    no_contents="What is in it is not told by what comes closest.",
    no_condition="What happens then is not told by what comes closest.",
    no_explanation="Why or how is not told by the introduction, which comes closest.",
    other_year="The year in the question does not occur in the interview that comes closest.",
    general="Your question fits many interviews. Name a subject, and an answer is easier to find.",
    not_written_out="What the abbreviation stands for is not told by what comes closest.",
    matched="The words {terms} are in the quotation.",
    matched_one="The word {terms} is in the quotation.",
    meaning="The quotation was chosen for its meaning.",
    own="This question is asked in the interview, and this is the answer to it.",
    asked="The question above it is like yours.",
    introduces="The abbreviation is written out here.",
    age="The age stands behind the name here.",
    person="It stands beside the name here who that is.",
    role="The question is about the piece itself or who is in it, and that is told here.",
    block="The rest of the passage is also about what is asked.",
    nearby="It is in, or just after, the previous quotation.",
    at_hand="The conversation was already about this interview.",
    chosen="You chose this from what was offered.",
    which_one="Which of these two? You can say “the first” or “the second”.",
    published="{title} was published on {day}.",
    not_published="It is not known when {title} was published.",
    and_="and",
    and_others="and {number} others",
)


# A question that is put to more than one interview.
DUTCH_SEVERAL = replace(
    DUTCH,
    asked_of="de interviews",
    abstain="Daar geven de interviews geen antwoord op.",
    nothing_more="Meer zeggen de interviews daar niet over.",
    only_named="Dat zeggen de interviews waarschijnlijk niet. Dit staat er wel over:",
    unclear="Over welk interview, of over welk onderwerp, gaat uw vraag?",
    no_subject="De vraag noemt geen onderwerp, en niet welk interview zij bedoelt.",
    unmatched="Nergens in de interviews staan de woorden {terms}.",
    unmatched_one="Nergens in de interviews staat het woord {terms}.",
    weak="Geen zin in de interviews lijkt genoeg op een antwoord.",
)
ENGLISH_SEVERAL = replace(
    ENGLISH,
    asked_of="the interviews",
    abstain="The interviews do not answer that.",
    nothing_more="The interviews say no more about that.",
    only_named="The interviews probably do not tell. This is what they say about it:",
    unclear="Which interview, or what subject, is your question about?",
    no_subject="The question names no subject, nor which interview it means.",
    unmatched="The words {terms} do not occur in the interviews.",
    unmatched_one="The word {terms} does not occur in the interviews.",
    weak="No sentence in the interviews comes close enough to an answer.",
)


# Content that is no conversation, or not all of it.
DUTCH_ARTICLE, ENGLISH_ARTICLE = called(DUTCH, ARTIKEL), called(ENGLISH, ARTICLE)
DUTCH_TEXTS, ENGLISH_TEXTS = called(DUTCH_SEVERAL, TEKST), called(ENGLISH_SEVERAL, TEXT)


_FORMS = {
    "nl": Forms(DUTCH, DUTCH_SEVERAL, DUTCH_ARTICLE, DUTCH_TEXTS),
    "en": Forms(ENGLISH, ENGLISH_SEVERAL, ENGLISH_ARTICLE, ENGLISH_TEXTS),
}


def messages_for(language: str, *, several: bool, conversations: bool = True) -> Messages:
    """English for an English question, Dutch for every other.

    `several` says that it is put to more than one interview, and `conversations` that all of the
    content is one.
    """
    return form_of(_FORMS, language, several=several, conversations=conversations)
