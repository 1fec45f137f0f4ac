"""Sentence splitting: where Dutch sentences end, and that no character is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.interview import Span
from index.sentences import Splitter


def split(text: str, *, by_line: bool = False) -> list[str]:
    return [
        sentence.span.of(text)
        for sentence in Splitter.of(text).split(Span(0, len(text)), by_line=by_line)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dit is een. En dit twee.", ["Dit is een.", "En dit twee."]),
        ("Dit is niet\r\nwaar.", ["Dit is niet\r\nwaar."]),
        ("Dit is zo.\r\n\r\nEcht waar.", ["Dit is zo.", "Echt waar."]),
        ("Directeur i.o. bij het ministerie.", ["Directeur i.o. bij het ministerie."]),
        ("Het kostte fl. 300,-. Veel.", ["Het kostte fl. 300,-.", "Veel."]),
        ("Het kostte 300 fl. Dat is veel.", ["Het kostte 300 fl.", "Dat is veel."]),
        (
            "Hij is directeur i.o. Daarnaast schrijft hij.",
            ["Hij is directeur i.o.", "Daarnaast schrijft hij."],
        ),
        (
            "Met de ministeries van BZK en J&V. Samen.",
            ["Met de ministeries van BZK en J&V.", "Samen."],
        ),
        ("Dat zei dr. Jansen. Hij lachte.", ["Dat zei dr. Jansen.", "Hij lachte."]),
        ("J. de Groot sprak. J. P. Coen ook.", ["J. de Groot sprak.", "J. P. Coen ook."]),
        ("Dat zei mr. E. A. Bos. I. Vos ook.", ["Dat zei mr. E. A. Bos.", "I. Vos ook."]),
        ("Zie Stb. 2016, 156. **1. Eerst** dit.", ["Zie Stb. 2016, 156.", "**1. Eerst** dit."]),
        ("Dat is plan B. We doen het.", ["Dat is plan B.", "We doen het."]),
        ("Appels, peren enz. We eten ze.", ["Appels, peren enz.", "We eten ze."]),
        ("Appels enz. zijn fruit.", ["Appels enz. zijn fruit."]),
        ("Dat kost 3.500 euro. Of 3,5 procent.", ["Dat kost 3.500 euro.", "Of 3,5 procent."]),
        ("Sinds 2018. Daarna niet.", ["Sinds 2018.", "Daarna niet."]),
        ("1. Eerst dit. 2. Dan dat.", ["1. Eerst dit.", "2. Dan dat."]),
        ("Bijv. Nederland, m.a.w. Wij allemaal.", ["Bijv. Nederland, m.a.w. Wij allemaal."]),
        (
            "Ik weet het niet… misschien. Of toch… Ja.",
            ["Ik weet het niet… misschien.", "Of toch…", "Ja."],
        ),
        ("‘Hoe dan?’ vroeg hij. ‘Zo.’ Klaar.", ["‘Hoe dan?’ vroeg hij.", "‘Zo.’", "Klaar."]),
        ("Echt waar?! Ja!", ["Echt waar?!", "Ja!"]),
        (
            "Een pomp.[^1] Die staat daar.¹ Het is nat.[2] “Nee.”[*] En diep.",
            ["Een pomp.[^1]", "Die staat daar.¹", "Het is nat.[2]", "“Nee.”[*]", "En diep."],
        ),
        ("Dhr.[1] Bos en 5 m². Klaar [zie 2].", ["Dhr.[1] Bos en 5 m².", "Klaar [zie 2]."]),
        ("Klaar.\u200b Begin.", ["Klaar.", "Begin."]),
        ("Klaar. ’s Ochtends beginnen we.", ["Klaar.", "’s Ochtends beginnen we."]),
        (
            "Kijk op www.overheid.nl voor meer. Dank.",
            ["Kijk op www.overheid.nl voor meer.", "Dank."],
        ),
        (
            "alles klein. geen hoofdletters. echt niet.",
            ["alles klein.", "geen hoofdletters.", "echt niet."],
        ),
        ("Punt een.\n\nPunt twee", ["Punt een.", "Punt twee"]),
        ("Zonder punt\n\nToch los", ["Zonder punt", "Toch los"]),
        ("We doen:\n- appels\n- peren", ["We doen:", "- appels", "- peren"]),
        ("Een zin die\nafbreekt. Klaar.", ["Een zin die\nafbreekt.", "Klaar."]),
        ("Een zin die\r\n\r\ndoorloopt.", ["Een zin die\r\n\r\ndoorloopt."]),
        ("Een kop\r\n\r\nDan tekst.", ["Een kop", "Dan tekst."]),
        ("Een zin.\n\nkleine letters.", ["Een zin.", "kleine letters."]),
        # What is quoted or in brackets within a sentence belongs to it.
        (
            "Ik zei nooit: \u2018Daar doen wij aan mee. Wij gooien alles weg.\u2019 Nooit.",
            ["Ik zei nooit: \u2018Daar doen wij aan mee. Wij gooien alles weg.\u2019", "Nooit."],
        ),
        (
            "Hij zei: \u201cStop. Nu.\u201d en liep door.",
            ["Hij zei: \u201cStop. Nu.\u201d en liep door."],
        ),
        (
            'Nooit zei ik: "Het is slecht. Koop iets anders." Nee.',
            ['Nooit zei ik: "Het is slecht. Koop iets anders."', "Nee."],
        ),
        (
            "Brood van gist (welk? Rogge!) bakken we niet.",
            ["Brood van gist (welk? Rogge!) bakken we niet."],
        ),
        (
            "De foto\u2019s van \u2018s avonds. \u2019t Is zo.",
            ["De foto\u2019s van \u2018s avonds.", "\u2019t Is zo."],
        ),
        (
            "Wij zullen nooit (\u2026) Zeist verlaten.",
            ["Wij zullen nooit (\u2026) Zeist verlaten."],
        ),
        (
            "Ik zou nooit ... Jan noemen. Ja... Dat is zo.",
            ["Ik zou nooit ... Jan noemen.", "Ja...", "Dat is zo."],
        ),
        ("Het is onzin dat Ds. Bos betaalt.", ["Het is onzin dat Ds. Bos betaalt."]),
        ("We never met Gov. Brown.", ["We never met Gov. Brown."]),
        ("Geen lid van de 2e. Kamer.", ["Geen lid van de 2e. Kamer."]),
        ("Dat doen we nooit: 1. Eten. 2. Slapen.", ["Dat doen we nooit: 1. Eten.", "2. Slapen."]),
        ("\u9762\u5305\u3002\u4e0d\u6254\u3002", ["\u9762\u5305\u3002", "\u4e0d\u6254\u3002"]),
        ("Er zijn 17 mln. Nederlanders.", ["Er zijn 17 mln. Nederlanders."]),
        ("Dat kost 2 mld. Dat is veel.", ["Dat kost 2 mld.", "Dat is veel."]),
        ("De wnd. Burgemeester, evt. 3 leden.", ["De wnd. Burgemeester, evt. 3 leden."]),
        ("Dat zei weth. Jansen tot burg. Bos.", ["Dat zei weth. Jansen tot burg. Bos."]),
        ("De Ned. Staat en Gen. Bos.", ["De Ned. Staat en Gen. Bos."]),
        ("IJ. Bos, Joh. Bos en Ph. Bos.", ["IJ. Bos, Joh. Bos en Ph. Bos."]),
        ("Dat is voor u. Mijn vader ook.", ["Dat is voor u.", "Mijn vader ook."]),
        ("Philips N.V. Nederland groeit.", ["Philips N.V. Nederland groeit."]),
        ("Hij heeft gelijk (denk ik.) Zij niet.", ["Hij heeft gelijk (denk ik.)", "Zij niet."]),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_byline_is_split_by_line() -> None:
    assert split("Tekst An\nFoto Bo", by_line=True) == ["Tekst An", "Foto Bo"]


@given(
    st.text(alphabet="aA. !?…\n\r\t“”’'1ëé😀&-,(́", max_size=200).filter(lambda text: text.strip())
)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    sentences = Splitter.of(text).split(Span(0, len(text)))
    kept = "".join("".join(s.span.of(text).split()) for s in sentences)
    assert kept == "".join(text.split())


@given(st.text(min_size=1, max_size=200), st.integers(0, 20))
def test_sentences_lie_in_order_inside_the_span(text: str, offset: int) -> None:
    if not text[offset:].strip():
        return
    span = Span(offset, len(text))
    end = offset
    for sentence in Splitter.of(text).split(span):
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        assert sentence.span.of(text) == sentence.span.of(text).strip()
        end = sentence.span.end
