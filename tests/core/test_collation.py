"""The order of names, as dictionaries of their languages have it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.collation import collation_key


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "en",
            [
                ".NET",
                "10",
                "2",
                "Äpfel",
                "apple",
                "C",
                "C#",
                "C++",
                "eclair",
                "éclair",
                "zebra",
                "Zoo",
                "Ωmega",
                "日本語",
            ],
        ),
        ("de", ["Öl", "Oma", "Straße", "Strasse 2", "Zug"]),
        ("sv", ["apa", "zebra", "åka", "ärlig", "öl"]),
        ("sv_FI", ["zebra", "åka"]),
        ("da", ["zoo", "æble", "øl", "å"]),
        ("es", ["nube", "nz", "ñandú", "oso"]),
        ("pl", ["lza", "łódź", "mama", "nuta", "ńu", "o"]),
        ("cs", ["cukr", "čaj", "dům"]),
        ("tr", ["cam", "çay", "hal", "ısı", "iz", "j"]),
        ("et", ["s", "šokk", "z", "ž", "t"]),
        ("is", ["a", "á", "b", "z", "þú", "ær", "öl"]),
        ("uk", ["гора", "ґава", "дім"]),
    ],
)
def test_order(language: str, names: list[str]) -> None:
    mixed = [*names[1::2], *names[::2]]
    assert sorted(mixed, key=lambda name: collation_key(name, language)) == names


@given(st.lists(st.text()), st.sampled_from(["en", "sv", "tr", "xx", ""]))
def test_every_text_has_a_place_of_its_own(names: list[str], language: str) -> None:
    keys = {collation_key(name, language) for name in names}
    assert len(keys) == len(set(names))
