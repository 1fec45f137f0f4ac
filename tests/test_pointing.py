"""Which sentences cannot be understood without the one before them."""

from __future__ import annotations

import pytest

from bot.pointing import points_back


@pytest.mark.parametrize(
    "sentence",
    [
        "Zij bemoeien zich nooit met de inhoud.",
        "\u201cDat werkte zo goed dat wij er een website van maakten.",
        "Daarvan zijn er nu vier klaar.",
        "Daarin staan elf beginselen.",
        "Hierdoor ging het mis.",
        "Hun hartslag schoot omhoog.",
        "De rest komt van de provincie.",
        "De ene slikte bloedverdunners, de andere niet.",
        "Toen heb ik gewaarschuwd.",
        "Dan tekent iedereen.",
        "Sindsdien ligt er een rode map.",
        "Bijvoorbeeld op het gebied van veiligheid.",
        "They never read it.",
        "Therefore we stopped.",
    ],
)
def test_a_sentence_may_need_the_one_before_it(sentence: str) -> None:
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Daarnaast openen we 410 hulppunten.",
        "Ook gipsplaten weiger ik.",
        "De rest van het geld komt van de provincie.",
        "De helft van de leden is ouder dan zeventig.",
        "Toen ik dat vertelde, zei hij niets.",
        "Toen Jan het hoorde, ging hij weg.",
        "Dit najaar begint de eerste groep.",
        "Deze maand verschijnt haar boek.",
        "Dansen doen we nooit.",
        "Het DTC geeft voorlichting.",
        "Hier werken vier mensen.",
        "This year we start.",
        "Daan ging weg.",
    ],
)
def test_a_sentence_may_speak_for_itself(sentence: str) -> None:
    assert not points_back(sentence)
