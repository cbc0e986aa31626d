"""Texts of every supported form, and some that are near, as `hypothesis` strategies; with what reads them."""

from __future__ import annotations

from hypothesis import assume, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import Date, Day, EventDate, Interval, parse
from sphinx_retrospective.core.errors import DateError

unhurried = settings(deadline=None)


def date(text: str) -> Date:
    value = parse(text)
    assert isinstance(value, Date)
    return value


def interval(text: str) -> Interval:
    value = parse(text)
    assert isinstance(value, Interval)
    return value


digits4 = st.integers(0, 9999).map("{:04d}".format)
#: Of more than four digits, which stand alone.
far_years = st.one_of(st.integers(10_000, 10**12 - 1), st.integers(-(10**12) + 1, -10_000)).map("Y{}".format)
years = st.one_of(digits4, st.integers(1990, 2030).map(str), st.integers(1, 9999).map("-{:04d}".format))
whole_days = st.builds(
    lambda year, ordinal: (year, Day.from_ordinal(Day(int(year), 1, 1).ordinal + ordinal)), years, st.integers(0, 364)
).map(lambda pair: f"{pair[0]}-{pair[1].month:02d}-{pair[1].day:02d}")
months = st.builds("{}-{:02d}".format, years, st.integers(1, 12))
seasons = st.builds("{}-{}".format, years, st.integers(21, 24))
masked = st.one_of(
    digits4.map(lambda year: f"{year[:3]}X"),
    digits4.map(lambda year: f"{year[:2]}XX"),
    years.map("{}-XX".format),
    years.map("{}-XX-XX".format),
    months.map("{}-XX".format),
)
offsets = st.one_of(
    st.sampled_from(["", "Z", "+05:30", "-04", "+14:00", "-00:30"]),
    st.builds("{}{:02d}:{:02d}".format, st.sampled_from("+-"), st.integers(1, 13), st.integers(0, 59)),
)
times = st.builds("{:02d}:{:02d}:{:02d}{}".format, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), offsets)
timed = st.builds("{}T{}".format, whole_days, times)
marks = st.sampled_from(["", "", "?", "~", "%"])
day_precise = st.one_of(years, far_years, months, whole_days, seasons, masked)
qualified = st.builds("{}{}".format, day_precise, marks)
single_texts = st.one_of(qualified, timed)
interval_texts = st.one_of(
    st.builds("{}/{}".format, qualified, qualified),
    st.builds("{}/{}".format, qualified, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), qualified),
)
edtf_texts = st.one_of(single_texts, interval_texts)
near_texts = st.one_of(
    edtf_texts,
    st.from_regex(r"-?[0-9]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?(/(-?[0-9]{4}(-[0-9]{2})?|\.\.)?)?", fullmatch=True),
    st.text("0123456789-/.TXZ:?~%+ ", max_size=24),
)


@st.composite
def values(draw: st.DrawFn) -> EventDate:
    try:
        return parse(draw(edtf_texts))
    except DateError:  # An end before its start.
        assume(False)
        raise
