"""Which language a question is in, by itself and in its conversation."""

from __future__ import annotations

import pytest

from bot.language import detect_language, spoken_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("samenvatting in 3 punten", "nl"),
        ("hoeveel in totaal", "nl"),
        ("was er schade", "nl"),
        ("Hoe duur was die?", "nl"),
        ("bedankt he", "nl"),
        ("hè?", "nl"),
        ("Hé", "nl"),
        ("w8 ff, kost da veel", "nl"),
        ("w8 kost brood", "nl"),
        ("mooi he", "nl"),
        ("dom he?", "nl"),
        ("en J&V", "nl"),
        ("wat betekent i.o.", "nl"),
        ("who is he", "en"),
        ("and how old is he?", "en"),
        ("Who is Jos de Groot?", "en"),
        ("how old is Cor van Drimmelen?", "en"),
        ("Wie is Jos de Groot?", "nl"),
        ("Is Jos de Groot er?", "nl"),
        ("Steunt EZK de NS?", "nl"),
        ("C'est la vie ?", "fr"),
        ("thanks!", "en"),
        ("An welchem Tag sitzen die Schüler in der Bibliothek?", "de"),
        ("Combien coûte un vol ?", "fr"),
        ("¿Cuánto cuesta un vuelo?", "es"),
        ("Nasıl yapılıyor?", "tr"),
        ("Ile kosztuje bilet na pociąg?", "pl"),
        ("Dlaczego on to zrobił?", "pl"),
        ("Скільки їх було?", "uk"),
        ("Сколько это стоит?", "ru"),
        ("Що робить DTC?", "uk"),
        ("чому?", "uk"),
        ("почему?", "ru"),
        ("كم يكلف DTC؟", "ar"),
        ("多少钱", "zh"),
        ("Wie is 李 in dit verhaal?", "nl"),
        ("wat doet het?", "nl"),
        ("What does it do?", "en"),
        ("blockchain", "nl"),
        ("", "nl"),
        ("Was macht das Center?", "de"),
        ("Dijital Trust Center ne yapıyor?", "tr"),
        ("Hoe is de rol?", "nl"),
        ("Que fait le centre ?", "fr"),
        ("😀", "nl"),
        # No small words, or as many of several languages: other words tell.
        ("wheelchair ramp", "en"),
        ("waiting list", "en"),
        ("Is Yvonne married?", "en"),
        ("total length", "en"),
        ("Ilu rodzin dotyczyło badanie?", "pl"),
        ("Korkuyor musunuz?", "tr"),
        ("Waren die freigegebenen Unterlagen lesbar?", "de"),
        ("¿Qué ministerios participan en la estrategia?", "es"),
        ("rolstoelhelling", "nl"),
        ("wachtlijst", "nl"),
        # Names are in no language.
        ("How old is Cor van Drimmelen?", "en"),
        ("Who is Youp van 't Hek?", "en"),
        ("When was VV De Kraggevogels founded?", "en"),
        ("Het Waaghuis'un müdürü kim?", "tr"),
        ("Yara Benali", "nl"),
        ("De Rijkssleutel", "nl"),
        ("Хто очолює Raad voor Toegankelijke Media?", "uk"),
        ("كم عدد سكان Oud-Drasland؟", "ar"),
        ("Wat betekent привет?", "nl"),
    ],
)
def test_words_of_several_languages_count_for_each(question: str, language: str) -> None:
    assert detect_language(question, default="nl") == language


def test_what_the_content_says_itself_tells_no_other_language() -> None:
    assert detect_language("smart industry", "nl") == "en"
    said = {"smart", "industry"}.__contains__
    assert detect_language("smart industry", "nl", said) == "nl"
    # It still tells the content's own.
    assert detect_language("vor de woningen", "nl", {"woningen"}.__contains__) == "nl"


def test_what_tells_no_language_is_in_that_of_the_conversation() -> None:
    assert spoken_language("ok", ["What does it do?", "blockchain"], default="nl") == "en"
    assert spoken_language("bedankt", ["What does it do?"], default="nl") == "nl"
    assert spoken_language("go on", ["What does it do?"], default="nl") == "en"
    assert spoken_language("ok", [], default="nl") == "nl"


def test_a_hundred_thousand_small_words_are_read_once() -> None:
    """Looking ahead from each of them would take hours."""
    assert detect_language("van der " * 50_000, default="en") == "nl"
