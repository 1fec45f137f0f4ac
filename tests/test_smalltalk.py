"""Small talk by its words: what is a pleasantry, and what is left to ask."""

from __future__ import annotations

import pytest

from bot.smalltalk.intents import load_intents
from bot.smalltalk.pleasantries import Heard
from bot.smalltalk.small_talk import SmallTalk
from tests.encoder_fake import WordCountEncoder


@pytest.fixture(scope="module")
def small_talk() -> SmallTalk:
    return SmallTalk(load_intents(), WordCountEncoder(["hallo", "bedankt"]))


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("Hoi, bedankt!", "thanks"),
        ("hoiii!!", "greeting"),
        ("Bedankt, tot ziens!", "goodbye"),
        ("Bedankt, top!", "thanks"),
        ("hallo, alles goed?", "how_are_you"),
        ("👍", "compliment"),
        ("bedankt he", "thanks"),
        ("wat mooi, dank u wel", "thanks"),
        ("hahahaha", "reaction"),
        ("Pfff...", "reaction"),
        ("wat een onzin allemaal", "reaction"),
        ("oke laat maar", "reaction"),
        ("😀😀😀", "reaction"),
        ("oh sorry", "apology"),
        ("bron?", "source"),
        ("in het engels aub", "other_language"),
        ("te lang", "shorter"),
        ("dat vroeg ik niet", "complaint"),
        ("maar dat vroeg ik niet", "complaint"),
        ("maar bedankt", "thanks"),
        ("but thanks, bye", "goodbye"),
        ("so what", "reaction"),
        ("mooi interview!", "compliment"),
        ("mooie foto's", "compliment"),
        ("dat was een knappe foto", "compliment"),
        ("saai verhaal", "reaction"),
        ("great interview, thanks", "thanks"),
        ("ja, dat bedoel ik", "compliment"),
        ("nee, dat bedoel ik niet", "no"),
        ("geen van beide", "no"),
        ("dat klopt", "compliment"),
        ("dat klopt niet", "complaint"),
        ("hè?", "reaction"),
        ("wat bedoel je?", "complaint"),
        ("that's all, thanks", "thanks"),
        ("dat was alles, doei", "goodbye"),
        ("no, that's not it", "no"),
        ("good point", "compliment"),
        ("that's unfortunate", "reaction"),
        ("I don't speak Dutch", "other_language"),
        ("Muchas gracias", "thanks"),
        ("teşekkür ederim!", "thanks"),
        ("Дякую", "thanks"),
        ("شكرا", "thanks"),
        ("Dzień dobry", "greeting"),
        ("tschüss", "goodbye"),
        ("Is dit echt gebeurd?", "sure"),
        ("Dag meneer", "greeting"),
        ("dank u wel, mevrouw", "thanks"),
        ("Ik wil dood", "in_need"),
        ("i want to die.", "in_need"),
    ],
)
def test_pleasantries_leave_nothing_to_ask(
    small_talk: SmallTalk, utterance: str, intent: str
) -> None:
    heard = small_talk.hear(utterance)
    assert heard.intent is not None
    assert (heard.intent.name, heard.question) == (intent, "")


@pytest.mark.parametrize(
    ("utterance", "question"),
    [
        ("Hallo, wat is de rol van EZK?", "wat is de rol van EZK?"),
        ("hoi wat doet het DTC", "wat doet het DTC"),
        ("Perfect, precies wat ik zocht", "precies wat ik zocht"),
        ("wow wat doet het DTC", "wat doet het DTC"),
        ("jeetje wat een slechte bot", "wat een slechte bot"),
        ("ja maar ik ben geen gemeente", "maar ik ben geen gemeente"),
        ("Bedankt! En wat is de uitdaging?", "En wat is de uitdaging?"),
        ("Wie is de minister? Alvast bedankt!", "Wie is de minister?"),
        ("Oké, en sinds wanneer?", "en sinds wanneer?"),
        ("Dag van de arbeid", "Dag van de arbeid"),
        ("Mobiliteit, landbouw, zorg", "Mobiliteit, landbouw, zorg"),
        ("Hi-tech bedrijven", "Hi-tech bedrijven"),
        ("nee ik bedoel hoeveel mensen werken er", "hoeveel mensen werken er"),
        ("nee, ik bedoel de kosten", "de kosten"),
        ("andere vraag: wat doet het DTC", "wat doet het DTC"),
        ("Laatste vraag: wat is EZK?", "wat is EZK?"),
        ("tot slot, wie betaalt dat", "wie betaalt dat"),
        ("one last question: who pays?", "who pays?"),
        ("Wat was de laatste vraag?", "Wat was de laatste vraag?"),
        ("Ik wil graag weten hoe oud hij is", "hoe oud hij is"),
        ("hallo, ik zou graag willen weten waarom", "waarom"),
        ("Kunt u mij vertellen wat het DTC doet?", "wat het DTC doet?"),
        ("I'd like to know why", "why"),
        ("please tell me who pays", "who pays"),
        ("Could you please tell me what the DTC does?", "what the DTC does?"),
        ("I'm curious how that works", "how that works"),
        ("vertel me wat het DTC doet", "wat het DTC doet"),
        ("tell me about blockchain", "tell me about blockchain"),
        ("En weet je wanneer dat was?", "wanneer dat was?"),
        ("Weet u dat het DTC stopt?", "Weet u dat het DTC stopt?"),
        ("Ik wil weten", "Ik wil weten"),
        ("haha en wie betaalt dat", "en wie betaalt dat"),
        ("leuk is dat project", "leuk is dat project"),
        ("wat grappig?", "wat grappig?"),
        ("Hallo, wat is dat precies?", "wat is dat precies?"),
        ("Wanneer zegt hij: laat maar?", "Wanneer zegt hij: laat maar?"),
        ("En later?", "En later?"),
        ("en morgen", "en morgen"),
        ("Maar echt?", "Maar echt?"),
        ("Dus wel", "Dus wel"),
        ("mooi interview?", "mooi interview?"),
        ("mooie foto van wie", "mooie foto van wie"),
        ("Mooi portret, wie maakte dat?", "Mooi portret, wie maakte dat?"),
        ("Leuk interview! Wat doet het DTC?", "Wat doet het DTC?"),
        ("Hoi! Wat betekent i.o.?", "Wat betekent i.o.?"),
        ("Uw vader was boer, toch?", "Uw vader was boer"),
        ("wie betaalt dat, bedankt!", "wie betaalt dat"),
        ("Hartelijk dank. En wie betaalt dat?", "En wie betaalt dat?"),
        ("dag mevrouw, wat doet het DTC?", "wat doet het DTC?"),
        ("Mevrouw, wat doet het DTC?", "wat doet het DTC?"),
        ("Geachte mevrouw, wat doet het DTC?", "wat doet het DTC?"),
        ("Geachte heer Bos, wat doet het DTC?", "heer Bos, wat doet het DTC?"),
        ("Beste An, wat doet het DTC?", "An, wat doet het DTC?"),
        ("hallo An van der Wit, wat doet het DTC?", "An van der Wit, wat doet het DTC?"),
        ("Dag Youp van 't Hek, wat bakt u?", "Youp van 't Hek, wat bakt u?"),
        ("Dag meneer In 't Veld, wat bakt u?", "meneer In 't Veld, wat bakt u?"),
        ("Dag Jan des Bouvrie, wat bakt u?", "Jan des Bouvrie, wat bakt u?"),
        ("Dag in, dag uit, wat bakt u?", "Dag in, dag uit, wat bakt u?"),
        ("Beste bezoekers, wat is dit?", "Beste bezoekers, wat is dit?"),
        ("Dag van de arbeid, wat is dat?", "Dag van de arbeid, wat is dat?"),
        ("Meneer Bos", "Meneer Bos"),
    ],
)
def test_a_question_is_left_of_what_begins_or_ends_with_one(
    small_talk: SmallTalk, utterance: str, question: str
) -> None:
    assert small_talk.hear(utterance).question == question


@pytest.mark.parametrize("utterance", ["🐄🐄🌧️", "?!", "robot"])
def test_what_says_nothing_is_left_as_it_is(small_talk: SmallTalk, utterance: str) -> None:
    assert small_talk.hear(utterance) == Heard(None, utterance)


# To an encoder that knows no word all is alike, so that what is said alone decides.
@pytest.fixture(scope="module")
def hard_of_hearing() -> tuple[SmallTalk, WordCountEncoder]:
    encoder = WordCountEncoder([])
    return SmallTalk(load_intents(), encoder), encoder


@pytest.mark.parametrize(
    "question",
    [
        "Dat project heeft geen antwoord op de klachten",
        "nee hoeveel het kost",
        "in welk jaar?",
        "Welk jaar was dat?",
        "hoe laat was dat?",
        "wat is AI",
        "Wat mag er dan niet mee?",
        "Waar staat BOT voor?",
        "Waar staat dat gebouw?",
        "Waar staat het voor?",
        "waar staat dat eigenlijk voor",
        "Welke straat is dat?",
        "Hoe weet hij dat?",
        "Wat vindt hij daarvan?",
        "Wat vind je daarvan?",
        "En in Duitsland?",
        "Maar hoe werkt dit?",
        "maar waarom weet je dat niet",
        "spreekuur",
        "Worden de gegevens opgeslagen?",
        "welk model gebruiken ze",
        "Wie zei dat de oven kapot was?",
        "Wie zegt dat, de minister of de burgemeester?",
        "Tegen wie zei hij dat?",
        "Wie heeft dat gemaakt?",
        "?!",
        "nog een keer",
        "vertel eens",
        "waar komt dat vandaan?",
        "Waar komt het vandaan",
        "ja dat dan",
        "what time?",
        "op welke dag",
        "tot welke dag",
        "on which day",
        "in welke zin",
        "hoe kort",
        "in de avond",
        "en in de avond",
        "in het weekend",
        "ook in het weekend",
        "elke dag",
        "ook morgen",
        "en morgen",
        "wanneer is de wet gepubliceerd?",
        "Wanneer is dit rapport geschreven?",
        "wanneer is het gepubliceerd?",
        "Wanneer is dit interview gehouden?",
        "in welk jaar was dit?",
        "How old is this mill?",
        "Is this law recent?",
        "mag je dit delen?",
        "Mag ik foto's maken?",
        "Mogen bedrijven dit gebruiken?",
        "auteursrecht foto's",
        "Welke interviews heeft hij gegeven?",
        "Hoeveel artikelen heeft de wet?",
        "Welke gesprekken zijn er geweest?",
        "Welke vragen stellen mensen?",
        "Heb je nog meer voorbeelden?",
        "Wat kan ik nog meer doen?",
        "hoe oud moet je zijn",
        "could that happen here too?",
        "heb je er genoeg aan",
        "en vroeger ook beter",
        "Zit hier een mens achter het stuur?",
        "do they do that there too",
        "dank je meneer. En wie betaalt dat, mijn dochter vraagt het",
    ],
)
def test_the_same_words_in_a_question_are_for_the_interview(
    hard_of_hearing: tuple[SmallTalk, WordCountEncoder], question: str
) -> None:
    small_talk, encoder = hard_of_hearing
    assert small_talk.intent(question, encoder.encode_queries([question])[0]) is None


@pytest.mark.parametrize(
    "utterance",
    [
        "Dat is geen antwoord!",
        "maar dat is geen antwoord op mijn vraag",
        "waarom weet je dat niet",
        "waar staat dat precies?",
        "weet je dat wel zeker",
        "What do you think?",
        "worden mijn vragen bewaard",
        "welk taalmodel gebruik jij",
        "welk jaar is het nu?",
        "Wie zei dat?",
        "wie zegt dat",
        "maar wie zegt dat?",
        "Wie zegt dat precies?",
        "Van wie is dit citaat?",
        "Who said that?",
        "Waar haal je dat vandaan?",
        "vertel een verhaal",
        "what time is it?",
        "tot de volgende keer",
        "de tweede",
        "TL;DR",
        "Waar kan ik het interview lezen?",
        "Wanneer is dit gepubliceerd?",
        "van wanneer is dit interview",
        "Hoe oud is het artikel?",
        "When was this published?",
        "Mag ik dit citeren?",
        "can I quote this?",
        "Welke interviews zijn er?",
        "waarover kan ik vragen stellen",
        "Wat kan ik nog meer vragen?",
        "which interviews are available?",
        "list the interviews",
        "Welche Interviews gibt es?",
        "wann wurde das veröffentlicht?",
        "what does that mean in English?",
        "where can I find the full interview?",
        "do you make things up?",
        "hoe oud ben je",
        "Could that be true?",
        "Zit hier echt een mens achter?",
        "am I answered by a real human?",
        "je herhaalt jezelf",
    ],
)
def test_what_is_about_the_reply_or_the_chat_is_small_talk(
    hard_of_hearing: tuple[SmallTalk, WordCountEncoder], utterance: str
) -> None:
    small_talk, encoder = hard_of_hearing
    assert small_talk.intent(utterance, encoder.encode_queries([utterance])[0]) is not None


def test_every_intent_has_a_reply_in_both_languages() -> None:
    for intent in load_intents():
        one = intent.reply("nl", "het interview")
        assert one != intent.reply("en", "the interview")
        assert one == intent.reply("de", "het interview")
        assert "{" not in one


def test_small_talk_is_about_what_is_asked() -> None:
    (greeting,) = (intent for intent in load_intents() if intent.name == "greeting")
    assert "een vraag over de interviews;" in greeting.reply("nl", "de interviews")
    assert "about the interview;" in greeting.reply("en", "the interview")


@pytest.mark.parametrize(
    ("beside", "asks"),
    [
        ("Bent u?", True),
        ("Praat ik nu met zelf?", True),
        ("are you really?", True),
        ("Wie is?", False),
        ("Is de minister?", False),
        ("", False),
    ],
)
def test_who_the_chat_is_may_be_asked_by_a_name(
    small_talk: SmallTalk, beside: str, *, asks: bool
) -> None:
    intent = small_talk.asks_who(beside)
    assert (intent is not None and intent.name == "who_are_you") is asks
