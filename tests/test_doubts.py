"""What is doubted of a quotation that only names what is asked about."""

from __future__ import annotations

import pytest

from bot.answer import Bot
from bot.wanted.conditions import supposes, tells_condition
from bot.wanted.contents import asks_contents, tells_contents
from bot.wanted.doubts import NO_DOUBTS, left_of
from bot.wanted.explanations import asks_explanation, explains
from bot.wanted.meanings import asks_to_explain, asks_what, tells_what
from bot.wanted.names import asks_name, tells_name
from index.encoder import Encoder
from tests.small import bot_over, interview


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Wat is een kogelmolen?", "kogelmolen"),
        ("en wat is dyslexie eigenlijk", "dyslexie"),
        ("Wat zijn balises?", "balises"),
        ("Wat is Natura 2000?", "Natura 2000"),
        ("what is a digital twin", "digital twin"),
        ("What's blockchain?", "blockchain"),
        ("Wat is het CJIB?", "CJIB"),
        ("Wat is gezondheid?", "gezondheid"),
        # These ask for something else than what a word means.
        ("Wat is het probleem?", None),
        ("Wat is haar functie?", None),
        ("Wat is daar mis mee?", None),
        ("Wat is belangrijk?", None),
        ("Wat is er besloten?", None),
        ("Wat is besloten?", None),
        ("Wat is een kogelmolen en wat kost hij?", None),
        ("Wie is Jos?", None),
        ("", None),
    ],
)
def test_what_asks_for_the_meaning_of_a_word(question: str, term: str | None) -> None:
    assert asks_what(question) == term


@pytest.mark.parametrize(
    ("term", "quotation"),
    [
        ("balises", "Er liggen balises, gele kastjes waaraan de trein kan aflezen waar hij is."),
        ("geldmaatje", "Dan schuift een geldmaatje aan; dat zijn mensen die meedenken."),
        ("e-factuur", "Een e-factuur is een bestand waarin elk gegeven een plek heeft."),
        ("rekstrookjes", "We hangen rekstrookjes op: kleine sensoren."),
        ("schaduwbort", "Alles hangt op een schaduwbord, zodat je ziet wat er mist."),
        ("gezinscoach", "Eén vast gezicht per gezin. Dat noemen wij de gezinscoach."),
        ("kogelmolen", "In 2016 kocht ik een kogelmolen. Dat is een vat. Het draait."),
        ("rooming-in", "Er komt familie slapen. Iedereen is rustiger. Dat heet zo."),
        ("doublet", "Een doublet bestaat uit twee putten."),
        ("lootboxen", "Er zijn veel lootboxen (schatkisten)."),
        ("audit", "That is called an audit."),
        ("bereidingsapotheek", "Er zijn 22 bereidingsapotheken die op bestelling zalven maken."),
        ("wateractiviteit", "Je meet hoeveel vrij water er nog in zit, de wateractiviteit."),
    ],
)
def test_who_explains_a_word_tells_what_it_is(term: str, quotation: str) -> None:
    assert tells_what(term, quotation)


@pytest.mark.parametrize(
    ("term", "quotation"),
    [
        ("kogelmolen", "Ik kocht mijn kogelmolen in 2016 voor 3.200 euro."),
        ("dyslexie", "De snelste groeiers zijn kinderen met dyslexie, want die mogen ook."),
        ("bezettingsgraad", "Onze bezettingsgraad is 74 procent."),
        ("viscose", "Zijde, viscose, wol uit Schotland, zeg het maar."),
        ("btw-nummer", "Elk gegeven heeft een plek, van het btw-nummer tot de termijn."),
        ("big data", "Het bruikbaar maken van big data voor ondernemers."),
        ("kogelmolen", "Ik kocht een kogelmolen. Die draait goed. Dat is een opluchting."),
        ("blockchain", "Het stuk van de Blockchain Coalitie, een taskforce en het werk eraan."),
        ("kogelmolen", "Mijn maat heet Kees. Hij is er al jaren. Hij bedient de kogelmolen."),
    ],
)
def test_who_only_uses_a_word_does_not(term: str, quotation: str) -> None:
    assert not tells_what(term, quotation)


@pytest.mark.parametrize(
    ("heading", "asks"),
    [
        ("Wat moeten wij ons voorstellen bij een kogelmolen?", True),
        ("Wat verstaat u onder kogelmolens?", True),
        ("What do you call a kogelmolen?", False),
        ("Wanneer kocht u uw kogelmolen?", False),
        ("Wat is een zeef?", False),
        ("", False),
    ],
)
def test_the_interviewer_may_ask_to_explain_it(heading: str, *, asks: bool) -> None:
    assert asks_to_explain("kogelmolen", heading) is asks


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Wat als de dochter het bedrijf niet wil?", True),
        ("En wat gebeurt er als je zakt?", True),
        ("Stel dat de stroom uitvalt?", True),
        ("What would happen if it fails?", True),
        ("Wat doet u als u vrij bent?", False),
        ("Waarom?", False),
    ],
)
def test_what_asks_what_happens_if(question: str, *, asks: bool) -> None:
    assert supposes(question) is asks


@pytest.mark.parametrize(
    ("quotation", "tells"),
    [
        ("Als de NVWA te veel vindt, gaat het gebied dicht.", True),
        ("Zonder VOG krijg je niets.", True),
        ("Zakt u, dan mag u herkansen.", True),
        ("Vijftig vragen, en wie zakt, verhuurt niet.", True),
        ("Haalt hij het niet, dan stop ik.", True),
        ("Dat is jammer, want wie alleen luistert, leert niet spellen.", True),
        ("Mijn dochter wil het bedrijf overnemen, in 2029.", False),
        ("De NWO betaalt 1,4 miljoen.", False),
    ],
)
def test_who_tells_what_happens_supposes_something(quotation: str, *, tells: bool) -> None:
    assert tells_condition(quotation) is tells


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hoe heet de opa van Ilse?", True),
        ("En hoe heten zij?", True),
        ("Wat is de naam van het project?", True),
        ("What are the two routes called?", True),
        ("Hoe heet is het glas in de oven?", False),
        ("Wie is de opa van Ilse?", False),
    ],
)
def test_what_asks_for_a_name(question: str, *, asks: bool) -> None:
    assert asks_name(question) is asks


@pytest.mark.parametrize(
    ("quotation", "tells"),
    [
        ("Dat is Meneer Da Luz, en hij woont hier.", True),
        ("Wij noemen het zelfroosteren.", True),
        ("Ze speelden \u2018De kraai\u2019, een kinderstuk.", True),
        ("Ach, de app. KamerDirect heette hij.", True),
        ("Mijn opa knipte een eierdoos doormidden. Zo kon Ilse elke letter voelen.", False),
        ("In november wordt het voor het eerst gebruikt.", False),
    ],
)
def test_a_name_is_there_or_not(quotation: str, *, tells: bool) -> None:
    assert tells_name("Hoe heet de opa van Ilse?", quotation) is tells


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Wat staat er in het visiedocument?", True),
        ("En wat stond er precies in die brief?", True),
        ("What is written in the agreement?", True),
        ("Wat staat er in dit interview?", False),
        ("Wat staat er over blockchain in het interview?", False),
        ("Wat staat er op het dak?", False),
    ],
)
def test_what_asks_what_is_in_something(question: str, *, asks: bool) -> None:
    assert asks_contents(question) is asks


@pytest.mark.parametrize(
    ("quotation", "tells"),
    [
        ("In het Veenakkoord staat dat we de daling halveren.", True),
        ("Iedere vrijdag sturen we een nieuwsbrief met wat er rijp is.", True),
        ("De kritiek in het rapport was dat de film te kalm was.", True),
        ("Ik kreeg één boze brief, van een notaris.", False),
    ],
)
def test_who_tells_what_is_in_it(quotation: str, *, tells: bool) -> None:
    assert tells_contents(quotation) is tells


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Waarom kijken horende mensen te weinig?", True),
        ("hoe werkt het nieuwe systeem", True),
        ("En hoe meet je dat?", True),
        ("Hoe bouwt Wobbe Eernstra een boot?", True),
        ("How does it work?", True),
        ("How come?", True),
        ("Hoe groot is de Wellermarke?", False),
        ("Hoe heet het boek?", False),
        ("Hoe lang gaat een brug mee?", False),
        ("How old is she?", False),
        ("Wie maait het gras?", False),
    ],
)
def test_what_asks_why_or_how(question: str, *, asks: bool) -> None:
    assert asks_explanation(question) is asks


@pytest.mark.parametrize(
    ("quotation", "tells"),
    [
        ("Ze werkt daar, omdat ze er woont.", True),
        ("Dat begon door te luisteren.", True),
        ("She won by asking.", True),
        ("\u201cHorende mensen kijken te weinig\u201d", False),
    ],
)
def test_who_explains_says_why_or_how(quotation: str, *, tells: bool) -> None:
    assert explains(quotation) is tells


@pytest.mark.parametrize(
    ("question", "doubted"),
    [("Waarom kijken horende mensen te weinig?", True), ("Wie kijken te weinig?", False)],
)
def test_a_headline_that_says_it_does_not_say_why(
    encoder: Encoder, question: str, *, doubted: bool
) -> None:
    signs = (
        "\u201cHorende mensen kijken te weinig\u201d\n\n"
        "Een gesprek met Roos Tammenga over gebaren.\n\n"
        "Wat doet u?\n\n\u201cIk geef les aan volwassenen, twee avonden in de week.\u201d\n"
    )
    reply = bot_over([interview("gebaren.txt", signs)], encoder).ask(question)
    assert reply.why.signals["no_explanation"] == doubted
    assert (reply.kind == "answer") != doubted


def test_each_doubt_takes_its_share() -> None:
    assert left_of(NO_DOUBTS) == 1
    assert left_of({**NO_DOUBTS, "other_year": 1.0}) == 0.5
    assert left_of({**NO_DOUBTS, "other_year": 1.0, "not_defined": 1.0}) == 0.25


@pytest.mark.parametrize(
    ("question", "doubt", "reason"),
    [
        ("Waar staat BZK voor?", "not_written_out", "Waar de afkorting voor staat"),
        ("wat betekent mkb?", "not_written_out", "Waar de afkorting voor staat"),
        ("What does J&V stand for?", "not_written_out", "What the abbreviation stands for"),
        ("Wat is big data?", "not_defined", "Wat het is"),
        ("What is big data?", "not_defined", "What that is"),
        ("Wat staat er in het visiedocument?", "no_contents", "Wat daarin staat"),
        ("Wat als het DTC stopt?", "no_condition", "Wat er in dat geval gebeurt"),
        ("Wat deed het ministerie in 2015?", "other_year", "Het jaar uit de vraag"),
        ("What did EZK do in 1998?", "other_year", "The year in the question"),
    ],
)
def test_what_only_names_it_is_no_answer(bot: Bot, question: str, doubt: str, reason: str) -> None:
    reply = bot.ask(question)
    assert reply.kind == "abstain"
    assert reply.why.signals[doubt] == 1.0
    assert reason in reply.why.reason
    if reply.offered:
        assert reply.message.startswith(("Dat zegt het", "The interview probably does not"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Weet je waar EZK voor staat?", "ministerie van Economische Zaken en Klimaat"),
        ("wat is dtc", "daarvoor hebben we het Digital Trust Center opgericht"),
        ("Wat is EZK?", "Economische Zaken en Klimaat"),
    ],
)
def test_what_tells_it_is_one(bot: Bot, question: str, words: str) -> None:
    reply = bot.ask(question)
    assert reply.kind == "answer"
    assert words in reply.message


@pytest.mark.parametrize(
    ("questions", "doubted"),
    [
        (["Hoeveel gas betaalde u in 2021?"], False),
        (["Hoeveel gas betaalde u in 2022?"], True),
        # The interviewer names it.
        (["Hoeveel handtekeningen waren er in 2022?"], False),
        # What was asked before is of another year.
        (["Hoeveel handtekeningen waren er in 2022?", "Hoeveel gas betaalde u?"], False),
    ],
)
def test_a_year_that_is_named_elsewhere_is_another(
    encoder: Encoder, questions: list[str], *, doubted: bool
) -> None:
    pool = (
        "Het bad\n\nWat was er?\n\n"
        "\u201cAan gas betaalde ik in 2021 nog 180.000 euro, en in 2023 was het "
        "460.000 euro.\u201d\n\n"
        "En toen, in 2022?\n\n"
        "\u201cHandtekeningen, wel 7.200. In 2024 waren er weer handtekeningen.\u201d\n"
    )
    reply = bot_over([interview("bad.txt", pool)], encoder).ask(questions[-1], questions[:-1])
    assert reply.why.signals["other_year"] == doubted


def test_who_is_asked_to_explain_it_does(encoder: Encoder) -> None:
    mill = (
        "Het malen\n\nWat verstaat u onder een kogelmolen?\n\n"
        "\u201cGewoon vaten waar stalen kogels in rollen. Daar gaat het erts in.\u201d\n\n"
        "Wanneer kocht u hem?\n\n\u201cIk kocht de kogelmolen in 2016.\u201d\n"
    )
    reply = bot_over([interview("molen.txt", mill)], encoder).ask("Wat is een kogelmolen?")
    best = reply.quote or reply.alternatives[0].quote
    assert best.text.startswith("Gewoon vaten")
    assert reply.why.signals["not_defined"] == 0.0


@pytest.mark.parametrize("question", ["Who took the photo?", "wie nam de foto?"])
@pytest.mark.parametrize(
    ("caption", "doubted"),
    [
        ("An de Wit op haar boot in de haven", True),
        ("An de Wit op haar boot in de haven (foto Bo As)", False),
    ],
)
def test_a_caption_without_a_credit_names_no_photographer(
    encoder: Encoder, question: str, caption: str, *, doubted: bool
) -> None:
    boat = (
        "Interview: Ed Vos\n\nEen gesprek met An de Wit over varen.\n\nWaarom vaart u?\n\n"
        f"\u201cOmdat het moet.\u201d\n\n{caption}\n\nEn morgen?\n\n\u201cDan ook.\u201d\n"
    )
    reply = bot_over([interview("boot.txt", boat)], encoder).ask(question)
    assert (reply.kind == "answer") != doubted
