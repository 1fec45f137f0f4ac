"""The words of the page around a quotation, in Dutch and in English.

The frame of a reply follows the language of its question; the frame of the page follows the
browser. `bot/wording/messages.py` holds what the bot itself says; this holds what the page says.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, replace

from bot.wording.forms import ARTICLE, ARTIKEL, TEKST, TEXT, Forms, called, form_of


@dataclass(frozen=True, slots=True)
class Wording:
    """Every string of the interface in one language; `{…}` is filled in where it is used."""

    lead: str
    ask_label: str
    placeholder: str
    send: str
    examples: str
    searching: str
    waking: str
    you_asked: str
    understood: str
    quotation_of: str
    interviewer_asked: str
    source: str
    open_source: str
    alternatives: str
    why: str
    why_not: str
    confidence: str
    threshold: str
    copy: str
    copied: str
    share: str
    shared: str
    helpful: str
    yes: str
    no: str
    thanks: str
    suggestions: str
    answered: str
    failed: str
    unreachable: str
    unreadable: str
    gone: str
    no_page: str
    all_interviews: str
    anew: str
    skip: str
    conversation: str
    promise: str
    ask_back: str
    published_at: str
    months: str
    fingerprint: str
    no_script: str

    def as_dict(self) -> dict[str, str]:
        """The strings by their names, as the page's script reads them."""
        return asdict(self)


DUTCH = Wording(
    lead="Stel een vraag. Het antwoord is een letterlijk citaat; er wordt niets bij bedacht.",
    ask_label="Uw vraag",
    placeholder="Stel een vraag…",
    send="Vraag",
    examples="Bijvoorbeeld",
    searching="Even bladeren…",
    waking="Het interview wordt ingelezen; dat duurt de eerste keer even.",
    you_asked="U vroeg",
    understood="Opgevat als",
    quotation_of="Citaat",
    interviewer_asked="Gevraagd werd",
    source="Bron",
    open_source="Lees het in het interview",
    alternatives="Andere passages die in de buurt komen",
    why="Waarom dit citaat?",
    why_not="Waarom geen antwoord?",
    confidence="Zekerheid",
    threshold="antwoord vanaf",
    copy="Kopieer citaat",
    copied="Gekopieerd",
    share="Deel dit antwoord",
    shared="Link gekopieerd",
    helpful="Beantwoordt dit uw vraag?",
    yes="Ja",
    no="Nee",
    thanks="Bedankt voor uw oordeel.",
    suggestions="Deze vragen worden wel beantwoord",
    answered="Verder vragen",
    failed="Dat lukte niet",
    unreachable="De server antwoordt niet. Probeer het zo nog eens.",
    unreadable="Die vraag is leeg, te lang of geen tekst. Stel haar kort en in gewone woorden.",
    gone="Dit interview staat hier niet of niet meer.",
    no_page="Deze pagina is er niet of niet meer.",
    all_interviews="Vraag alle interviews",
    anew="Begin opnieuw",
    skip="Ga naar het vraagveld",
    conversation="Gesprek",
    promise="Citaten staan letterlijk zo in het interview.",
    ask_back="Stel een vraag over dit interview",
    published_at="Gepubliceerd bij de uitgever",
    months="januari februari maart april mei juni juli augustus september oktober november "
    "december",
    fingerprint="Vingerafdruk van het bestand (SHA-256):",
    no_script="Vragen stellen kan alleen met JavaScript. Zonder kunt u dit interview lezen:",
)
ENGLISH = Wording(
    lead="Ask a question. The answer is quoted word for word; nothing is made up.",
    ask_label="Your question",
    placeholder="Ask a question…",
    send="Ask",
    examples="For example",
    searching="Leafing through…",
    waking="The interview is being read in; the first time takes a moment.",
    you_asked="You asked",
    understood="Understood as",
    quotation_of="Quotation",
    interviewer_asked="The question was",
    source="Source",
    open_source="Read it in the interview",
    alternatives="Other passages that come close",
    why="Why this quotation?",
    why_not="Why no answer?",
    confidence="Confidence",
    threshold="answers from",
    copy="Copy quotation",
    copied="Copied",
    share="Share this answer",
    shared="Link copied",
    helpful="Does this answer your question?",
    yes="Yes",
    no="No",
    thanks="Thank you for your feedback.",
    suggestions="These questions do get an answer",
    answered="Ask more",
    failed="That did not work",
    unreachable="The server is not responding. Please try again in a moment.",
    unreadable="That question is empty, too long or not text. Ask it briefly, in plain words.",
    gone="This interview is not here, or no longer here.",
    no_page="This page does not exist, or no longer exists.",
    all_interviews="Ask all interviews",
    anew="Start over",
    skip="Go to the question field",
    conversation="Conversation",
    promise="Quotations are in the interview word for word.",
    ask_back="Ask a question about this interview",
    published_at="As published",
    months="January February March April May June July August September October November December",
    fingerprint="Fingerprint of the file (SHA-256):",
    no_script="Asking questions requires JavaScript. Without it, you can read this interview:",
)


# The page of a library; what is said of one of its interviews stays as it is.
DUTCH_SEVERAL = replace(
    DUTCH,
    waking="De interviews worden ingelezen; dat duurt de eerste keer even.",
    promise="Citaten staan letterlijk zo in de interviews.",
    no_script="Vragen stellen kan alleen met JavaScript. Zonder kunt u deze interviews lezen:",
)
ENGLISH_SEVERAL = replace(
    ENGLISH,
    waking="The interviews are being read in; the first time takes a moment.",
    promise="Quotations are in the interviews word for word.",
    no_script="Asking questions requires JavaScript. Without it, you can read these interviews:",
)


# Content that is no conversation, or not all of it.
DUTCH_ARTICLE, ENGLISH_ARTICLE = called(DUTCH, ARTIKEL), called(ENGLISH, ARTICLE)
DUTCH_TEXTS, ENGLISH_TEXTS = called(DUTCH_SEVERAL, TEKST), called(ENGLISH_SEVERAL, TEXT)


_FORMS = {
    "nl": Forms(DUTCH, DUTCH_SEVERAL, DUTCH_ARTICLE, DUTCH_TEXTS),
    "en": Forms(ENGLISH, ENGLISH_SEVERAL, ENGLISH_ARTICLE, ENGLISH_TEXTS),
}


def wording_for(language: str, *, several: bool = False, conversations: bool = True) -> Wording:
    """English for an English question or browser, Dutch for every other.

    `several` says that there is more than one interview, and `conversations` that all of them are.
    """
    return form_of(_FORMS, language, several=several, conversations=conversations)


def day(date: str, months: str) -> str:
    """A date (ISO 8601) as it is said: "5 november 2018"."""
    when = datetime.date.fromisoformat(date)
    return f"{when.day} {months.split()[when.month - 1]} {when.year}"
