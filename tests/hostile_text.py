"""Texts that may break something, for Hypothesis."""

from __future__ import annotations

import json

from hypothesis import strategies as st

#: No element and no attribute of ours has this in it.
EVIL = "injected"
FRAGMENTS = [
    f"<script>{EVIL}()</script>",
    f"\"><img src=x onerror='{EVIL}()'>",
    f"' onclick='{EVIL}()",
    f"javascript:{EVIL}()",
    f"Label <javascript:{EVIL}()>",
    f"&lt;b onload={EVIL}&gt;",
    f"</title></style><svg/onload={EVIL}()>",
    "<!--",
    "]]>",
    "https://example.org/",
    "Label <https://example.org/?a=b&c=d>",
    "2010-09~/2013",
    "2015-13",
    "201X",
    "talk",
    "(kafka or not",
    "c, c++; C#",
    "\u202e",
    "\u2066",
    "\u202c",
    "\u200f",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\ud800",
    "\uffff",
    "👩‍💻",
    "e\u0301",
    "ﷺ",
    "ı",
    "ß",
    "9" * 5000,
    "1e999999",
    "x" * 3000,
    "\U00020000" * 90,
    "{{ 7 * 7 }}",
    "|sub|",
    "`x`",
    "``",
    "**",
    "{event}`x`",
    ":event:`x`",
    "$x$",
    "%",
    "\\",
    ":",
    "::",
    ":::",
    "---",
    "'",
    '"',
    "# ",
    "- ",
    "*",
    "&a",
    "!!python/object:os.system",
    "\t",
    " ",
    "..",
    "_",
    "/",
    "null",
]
#: Half of it is made of these, half is anything.
TEXTS = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("".join),
    st.text(max_size=30),
    st.tuples(st.sampled_from(FRAGMENTS), st.text(max_size=5), st.sampled_from(FRAGMENTS)).map("".join),
)
BYTES = st.one_of(st.binary(max_size=60), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))

_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
_FIELDS = st.sampled_from(
    ["title", "name", "date", "start", "duration", "kind", "id", "link", "tags", "org", "body", "x"]
)
_EVENTS = st.lists(st.dictionaries(_FIELDS, st.one_of(TEXTS, _VALUES), max_size=5), max_size=4)
_ROWS = st.lists(st.lists(TEXTS, max_size=4), max_size=4)
#: Text of a data file: of the right form with anything in it, cut or not, or of none.
DATA = st.one_of(
    _EVENTS.map(json.dumps),
    _EVENTS.map(lambda events: json.dumps(events, ensure_ascii=False, indent=1)),
    _VALUES.map(json.dumps),
    st.tuples(_EVENTS.map(json.dumps), st.integers(0, 200)).map(lambda pair: pair[0][: pair[1]]),
    _ROWS.map(lambda rows: "title,date,kind\n" + "\n".join(",".join(row) for row in rows)),
    st.lists(st.tuples(_FIELDS, TEXTS), max_size=5).map(
        lambda fields: "- title: A\n" + "".join(f"  {name}: {text}\n" for name, text in fields)
    ),
    TEXTS,
)
