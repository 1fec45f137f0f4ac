"""Which stretch of a block is quoted: the evidence decides, and a list stays whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quote import in_marks, windows
from index.hits import Hit
from index.interview import Interview
from tests.small import interview, signals

LIST = interview(
    "lijst.md",
    "**Wat telt?**\n\n“Op drie dingen:\n\n- het dak;\n- de straat;\n- de wind. Dat is alles.”\n",
)
NUMBERED = interview(
    "stappen.md", "**Hoe?**\n\n“1. Eerst kijken.\n2. Dan meten.\n3. Zagen. Klaar.”\n"
)
ARTICLE = interview("stuk.txt", "Een. Twee. Drie. Vier. Vijf. Zes.\n")
BOARD = interview(
    "krant.txt",
    "Wie leest mee?\n\n\u201cIn het bestuur zit een dominee. Hij kijkt naar het geld. Daar is hij "
    "goed in. De inhoud is van ons.\u201d\n",
)
LATER = f"Later{' en nog later' * 27}."
SAFE = interview(
    "veilig.txt",
    f"Is het er veilig?\n\n\u201cNee. Er was niets aan de hand. Het bleef stil. {LATER}\u201d\n",
)
ITEMS = "\n".join(f"- ding {number} {'en zo ' * 18};" for number in range(9))
LONG = interview("lang.md", f"**Wat?**\n\n“Dit:\n\n{ITEMS}”\n")


def quoted(source: Interview, masses: Mapping[int, float], limit: int = 1) -> list[str]:
    """The quotations when these sentences of the only answer hold the evidence."""
    block = next(at for at, one in enumerate(source.blocks) if one.question)
    hits = [Hit(source, block, at, mass, mass, signals(), (), ()) for at, mass in masses.items()]
    return [" ".join(found.text.split()) for found in windows(hits, limit)]


@pytest.mark.parametrize("masses", [{0: 0.9}, {1: 0.9}, {2: 0.5, 3: 0.4}, {3: 0.9}])
def test_a_list_is_quoted_as_a_whole(masses: dict[int, float]) -> None:
    assert quoted(LIST, masses) == ["Op drie dingen: - het dak; - de straat; - de wind."]


def test_what_follows_a_list_stands_by_itself() -> None:
    assert quoted(LIST, {4: 0.9}) == ["Dat is alles."]


def test_no_quotation_runs_over_into_the_next_answer() -> None:
    two = interview("twee.txt", "Waarom?\n\n“Daarom. Echt.”\n\nHoe?\n\n“Zo. Juist.”\n")
    hits = [
        Hit(two, 0, 0, 0.5, 0.5, signals(), (), ()),
        Hit(two, 1, 1, 0.4, 0.4, signals(), (), ()),
    ]
    assert [found.text for found in windows(hits, 2)] == ["Daarom.", "Juist."]


def test_no_quotation_runs_over_into_the_next_interview() -> None:
    other = interview("ander.txt", "Uno. Due. Tre.\n")
    hits = [
        Hit(other, 0, 0, 0.5, 0.5, signals(), (), ()),
        Hit(ARTICLE, 0, 1, 0.4, 0.4, signals(), (), ()),
    ]
    assert [found.text for found in windows(hits, 2)] == ["Uno.", "Twee."]


def test_no_quotation_runs_over_what_is_told_within_an_answer() -> None:
    told = interview("kade.txt", "Waarom?\n\n“Daarom. Echt.” Bos staat op. “Dat is zo. Ja.”\n")
    assert quoted(told, {0: 0.3, 1: 0.3, 2: 0.2, 3: 0.2}, 2) == [
        "Daarom. Echt.",
        "Dat is zo. Ja.",
    ]
    assert quoted(told, {1: 0.4, 2: 0.5}) == ["Dat is zo."]


def test_a_list_does_not_go_on_behind_what_is_told() -> None:
    told = interview("lijst.txt", "Wat?\n\n“Twee dingen:” Hij telt. “1. Brood. En kaas.”\n")
    assert "Hij telt" not in " ".join(quoted(told, {1: 0.9}))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_numbers_make_a_list_too(at: int) -> None:
    assert quoted(NUMBERED, {at: 0.9}) == ["1. Eerst kijken. 2. Dan meten. 3. Zagen."]


def test_a_list_that_is_too_long_is_quoted_in_part() -> None:
    (found,) = quoted(LONG, {2: 0.9})
    assert found.startswith("Dit: - ding 0 ")
    assert "ding 1 " in found
    assert "ding 2" not in found
    assert quoted(LONG, {8: 0.9})[0].startswith("- ding 7 ")


def test_an_item_is_not_quoted_without_what_denies_it() -> None:
    denied = interview("nooit.md", f"**Wat?**\n\n\u201cDit doen wij nooit:\n\n{ITEMS}\u201d\n")
    assert quoted(denied, {2: 0.9})[0].startswith("Dit doen wij nooit: - ding 0 ")
    assert quoted(denied, {8: 0.9}) == []


def test_a_list_within_a_line_is_quoted_with_what_announces_it() -> None:
    drie = interview(
        "drie.md", "**Wat?**\n\n\u201cDit nooit: 1. Eten. 2. Slapen. 3. Lezen. Klaar.\u201d\n"
    )
    assert quoted(drie, {2: 0.9}) == ["Dit nooit: 1. Eten. 2. Slapen. 3. Lezen."]


@given(st.lists(st.floats(1e-6, 1.0), min_size=6, max_size=6))
def test_a_paragraph_keeps_all_of_its_evidence(masses: list[float]) -> None:
    hits = [Hit(ARTICLE, 0, at, mass, mass, signals(), (), ()) for at, mass in enumerate(masses)]
    found = windows(hits, 6)
    assert sum(len(candidate.hits) for candidate in found) >= len(masses) // 2
    assert found[0].passage.last - found[0].passage.first >= 3


def test_what_points_back_is_quoted_with_what_it_points_to() -> None:
    assert quoted(BOARD, {1: 0.9}) == ["In het bestuur zit een dominee. Hij kijkt naar het geld."]
    assert quoted(BOARD, {2: 0.9}) == [
        "In het bestuur zit een dominee. Hij kijkt naar het geld. Daar is hij goed in."
    ]
    assert quoted(BOARD, {3: 0.9}) == ["De inhoud is van ons."]


def test_an_abbreviation_is_quoted_with_the_words_that_it_stands_for() -> None:
    fund = interview(
        "fonds.txt",
        "Wie helpt?\n\n\u201cEr is het Herstelfonds Fundering Merenland. Het HFM leent geld uit. "
        "Wie wil, belt het HFM. Klaar.\u201d\n",
    )
    told = "Er is het Herstelfonds Fundering Merenland. Het HFM leent geld uit."
    assert quoted(fund, {1: 0.9}) == [told]
    assert quoted(fund, {2: 0.9}) == ["Wie wil, belt het HFM."]


def test_what_it_points_to_does_not_make_a_quotation_too_long() -> None:
    far = interview(
        "ver.txt",
        f"Wie?\n\n\u201cEen dominee{' en nog wat' * 40}. {'Hij ook. ' * 12}Klaar.\u201d\n",
    )
    (found,) = quoted(far, {3: 0.9})
    assert found == "Hij ook. Hij ook. Hij ook."


def test_nothing_is_taken_along_from_behind_what_is_told() -> None:
    told = interview(
        "kade.txt", "Waarom?\n\n\u201cDaarom.\u201d Bos staat op. \u201cDat is zo.\u201d\n"
    )
    assert quoted(told, {1: 0.9}) == ["Dat is zo."]


def test_what_it_points_to_is_quoted_once() -> None:
    first, second = quoted(BOARD, {0: 0.6, 2: 0.3}, limit=2)
    assert (first, second) == (
        "In het bestuur zit een dominee.",
        "Hij kijkt naar het geld. Daar is hij goed in.",
    )


def test_a_question_that_somebody_asks_himself_is_quoted_with_the_answer() -> None:
    selves = interview("zelf.txt", "Hoe?\n\n\u201cMet geld. Of dat genoeg is? Nee. Nooit.\u201d\n")
    assert quoted(selves, {0: 0.5, 1: 0.4}) == ["Met geld. Of dat genoeg is? Nee."]
    assert quoted(selves, {0: 0.9}) == ["Met geld."]
    ends = interview("slot.txt", "Hoe?\n\n\u201cMet geld. Of dat genoeg is?\u201d\n")
    assert quoted(ends, {1: 0.9}) == ["Of dat genoeg is?"]


def asked(masses: Sequence[float], question: float, **how: bool) -> list[str]:
    """The quotations of `SAFE` when a question is this much like the one above it."""
    alike = signals(question=question, passage=2.0, sentence=1.0)
    hits = [Hit(SAFE, 0, at, mass, mass, alike, (), ()) for at, mass in enumerate(masses)]
    return [found.text for found in windows(hits, 2, **how)]


def test_whoever_asks_what_the_interviewer_asked_gets_the_answer_from_its_opening() -> None:
    masses = (0.001, 0.9, 0.05, 0.002)
    assert asked(masses, 3.1, alone=True)[0] == "Nee. Er was niets aan de hand. Het bleef stil."
    assert asked(masses, 2.9, alone=True)[0] == "Er was niets aan de hand. Het bleef stil."
    # A follow-up asks something else than what is above.
    assert asked(masses, 3.1)[0] == "Er was niets aan de hand. Het bleef stil."


def test_beneath_the_question_that_was_asked_what_opens_the_answer_comes_first() -> None:
    first, *_ = asked((0.001, 0.3, 0.05, 0.6), 0.0, own=True)
    assert first.startswith("Nee. Er was niets aan de hand.")
    # What comes later is more of it.
    assert asked((0.5, 0.001, 0.001, 0.4), 0.0, own=True) == ["Nee.", LATER]


def test_an_opening_that_does_not_fit_is_left_out() -> None:
    assert asked((0.0, 0.001, 0.001, 0.9), 9.0, alone=True)[0] == LATER


def test_two_quotations_never_share_a_sentence() -> None:
    first, second = quoted(LIST, {1: 0.6, 4: 0.3, 3: 0.1}, limit=3)
    assert first == "Op drie dingen: - het dak; - de straat; - de wind."
    assert second == "Dat is alles."


@pytest.mark.parametrize("said", ["\u201cJa.\u201d", '"Ja."', "\u00abOui.\u00bb"])
def test_a_quotation_gets_no_marks_besides_its_own(said: str) -> None:
    assert in_marks(said) == said


@pytest.mark.parametrize("said", ["Ja.", "\u201cJa,\u201d zegt ze.", "Ze zei \u201cja\u201d", '"'])
def test_a_quotation_without_marks_of_its_own_gets_them(said: str) -> None:
    assert in_marks(said) == f"\u201c{said}\u201d"
