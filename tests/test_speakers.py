"""Who is interviewed may be named: it tells which interview is meant, and nothing more."""

from __future__ import annotations

import pytest

from bot.answer import Bot
from bot.conversation.anaphora import names_subject
from bot.conversation.standalone import standalone
from bot.wording.messages import messages_for
from index.encoder import Encoder
from index.interview import Interview
from index.speakers import Speakers
from tests.small import BAKERY, SMITHY, bot_over, interview


def spoken_by(speaker: str, text: str = BAKERY, more: str = "") -> Interview:
    name = speaker.rsplit(maxsplit=1)[-1].lower()
    return interview(f"{name}.txt", f"---\nspeaker: {speaker}\n{more}---\n{text}")


BAKER = spoken_by("Jos de Groot")
SMITH = spoken_by("Wubbe Stienstra-Bakker", SMITHY, "date: 2025-03-08\n")
SPEAKERS = Speakers([BAKER, SMITH], names_subject)


@pytest.mark.parametrize(
    ("question", "without", "whose"),
    [
        ("Wat vindt Jos de Groot van brood?", "Wat vindt van brood?", "groot"),
        ("wat vindt jos de groot van brood", "wat vindt van brood", "groot"),
        ("Hoe heet is het vuur volgens Stienstra?", "Hoe heet is het vuur ?", "stienstra-bakker"),
        ("how hot is fire according to stienstra", "how hot is fire", "stienstra-bakker"),
        ("Volgens mevrouw Stienstra-Bakker, is vuur heet?", "is vuur heet?", "stienstra-bakker"),
        ("Wat zegt Wubbe over vuur?", "Wat zegt over vuur?", "stienstra-bakker"),
        ("Wat is de mening van De Groot over brood?", "Wat is de mening over brood?", "groot"),
        ("Bakken De Groot en Stienstra samen brood?", "Bakken en samen brood?", ""),
        # Nothing else is asked about.
        ("Wie is Jos de Groot?", "Wie is Jos de Groot?", "groot"),
        ("En Stienstra?", "En Stienstra?", "stienstra-bakker"),
        # The capital of the first word is no sign that each word has one.
        ("En Bakker?", "En Bakker?", "stienstra-bakker"),
        ("Volgens Bakker?", "Volgens Bakker?", "stienstra-bakker"),
        ("And Jos?", "And Jos?", "groot"),
        # A first name is one however it is written, where no text has it as a word.
        ("wat vindt jos van brood", "wat vindt van brood", "groot"),
        ("Jos?", "Jos?", "groot"),
    ],
)
def test_who_speaks_is_known_by_any_part_of_the_name(
    question: str, without: str, whose: str
) -> None:
    mention = SPEAKERS.named(question)
    assert mention is not None
    assert (mention.without, mention.interview) == (without, whose)


@pytest.mark.parametrize(
    ("speaker", "called"),
    [
        (speaker, called)
        for speaker, surname in (
            ("Youp van 't Hek", "Van 't Hek"),
            ("Youp van \u2019t Hek", "Van het Hek"),
            ("Sophie in 't Veld", "In 't Veld"),
            ("Maarten \u2018t Hart", "'t Hart"),
            ("Jan des Bouvrie", "Des Bouvrie"),
            ("Do Hesselink", "Hesselink"),
        )
        for called in (speaker, surname, f"meneer {surname}", speaker.lower())
    ],
)
def test_what_belongs_to_a_surname_is_left_out_with_it(speaker: str, called: str) -> None:
    speakers = Speakers([spoken_by(speaker), SMITH], names_subject)
    mention = speakers.named(f"Wat vindt {called} van brood?")
    assert mention is not None
    assert mention.without == "Wat vindt van brood?"
    assert mention.interview != SMITH.id


def test_who_has_no_first_name_is_known_by_the_whole_of_the_other() -> None:
    mention = Speakers([spoken_by("Van 't Hek")], names_subject).named("Wat bakt Van 't Hek?")
    assert mention is not None and mention.rest == "Wat bakt ?"


@pytest.mark.parametrize(
    ("question", "addressed"),
    [
        ("meneer De Groot, wat kost brood?", True),
        ("Wat kost brood, meneer De Groot?", True),
        ("Wat zegt De Groot over brood?", False),
        ("De Groot, wat zegt Stienstra over brood?", False),
    ],
)
def test_who_is_named_may_be_spoken_to(question: str, *, addressed: bool) -> None:
    mention = SPEAKERS.named(question)
    assert mention is not None
    assert mention.addressed is addressed


@pytest.mark.parametrize(
    "question",
    [
        "Wat doet een bakker met de groot uitgevallen broden?",
        "Hoe heet is de oven van de Bakker?",
        "WAT DOET EEN BAKKER?",
        "EN BAKKER?",
        "en bakker?",
        "Bakker worden, hoe doe je dat?",
        "Wat kost brood in Groningen?",
        "",
    ],
)
def test_a_word_like_a_name_is_none(question: str) -> None:
    assert SPEAKERS.named(question) is None


def test_a_first_name_that_the_texts_have_as_a_word_is_one_with_a_capital() -> None:
    baker = spoken_by("Roos de Groot", BAKERY.replace("deeg", "deeg van de roos"))
    smith = spoken_by("Ben Smit", SMITHY)
    known = Speakers([baker, smith], names_subject)
    assert known.named("wat zegt roos over brood") is None
    assert known.named("ben je smid") is None
    mention = known.named("Wat zegt Roos over brood?")
    assert mention is not None and mention.interview == "groot"


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("Ilse Tromp", False),
        ("Ilse", True),
        ("Ilse Roggeveen", True),
        ("Ilse Rogeveen", True),
        ("Ilse, Tromp", True),
        ("Ilse AI", True),
        ("Roggeveen", True),
    ],
)
def test_a_first_name_with_another_surname_is_somebody_else(named: str, *, known: bool) -> None:
    speakers = Speakers([spoken_by("Ilse Roggeveen", BAKERY), SMITH], names_subject)
    assert (speakers.named(f"Wat zegt {named} over brood?") is not None) is known
    assert (speakers.named(named) is not None) is known


def test_a_name_that_two_have_tells_neither_from_the_other() -> None:
    twice = Speakers([BAKER, spoken_by("Anna de Groot-Smit", SMITHY)], names_subject)
    both, one = (
        twice.named("Wat zegt De Groot over brood?"),
        twice.named("Zegt Anna iets over vuur?"),
    )
    assert both is not None and both.without == "Wat zegt over brood?"
    assert one is not None and one.interview == "groot-smit"


@pytest.fixture(scope="module")
def two(encoder: Encoder) -> Bot:
    return bot_over([BAKER, SMITH], encoder)


@pytest.mark.parametrize(
    ("question", "whose", "words"),
    [
        ("Met hoeveel mensen werkt Stienstra?", "stienstra-bakker", "negen"),
        ("Met hoeveel mensen werkt Jos de Groot?", "groot", "vier"),
        ("met hoeveel mensen werkt de groot volgens jos de groot", "groot", "vier"),
    ],
)
def test_a_name_tells_which_interview_is_meant(
    two: Bot, question: str, whose: str, words: str
) -> None:
    reply = two.ask(question)
    assert reply.quote is not None and reply.source is not None
    assert (reply.source.id, words in reply.quote.text) == (whose, True)
    assert reply.standalone_question == question
    # What comes after it stays there, and a name leads elsewhere.
    other = two.ask("En Wubbe Stienstra?" if whose == "groot" else "En Jos de Groot?", [question])
    assert other.source is not None and other.source.id != whose
    assert other.quote is not None and "mensen" in other.quote.text


def test_a_name_costs_no_answer(encoder: Encoder) -> None:
    alone = bot_over([BAKER], encoder)
    plain, named = (
        alone.ask(f"Hoe laat gaat de oven aan{name}?") for name in ("", " volgens Jos de Groot")
    )
    assert plain.quote is not None and named.quote is not None
    assert plain.quote.text == named.quote.text
    assert named.confidence == pytest.approx(plain.confidence, abs=0.1)


def test_when_it_was_published_is_told_of_the_one_that_is_named(two: Bot) -> None:
    reply = two.ask("Wanneer is het interview met Wubbe Stienstra gepubliceerd?")
    assert "8 maart 2025" in reply.message
    unknown = two.ask("Wanneer is het interview met Jos de Groot gepubliceerd?")
    assert unknown.kind == "abstain"
    assert "staat er niet bij" in unknown.message


SHARED = interview(
    "samen.txt",
    """Brood en vuur

Wanneer staan jullie op?

Anna de Boer: \u201cOm drie uur 's nachts, want dan is het deeg gerezen.\u201d

Bert Smit: \u201cOm zes uur, als de paarden wakker worden.\u201d

Hoeveel hoefijzers kunnen er op een dag gesmeed worden?

Bert Smit: \u201cVeertig hoefijzers op een dag. Dat is meer dan een paard nodig heeft.\u201d

Wat kost een nieuwe oven?

Anna de Boer: \u201cZo'n oven kost dertigduizend euro.\u201d

Waarom werken jullie samen?

Anna de Boer: \u201cOmdat Bert een schoorsteen had en ik niet.\u201d
""",
)
ALL = ["Om drie", "Om zes", "Veertig hoefijzers", "Zo'n oven", "Omdat Bert"]
TOGETHER = Speakers([SHARED], names_subject)


def heard(question: str) -> list[str]:
    """The answers that are left to a question, by their first words."""
    mention = TOGETHER.named(question)
    assert mention is not None
    answers = [
        block.span.of(SHARED.text)
        for number, block in enumerate(SHARED.blocks)
        if block.speaker and (SHARED.id, number) not in mention.unheard
    ]
    return [" ".join(answer.split()[:2]) for answer in answers]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Wat kost een oven volgens Anna?", ["Om drie", "Zo'n oven", "Omdat Bert"]),
        # What is said of him may answer too.
        ("Wat vindt Bert Smit van een oven?", ["Om zes", "Veertig hoefijzers", "Omdat Bert"]),
        ("Bert Smit, wat vindt u daarvan?", ["Om zes", "Veertig hoefijzers", "Omdat Bert"]),
        ("Wat hebben jullie nodig volgens Bert?", ["Om zes", "Veertig hoefijzers", "Omdat Bert"]),
        # She is whom this is about, and he may have told it; or both are meant.
        ("Hoe heeft u Anna leren kennen?", ALL),
        ("Zijn Anna de Boer en Bert Smit het eens?", ALL),
    ],
)
def test_what_others_say_is_not_what_the_one_who_is_named_says(
    question: str, answers: list[str]
) -> None:
    assert heard(question) == answers


@pytest.mark.parametrize(
    ("question", "earlier", "asked"),
    [
        ("En Bert?", "Wat vindt Anna van de oven?", "Wat vindt Bert van de oven?"),
        ("and bert smit?", "What does Anna think?", "What does bert smit think?"),
        (
            "En volgens mevrouw De Boer?",
            "Wat kost het volgens Bert?",
            "Wat kost het volgens De Boer?",
        ),
        ("What about Bert?", "What does Anna think?", "What does Bert think?"),
        ("En hoe zit het met Bert?", "Kan Anna zwemmen?", "Kan Bert zwemmen?"),
        ("Wat vindt Bert daarvan?", "Wat vindt Anna van brood?", "Wat vindt Bert van brood?"),
        ("And what does Bert say?", "What does Anna think?", "What does Bert think?"),
        ("Wat vindt Bert daarvan?", "Wanneer stopt Anna?", None),
        # Nobody is named before, or two are.
        ("En Bert?", "Wat kost de oven?", None),
        ("En Bert?", "Kennen Anna en Bert elkaar?", None),
        # It asks something of its own.
        ("En hoe oud is Bert?", "Wat vindt Anna van de oven?", None),
        ("En de oven?", "Wat vindt Anna van het vuur?", None),
    ],
)
def test_a_name_takes_the_place_of_another(question: str, earlier: str, asked: str | None) -> None:
    assert TOGETHER.renamed(question, earlier) == asked


def test_what_was_asked_of_one_is_asked_of_another() -> None:
    first, second = "Wat doet de oven?", "Wat vindt Anna daarvan?"

    def parts(question: str, *history: str) -> tuple[str, ...]:
        return standalone(question, history, lambda _: True, TOGETHER.renamed).parts

    assert parts("En Bert?", "Wat vindt Anna van brood?") == ("Wat vindt Bert van brood?",)
    assert parts("En Bert?", first, second) == (first, "Wat vindt Bert daarvan?")
    assert parts("En Anna?", first, second, "En Bert?") == (first, second)
    # Where nobody was named, the name alone tells who is heard.
    assert parts("En Bert?", first) == (first, "Bert?")


@pytest.fixture(scope="module")
def shared(encoder: Encoder) -> Bot:
    return bot_over([SHARED], encoder)


@pytest.mark.parametrize(
    ("question", "earlier", "words"),
    [
        ("Wanneer staat Anna 's ochtends op?", [], "drie"),
        ("Wanneer staat Bert 's ochtends op?", [], "zes"),
        ("En Bert Smit?", ["Wanneer staat Anna 's ochtends op?"], "zes"),
    ],
)
def test_who_is_named_is_quoted(shared: Bot, question: str, earlier: list[str], words: str) -> None:
    reply = shared.ask(question, earlier)
    assert reply.quote is not None and words in reply.quote.text


def test_what_only_another_tells_is_offered_and_not_given(shared: Bot) -> None:
    asked = "Hoeveel hoefijzers kunnen er op een dag gesmeed worden"
    own = shared.ask(f"{asked} volgens Bert Smit?")
    assert own.quote is not None and "Veertig" in own.quote.text
    other = shared.ask(f"{asked} volgens Anna de Boer?")
    assert other.kind == "abstain"
    assert other.offered[0].passage.speaker == "Bert Smit"
    assert other.why.reason == messages_for("nl", several=False).another
    assert other.confidence < other.why.threshold


def test_what_nothing_can_be_quoted_from_is_no_rival(encoder: Encoder) -> None:
    windows = "- Op zondag de ramen lappen terwijl er klanten staan te wachten op hun beurt. "
    bread = (
        "- Brood nummer {} bakken met zout en gist, want brood dat wij bakken met zout en gist "
        "rijst te snel, en wie brood wil bakken met zout en gist doet dat maar thuis, in een eigen "
        "oven, bij een eigen tafel."
    )
    # The first four fill a quotation from what announces them on.
    never = "\n".join((*[2 * windows] * 4, *map(bread.format, range(20))))
    text = (
        "Samen\n\nWanneer staan jullie op?\n\nPiet Bos: \u201cOm zes uur.\u201d\n\n"
        f"Wat doen jullie nooit?\n\nAn de Wit: \u201cDit doen wij nooit:\n\n{never}\u201d\n\n"
        "Waarom samen?\n\nPiet Bos: \u201cOm de schoorsteen.\u201d\n"
    )
    bot = bot_over([interview("samen.txt", text)], encoder)
    reply = bot.ask("Welk brood bakken met zout en gist volgens Piet Bos?")
    assert reply.kind == "abstain"
    assert {other.passage.speaker for other in reply.alternatives} <= {"Piet Bos", None}
