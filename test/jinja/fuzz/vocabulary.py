"""Texts, numbers and contexts that random templates are rendered with."""

# What breaks engines: markup, quotes, format fields, odd white space, characters beyond 16 bits, letters that change length with case.
TEXTS = [
    "", " ", "a", "Hello", "hello world", "  padded  ", "\n lines\n\nof\ttext \n", "A-B_c d", "one,two,,three", "it's", 'say "hi"',
    "<b>bold</b> & <i x='1'>so</i>", "a &amp; b &lt; c &#39;", "<!-- c --> text <br>", "%s and %d%%", "%(a)s", "{0} {a}", "{{ x }}",
    "{% if %}", "{# no #}", "back\\slash", "é", "Größe STRASSE", "ß", "İstanbul", "ŉ ﬁ", "ΑΣ ΟΔΟΣ", "naïve café", "世界 hello", "🦙", "a🦙b🎉c",
    "👩‍👩‍👧 family", "é combining", "\x1funit\x1c", "nb\xa0sp", "z\u200bw", "ls\u2028ps\u2029", "\ufeffbom", "\x85nel", "\x00nul", "tab\tend",
    "crlf\r\nline\rcr", "0", "1", "42", "-7", "3.14", "1e3", " 12 ", "²³", "٣٤", "½", "0x1f", "1_000", "nan", "True", "None", "user", "assistant",
    "system", "<think>\nhm\n</think>\n\nok", "http://example.com/a?b=1&c=2", "see www.test.org, or me@mail.org.", "(https://x.org/a_(b))",
    "The quick brown fox jumps over the lazy dog", "supercalifragilisticexpialidocious and more", "ALL CAPS", "Title Case Words", "mIxEd",
    "key=value; k2=v2", "/path/to some?q=ü&x=1", "aXbXcX", "....dots....", "xxhixx", "ǆ ǅ Ǆ", "𝒜𝓑", "ａｂｃ", "१२", "_name1", "for", "a\tb\nc\x0bd\x0ce",
]
NUMBERS = [0, 1, 2, 3, 5, 7, 10, 12, 42, 100, 255, -1, -2, -7, -100, 1000, 65536, 2**31, 2**53 - 1]
HUGE = [2**53, 2**53 + 1, -(2**63), 10**20, 123456789012345678901234567890]
FLOATS = [
    0.0, -0.0, 1.0, 2.0, 0.5, -0.5, 1.5, 2.5, 3.5, -3.7, 0.1, 3.14159, 2.675, 1e-7, 1.5e-10, 1e16, 1e22, 123456789.125, 1e100, 5e-324, -1e15,
    99.99, 1234.5678, 1 / 3,
]
KEYS = ["a", "b", "name", "key", "x y", "items", "get", "1", "é", "role", "constructor", "__proto__", "length", "toString", "B", "_p"]
ROLES = ["user", "assistant", "system", "tool", "developer"]


def text(rng):
    if rng.random() < 0.25:
        return rng.choice(TEXTS) + rng.choice(["", " ", "\n", "-", "🦙"]) + rng.choice(TEXTS)
    return rng.choice(TEXTS)


def integer(rng):
    if rng.random() < 0.06:
        return rng.choice(HUGE)
    return rng.choice(NUMBERS) if rng.random() < 0.5 else rng.randint(-20, 60)


def scalar(rng):
    kind = rng.random()
    if kind < 0.45:
        return text(rng)
    if kind < 0.7:
        return integer(rng)
    if kind < 0.82:
        return rng.choice(FLOATS)
    return rng.choice([True, False, None])


def some(rng, make, most=4):
    return [make(rng) for _ in range(rng.choice([0, 1, 2, 3, 3, most]))]


def nested(rng, depth):
    kind = rng.random()
    if depth <= 0 or kind < 0.5:
        return scalar(rng)
    if kind < 0.75:
        return some(rng, lambda r: nested(r, depth - 1))
    return {rng.choice(KEYS): nested(rng, depth - 1) for _ in range(rng.randint(0, 3))}


def message(rng):
    made = {"role": rng.choice(ROLES)}
    kind = rng.random()
    if kind < 0.8:
        made["content"] = text(rng)
    elif kind < 0.9:
        made["content"] = [{"type": "text", "text": text(rng)} for _ in range(rng.randint(0, 2))]
    elif kind < 0.95:
        made["content"] = None
    if rng.random() < 0.2:
        made["reasoning_content"] = text(rng)
    if rng.random() < 0.2:
        arguments = {rng.choice(KEYS): nested(rng, 2) for _ in range(rng.randint(0, 2))}
        made["tool_calls"] = [{"type": "function", "function": {"name": "f", "arguments": arguments}}]
    return made


def row(rng):
    return {"name": text(rng), "n": rng.randint(-3, 9), "group": rng.choice("abAB"), "on": rng.random() < 0.5, "sub": {"v": rng.randint(0, 5)}}


def tree(rng, depth):
    branches = rng.randint(0, 2) if depth > 0 else 0
    return {"name": rng.choice(TEXTS), "children": [tree(rng, depth - 1) for _ in range(branches)]}


def context(rng):
    made = {
        "messages": [message(rng) for _ in range(rng.choice([0, 1, 2, 2, 3, 4]))],
        "add_generation_prompt": rng.random() < 0.5,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "s": text(rng), "t": text(rng), "words": " ".join(rng.choice(TEXTS).strip() for _ in range(3)),
        "n": integer(rng), "k": rng.randint(0, 6), "f": rng.choice(FLOATS), "big": rng.choice(HUGE), "yes": True, "no": False, "nil": None,
        "strs": some(rng, text), "ints": some(rng, lambda r: r.randint(-9, 30)), "mixed": some(rng, scalar), "any": nested(rng, 3),
        "d": {rng.choice(KEYS): scalar(rng) for _ in range(rng.randint(0, 4))}, "deep": {"a": {"b": nested(rng, 2), "c": text(rng)}, "l": some(rng, text)},
        "rows": some(rng, row, 5), "tree": [tree(rng, 2) for _ in range(rng.randint(0, 2))], "pairs": some(rng, lambda r: [r.choice(TEXTS), integer(r)]),
        "empty": [], "nothing": {}, "blank": "",
    }  # fmt: skip
    if rng.random() < 0.3:
        made["tools"] = some(rng, lambda r: {"type": "function", "function": {"name": "f", "parameters": nested(r, 2)}})
    return made


# Names of the context by type, as expressions.py names types.
VARIABLES = {
    "str": ["s", "t", "words", "blank", "bos_token", "deep.a.c", "deep['a']['c']"],
    "int": ["n", "k", "k", "k", "big"], "small": ["k"], "float": ["f"], "bool": ["yes", "no", "add_generation_prompt"], "none": ["nil"],
    "strs": ["strs", "deep.l"], "ints": ["ints"], "list": ["mixed", "empty", "pairs", "strs", "messages"], "dict": ["d", "nothing", "deep"],
    "rows": ["rows"], "any": ["any", "deep.a.b", "s", "n", "d", "mixed"], "undefined": ["nope", "d.missing", "s.gone", "ints[99]"],
}  # fmt: skip
