"""Writes operations.oracle.json: what Jinja2's immutable sandbox prints for expressions over every kind of value.

Needs jinja2 3.1.6. Run in this folder: python operations.oracle.py
"""

import json
import platform
import unicodedata
from itertools import product as all_combinations
from zlib import crc32

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

CONTEXT = {
    "s": "héllo wörld", "m": {"role": "user", "content": " Hi\n", "items": [1, 2], "n": 1.5, "_x": 3, "1": "one", "tool": None},
    "l": [3, "a", None, 2.0, [1, {"k": "v"}]], "big": 12345678901234567890123, "f": 2.5, "t": True, "ten": 10, "inf": float("inf"), "nan": float("nan"), "e": "",
}

VALUES = ["0", "1", "-7", "3", "true", "2.5", "-0.5", "3.0", "none", "nope", "'ab'", "''", "[1, 2]", "[]", "(1, 2)", "{'a': 1}", "big", "('<b>'|safe)"]
INTEGERS = ["0", "1", "-1", "7", "-7", "2", "-3", "10", "255", "9007199254740991", "9007199254740993", "-9007199254740992", "big", "-big", "true"]
FLOATS = ["0.0", "-0.0", "1.0", "2.5", "-2.5", "7.1", "0.1", "1e16", "1e-7", "123456789.125", "9007199254740992.0", "1e22", "1e300", "5e-324", "inf", "nan"]


def product(*choices):
    """Every third combination, always the same ones."""
    return [combination for combination in all_combinations(*choices) if crc32(repr(combination).encode()) % 3 == 0]


def operators():
    for operator in ["+", "-", "*", "/", "//", "%", "**"]:
        for a, b in product(VALUES, VALUES):
            if operator == "**" and ("big" in (a, b) or b in ("2.5", "-0.5")):
                continue
            yield f"{a} {operator} {b}"
    for operator in ["+", "-", "*", "/", "//", "%"]:
        for a, b in product(INTEGERS, INTEGERS):
            yield f"({a}) {operator} ({b})"
    for operator in ["+", "*", "/", "//", "%"]:
        for a, b in product(FLOATS, FLOATS[:9] + ["3", "-big"]):
            yield f"({a}) {operator} ({b})"
    for a, b in product(["2", "-2", "0", "10", "1", "-1", "2.0", "-1.5", "0.0", "true"], ["0", "1", "2", "5", "-1", "-2", "30", "64", "0.5", "-0.5", "2.0"]):
        if not b.endswith(".5"):
            yield f"({a}) ** ({b})"
    yield from ["10 ** -5", "10 ** -23", "7 ** -17", "(-3) ** -9", "10 ** -400", "2 ** -1074", "1 ** -2000", "(-1) ** -2001", "big ** -3", "(10 ** 400) ** -1", "0 ** -1", "true ** -1"]
    yield from ["2 ** 200", "(-3) ** 101", "(2 ** 200) // (3 ** 50)", "(2 ** 200) % (-(3 ** 50))", "(2 ** 2000) / (2 ** 1990)", "(10 ** 30) / 7", "7 / (10 ** 30)", "2 ** 1024 / 2 ** 10", "2 ** 1100 / 3", "2 ** (t * 2000) * 1.0", "ten ** 4299", "ten ** 4300", "10.0 ** 400", "1 / ten ** 400", "-(2 ** 70)", "(10 ** 23) * 1.0"]
    for value in VALUES:
        yield from [f"-{value}", f"+{value}", f"not {value}", f"-({value})"]


def comparisons():
    for operator in ["==", "!=", "<", ">=", "in"]:
        for a, b in product(VALUES, VALUES):
            yield f"{a} {operator} {b}"
    numbers = ["9007199254740993", "9007199254740992.0", "9007199254740992", "10 ** 22", "1e22", "10 ** 23", "1e23", "-0.0", "0", "inf", "nan", "true", "1.0"]
    for operator in ["==", "<", "<="]:
        for a, b in product(numbers, numbers):
            yield f"({a}) {operator} ({b})"
    texts = ["''", "'a'", "'ab'", "'B'", "'é'", "'\\uffee'", "'😀'", "'a😀'", "'a\\uffee'", "'😀a'", "'😁'"]
    for operator in ["<", ">=", "in"]:
        for a, b in product(texts, texts):
            yield f"{a} {operator} {b}"
    yield from ["[1, 2] < [1, 3]", "[1, 'a'] < [1, 2]", "[1, 'a'] < [2, 2]", "(1,) < (1, 2)", "[[1], 2] <= [[1], 2]", "[1] < (1,)", "[none] < [none]", "[none, 1] < [none, 2]", "[1, 2] == [1.0, true + 1]", "{'a': 1, 'b': [2]} == {'b': [2.0], 'a': true}", "{1: 'a'} == {1.0: 'a'}", "m.keys() == {'role': 1}.keys()", "{'a': 1}.items() == {'a': 1.0}.items()", "{'a': 1}.values() == {'a': 1}.values()", "{'a': 1}.keys() == {'a': 2}.keys()", "[1] in {'a': 1}", "(1, 2) in {(1, 2): 3}", "(1, [2]) in {(1, 2): 3}", "1 in {true: 3}", "1.0 in [1]", "'role' in m", "'role' in m.keys()", "('role', 'user') in m.items()", "'user' in m.values()", "1 in 'abc'", "none in 'abc'", "nope in [nope]", "nope in {}", "1 in 5", "1 in none", "1 < 2 < 3", "1 < 3 < 2", "nope == nope2", "m.a == m.b", "nope < 1", "1 < nope", "none == nope", "'a' ~ 'b' in ['ab']", "('a'|safe) == 'a'", "'a' == ('a'|safe)", "('a'|safe) in {'a': 1}", "{1: 'a', true: 'b', 1.0: 'c'}", "{(1, 'a'): 2}[(1.0, 'a')]", "{none: 1}[none]", "{nope: 1}"]


def containers():
    yield from VALUES
    yield from INTEGERS + FLOATS
    yield from ["m", "l", "s", "big", "f", "[s]", "(1,)", "()", "('a', 'b')", "[('<b>'|safe)]", "[nope]", "{'a': nope}", "[true, none, 1.0, 1e100, 1e16, 1e-5, 0.0001]", "[\"it's\", 'a\"b', \"it's \\\"x\\\"\", '\\n\\t\\r\\\\', '\\x00\\x7f\\x9f\\xa0\\xad', '\\u2028\\u200b\\ufeff\\uffff', '😀', 'é']", "m.items()", "m.keys()", "m.values()", "{}.items()", "{1: 2}.items()|list", "m.items()|list"]
    for value in ["s", "('a😀b😁c' if t else s)", "l", "((1, 2, 3, 4, 5) if t else s)", "(s|safe)", "e", "([] if t else s)"]:
        for key in ["0", "1", "-1", "4", "-5", "100", "-100", "true", "none", "1.0", "'a'", "nope", "10 ** 30"]:
            yield f"{value}[{key}]"
        for start, stop, step in product(["", "1", "-2", "100", "-100"], ["", "3", "-1", "-100"], ["", "2", "-1", "-2"]):
            yield f"{value}[{start}:{stop}:{step}]"
        yield from [f"{value}[::0]", f"{value}['a':]", f"{value}[nope:]", f"{value}[:true]", f"{value}[2 ** 70:]", f"{value}[:2 ** 70]", f"{value}[:1.0]"]
    names = ["role", "items", "keys", "get", "n", "_x", "__class__", "__len__", "__foo__", "_foo", "update", "pop", "clear", "setdefault", "append", "insert", "sort", "count", "copy", "upper", "format", "x", "real", "imag", "numerator", "mro", "__dict__", "__init__", "__globals__", "__name__", "0"]
    objects = ["m", "{}", "l", "(1, 2)", "s", "('a'|safe)", "1", "2.5", "true", "none", "nope", "nope.x", "m.x", "s.upper", "m.items()", "m.__class__", "big"]
    for value, name in product(objects, names):
        if not name.isdigit():
            yield f"{value}.{name} is defined"
            yield f"{value}.{name} ~ ''" if name not in ("items", "keys", "get", "count", "copy", "upper", "format") else f"{value}.{name} is callable"
        yield f"{value}['{name}'] is defined"
        yield f"{value}.{name}.x" if not name.isdigit() else f"{value}['0'].x"
    for call in ["get('role')", "get('x')", "get('x', 5)", "get()", "get(1, 2, 3)", "get([1])", "get(key='role')", "keys()|list", "values()|list", "items()|list", "items(1)", "copy()", "update({})", "pop('role')", "clear()", "items", "n", "x()", "role()"]:
        yield f"m.{call}"
    yield from ["m['items']", "m.items()|length", "m.keys()|length", "m.items()|first", "m['get']", "m['upper'] is defined", "m[1]", "m['1']", "m[nope]", "m[[1]]", "m[none]", "m['role', 1]", "1[0]", "none[0]", "nope[0]", "nope['a']", "nope()", "1()", "'a'()", "m.role.upper()", "{}.fromkeys([1, 2], 3)", "{}.fromkeys('ab')", "m[1:]", "ten[1:]", "nope[1:]", "m.tool[:]", "m.items()[1:]", "inf[:]", "l.count(3)", "l.count(2)", "[1, 1.0, true].count(1)", "l.index('a')", "l.index('z')", "[1, 2, 1].index(1, 1)", "[1, 2, 1].index(1, 1, 2)", "[1, 2, 1].index(1, -1)", "(1, 2).index(5)", "(1, 2).count(2)", "l.copy()", "(1, 2).copy()", "l.append(1)", "l.pop()", "l.sort()", "l.count()", "l.index()", "[1, 2] + [3]", "[1] + (2,)", "(1,) + (2,)", "[0] * 3", "3 * [0]", "(0,) * 2", "[0] * -1", "'ab' * 3", "3 * 'ab'", "'ab' * true", "'ab' * 0", "'ab' * 1.5", "none + 1", "{} + {}", "[1] + 'a'", "'a' + [1]", "'a' + 1", "1 + 'a'", "'a' ~ 1 ~ none ~ 2.0 ~ [1] ~ nope", "m.content ~ m.n", "nope.x", "m.x.y", "(1).bit_length()", "(-255).bit_length()", "big.bit_length()", "(7).bit_count()", "(1).real", "(1.5).real", "(1.5).imag", "(1).denominator", "true.real", "(1.0).is_integer()", "(1.5).is_integer()", "(1.5).as_integer_ratio()", "(3).as_integer_ratio()", "(0.1).hex()", "(-2.0).hex()", "(5e-324).hex()", "(0.0).hex()", "(1.5).conjugate()", "(1).conjugate()", "(1).bit_length(1)", "(0.1).as_integer_ratio()", "(1).foo", "inf.as_integer_ratio()", "m | length", "nope|length", "'a😀'|length", "(1)|length", "none|length", "nope|list", "'a😀'|list", "m|list", "5|list"]


def text_methods():
    texts = ["'  Hello World  '", "'a,b,,c'", "''", "'héllo ẞß ŉ ǆ ﬁ Σας ΑΣ'", "'a😀b😀c'", "'\\x1c a\\x85\\u2003b\\ufeff\\n'", "'line1\\nline2\\r\\nline3\\rline4\\x0bl5\\x1cl6\\u2028l7\\n'", "'aaaa'", "'xxabcxx'", "'<b>&amp;'|safe", "m.content", "'Hello'", "'HELLO 1'", "'hello_1'", "'123'", "'²½一'", "'٣'", "' \\t'", "'\\t1\\t22\\n\\t3'"]
    calls = ["strip()", "lstrip()", "rstrip()", "strip(' xHc')", "strip('😀a')", "strip('')", "strip(none)", "strip(1)", "lstrip('xa')", "rstrip('cx\\n')", "split()", "split(none, 1)", "split(maxsplit=1)", "split(',')", "split(',', 1)", "split(sep=',', maxsplit=2)", "split('')", "split(1)", "split('😀')", "split('aa')", "split('l')", "split(none, 0)", "rsplit()", "rsplit(none, 1)", "rsplit(',', 1)", "rsplit('aa')", "rsplit('😀', 1)", "splitlines()", "splitlines(true)", "splitlines(keepends=true)", "splitlines(2)", "splitlines(nope)", "splitlines('')", "partition(',')", "rpartition(',')", "partition('')", "partition('😀')", "rpartition('l')", "partition(1)", "replace('a', 'X')", "replace('a', 'X', 1)", "replace('', '-')", "replace('', '-', 2)", "replace('aa', 'b')", "replace('l', '')", "replace('a', '<')", "replace('a', 1)", "replace('a')", "replace('a', 'b', count=1)", "find('a')", "find('a', 1)", "find('😀')", "find('b', -3)", "find('', 2)", "find('', 200)", "find('z')", "rfind('a')", "rfind('😀')", "rfind('', 0, 2)", "rfind('l', 0, 3)", "index('a')", "index('z')", "rindex('z')", "count('a')", "count('')", "count('a', 1, 3)", "count('😀')", "count('aa')", "startswith('a')", "startswith(('x', 'a'))", "startswith(())", "startswith('')", "startswith('', 100)", "startswith(1)", "startswith('b', 2)", "startswith([1])", "startswith((1,))", "endswith('c')", "endswith('\\n')", "endswith('a', 0, 1)", "endswith(('c', 'x'))", "removeprefix('a')", "removeprefix('xx')", "removesuffix('c')", "removesuffix('')", "removesuffix('xx')", "lower()", "upper()", "title()", "capitalize()", "swapcase()", "casefold()", "lower(1)", "center(20)", "center(20, '*')", "center(21, '😀')", "center(3)", "center(20, 'ab')", "center(20, 1)", "ljust(20, '.')", "rjust(20)", "rjust(15, '0')", "ljust(-1)", "zfill(20)", "expandtabs()", "expandtabs(4)", "expandtabs(tabsize=0)", "join(['1', '2', '3'])", "join('ab')", "join([])", "join(['x'])", "join([1])", "join(['a', nope])", "join(5)", "join(m)", "join(['<', '>'|safe])", "isalpha()", "isalnum()", "isascii()", "isdecimal()", "isdigit()", "isnumeric()", "isidentifier()", "isprintable()", "isspace()", "isupper()", "islower()", "istitle()", "encode()", "encode('utf-8')|length", "encode('ascii', 'replace')", "encode('ascii', 'ignore')", "encode('ascii', errors='xmlcharrefreplace')", "encode('ascii', 'backslashreplace')", "encode('latin-1')", "encode('utf-16')", "encode().decode()", "translate({97: 'A', 98: none, 108: 76})", "translate({})", "format()", "foo()"]
    for text, call in product(texts, calls):
        yield f"({text}).{call}"
    yield from ["'-42'.zfill(6)", "'+42'.zfill(6)", "'42'.zfill(6)", "'--1'.zfill(6)", "'a'.zfill('x')", "'a'.zfill(10 ** 30)", "''.expandtabs(2 ** 31 - 1)", "''.expandtabs(2 ** 31)", "''.expandtabs(-2 ** 40)", "''.expandtabs(10 ** 30)", "'abc'.maketrans('ab', 'xy')", "'abc'.translate('x'.maketrans('ab', 'xy', 'c'))", "'abc'.translate('x'.maketrans({'a': 'Z', 98: 'Y'}))", "'abc'.translate('x'.maketrans('a', 'bc'))", "'they\\'re bill\\'s'.title()", "'ΑΣ ΑΣ.'.lower()", "'ΑΣ'.title()", "'ΑΣ'.capitalize()", "'ΑΣ'.swapcase()", "'İstanbul'.lower()|length", "'ıİ'.upper()", "'ŉa'.title()", "'ǆ'.title()", "'ﬃ'.capitalize()", "'ᾳ'.title()", "'ა'.title()", "'ა'.upper()", "'Title Case'.istitle()", "'Title case'.istitle()", "'ǅa'.istitle()", "'ǅ'.isupper()", "'_a1'.isidentifier()", "'1a'.isidentifier()", "'a b'.isprintable()", "'\\xa0'.isprintable()", "'abc' in 'xabcx'", "'a' + 'b'", "'a' + ('<'|safe)", "('<'|safe) + '<'", "('<'|safe) ~ '<'", "('<'|safe) * 2", "2 * ('<'|safe)", "('<'|safe) + 1", "1 + ('<'|safe)", "('<'|safe).join(['<', '&'|safe, 1, none])", "('a<b'|safe).replace('<', '>')", "('<b>a &amp; b</b>'|safe).striptags()", "('&lt;&#39;&#x41;'|safe).unescape()", "('&eacute;&notit;&copy &#128;&#0;'|safe).unescape()", "('a &hearts; <b>x</b>'|safe).striptags()", "('a <!-- <b> --> c<d'|safe).striptags() + '<'", "'-'.join(['<'|safe]) + '<'", "('-'|safe).join(['<'])", "'abc'.encode()[:10**30]", "'abc'.encode()[-10**30:1]", "'abc'.encode()['a':]", "('<'|safe).center(5, '>')", "('<'|safe).upper() + '<'", "('a b'|safe).split()", "('a b'|safe).split()[0] + '<'", "('ab'|safe)[0] + '<'", "('a'|safe).partition('b')", "[('<'|safe).strip(), ('<'|safe).format(), ('<'|safe)[:1], ('<'|safe).lower()]", "b", "'a'.encode() == 'a'.encode()", "'a'.encode() == 'a'", "'é\\'\"\\\\\\n'.encode()", "'\\''.encode()", "'ab'.encode()[0]", "'ab'.encode()[0:1]", "'ab'.encode()[::-1]", "'ab'.encode()|list", "'ab'.encode() + 'c'.encode()", "'ab'.encode() + 'c'", "'ab'.encode() * 2", "97 in 'ab'.encode()", "'a'.encode() in 'ab'.encode()", "'a' in 'ab'.encode()", "300 in 'ab'.encode()", "'ab'.encode().hex()", "'é'.encode().decode('latin-1')", "'é'.encode('latin-1').decode()", "'é'.encode('latin-1').decode('utf-8', 'replace')", "'é'.encode('nope')", "'é'.encode('ascii')", "{'a'.encode(): 1}", "'a'.encode() < 'b'.encode()"]


def percent_formats():
    values = ["1", "-42", "0", "3.7", "-0.0", "1e20", "1234567.891", "big", "true", "'abc'", "none", "[1]", "('x',)", "(1, 2)", "nope", "m", "()", "('<'|safe)", "inf", "-nan"]
    formats = ["%s", "%r", "%a", "%d", "%i", "%u", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%+06.3d", "%x", "%#x", "%X", "%#X", "%o", "%#o", "%#08x", "%-#8x|", "%f", "%.2f", "%.0f", "%#.0f", "%10.2f", "%-10.2f|", "%010.2f", "%+.1f", "%e", "%.0e", "%E", "%.3E", "%g", "%.3g", "%#g", "%G", "%c", "%5c", "%.2s", "%10s|", "%-10s|", "%10.2r", "%%", "%5%", "abc", "%s %s", "%(role)s", "%(x)s", "%(role)s %(n)d", "%*d", "%-*d|", "%.*f", "%y", "%", "%(role", "%5", "%ld", "% s", "%05s", "%F", "%.f", "%()s"]
    for form, value in product(formats, values):
        yield f"'{form}' % {value}" if not value.startswith(("-", "1e")) else f"'{form}' % ({value})"
    yield from ["'%s and %s' % ('a', 2)", "'%s' % ('a', 2)", "'%s %s' % ('a',)", "'%*d' % (5, 42)", "'%-*d|' % (5, 42)", "'%*d|' % (-5, 42)", "'%.*f' % (2, 3.14159)", "'%*d' % ('a', 1)", "'%(a)s %(b)d' % {'a': 1, 'b': 2}", "'%(a(b))s' % {'a(b)': 1}", "'%s' % {'a': 1}", "'%(a)s %s' % {'a': 1}", "'%c' % 'é'", "'%c' % '😀'", "'%c' % 128512", "'%c' % 1114112", "'%c' % -1", "'%c' % 'ab'", "'%5s|' % '😀'", "'%.1s|' % '😀a'", "'%a' % 'é😀'", "'%r' % 'é\\n'", "'%a' % ['é']", "('<%s>'|safe) % '<'", "('<%s>'|safe) % ('<'|safe)", "('%s %d'|safe) % ('<', 3)", "('%(a)s'|safe) % {'a': '<'}", "('%r'|safe) % '<'", "('%d'|safe) % 3.5", "('%s'|safe) % [1, '<']", "('%.1s'|safe) % '<'", "'%.50f' % 0.1", "'%.30e' % 0.1", "'%.20g' % 0.1", "'%.3g' % 999.5", "'%.0f' % 0.5", "'%.0f' % 1.5", "'%.0f' % 2.5", "'%.1f' % 0.25", "'%.2f' % 2.675", "'%.0e' % 2.5", "'%g' % 100000", "'%g' % 1000000", "'%g' % 0.0001", "'%g' % 0.00001", "'%f' % (ten ** 400)", "'%d' % (10 ** 30)", "'%x' % (10 ** 30)", "'%x' % 3.0", "'%d' % '3'", "'%f' % '3'", "'%99999999999999999999d' % 1", "'é%sé' % s", "'%s' % true", "'%d%%' % 50"]


def formats():
    specs = ["", "5", "<5", ">5", "^5", "=5", "*^9", "05", "+", " ", "-", "+d", "d", "n", "b", "#b", "o", "#o", "x", "#x", "X", "#X", "#010x", "c", "e", "E", "f", "F", "g", "G", "%", ".2", ".2f", ".0f", "#.0f", ".1%", "10.3f", "+.3e", ",", "_", ",d", ",.2f", "_x", "_b", "08,", "012,.2f", "020_b", "s", "5s", ".2s", "😀^7", "<", "z.1f", "zd", "=+8", "x=8", "+s", "#s", ",s", "y", "5y", ".", "5.", "d5", ",_", "{{", "10000000000000000000000", "0<5", "<05", ".3", ".10", ".17g", "^+#12x"]
    values = ["1", "-42", "1234567", "0", "true", "3.14159", "-0.0", "1e20", "0.00001234", "1234567.891", "100.0", "inf", "'abc'", "'é😀'", "none", "[1]", "nope", "big", "m.content", "('<'|safe)"]
    for value, spec in product(values, specs):
        if spec != "{{":
            yield f"'{{:{spec}}}'.format({value})"
    yield from ["'{} {}'.format(1, 'a')", "'{1} {0}'.format(1, 'a')", "'{a}'.format(a=1)", "'{0} {}'.format(1, 2)", "'{} {0}'.format(1, 2)", "'{}'.format()", "'{a}'.format()", "'{2}'.format(1)", "'{{}}'.format()", "'{{{}}}'.format(1)", "'{'.format()", "'}'.format()", "'{a'.format(a=1)", "'a}b'.format()", "'{!r}'.format('a')", "'{!s}'.format('a')", "'{!a}'.format('é')", "'{!x}'.format('a')", "'{!}'.format('a')", "'{!rr}'.format('a')", "'{!r:>6}'.format('a')", "'{0.real}'.format(5)", "'{0.role}'.format(m)", "'{0[role]}'.format(m)", "'{0[1]}'.format(l)", "'{0[4][1][k]}'.format(l)", "'{m.content}'.format(m=m)", "'{0.__class__}'.format(1)", "'{0.__class__.__mro__}'.format(1)", "'{0[__class__]}'.format(1)", "'{0.x}'.format(m)", "'{0.x.y}'.format(m)", "'{0[}'.format(m)", "'{0[]}'.format(m)", "'{0.}'.format(m)", "'{0]x}'.format(m)", "'{0[role]x}'.format(m)", "'{:{}}'.format('a', 5)", "'{:{w}.{p}f}'.format(3.14159, w=10, p=2)", "'{:{:{}}}'.format(1, 2, 3)", "'{:>{}}'.format('a', 'x')", "'{.role}'.format(m)", "'{[role]}'.format(m)", "'{a}'.format_map({'a': 1})", "'{a}'.format_map({})", "'{a}'.format_map(m, 1)", "'{role}'.format_map(m)", "'{}'.format_map(m)", "'{a}'.format_map(nope)", "('{}'|safe).format('<')", "('{}'|safe).format('<'|safe)", "('{:>5}'|safe).format('<')", "('{:>5}'|safe).format('<'|safe)", "('{!r}'|safe).format('<')", "'{}'.format('<'|safe)", "'{:>5}'.format('<'|safe)", "('{a}'|safe).format_map({'a': '<'})", "'{}'.format(none, 1)", "'{:d}'.format(none)", "'{:5}'.format([1])", "'{:5}'.format(nope)", "'{}'.format(nope)", "'{0}{0}'.format(1)", "'{01}'.format(1, 2)", "'{-1}'.format(1)", "'{ 0}'.format(1)", "'{0:{0}}'.format(5)", "'é{}😀'.format(1)", "'{:😀>5}'.format('a')", "'{:,}'.format(1234567890123)", "'{:07,}'.format(1234)", "'{:06,}'.format(1234)", "'{:05,}'.format(123)", "'{:04,}'.format(12)", "'{:+08,.1f}'.format(-1234.5)", "'{:.3}'.format(3.0)", "'{:.1}'.format(10.0)", "'{:.17}'.format(0.1)", "'{:.3}'.format(123456.0)", "'{:}'.format(1e16)", "'{:15}|'.format(1e16)", "'{:n}'.format(1234567.5)", "'{:c}'.format(8364)", "'{:c}'.format(-1)", "'{:5c}|'.format(65)", "'{:+c}'.format(65)", "s.format", "'a'.format.x", "'{}'['format'](1)"]


def ranges(points):
    found = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return " ".join(f"{first:x}-{last:x}" if first != last else f"{first:x}" for first, last in found)


ERRORS = []


def asked(template, expression):
    try:
        return [expression, template.render(**CONTEXT)]
    except RecursionError:
        raise
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
        if answer not in ERRORS:
            ERRORS.append(answer)
        return [expression, ERRORS.index(answer)]


environment = ImmutableSandboxedEnvironment()
areas = {}
for area in [operators, comparisons, containers, text_methods, percent_formats, formats]:
    expressions = dict.fromkeys(area())
    areas[area.__name__] = [asked(environment.from_string("{{ " + expression + " }}"), expression) for expression in expressions]

points = [point for point in range(0x110000) if unicodedata.category(chr(point)) not in ("Cn", "Cs")]
characters = {name: ranges(point for point in points if getattr(chr(point), name)()) for name in ["isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isidentifier", "isprintable", "isspace", "isupper", "islower", "istitle"]}
# Points whose title case or case folding differs from what upper and lower case make of them.
titles = {f"{point:x}": chr(point).title() for point in points if chr(point).title() != chr(point).upper()}
folded = {f"{point:x}": chr(point).casefold() for point in points if chr(point).casefold() != chr(point).lower()}

answers = {
    "script": "operations.oracle.py",
    "python": platform.python_version(),
    "jinja2": jinja2.__version__,
    "unicode": unicodedata.unidata_version,
    "context": {name: value if name not in ("big", "inf", "nan") else str(value) for name, value in CONTEXT.items()},
    "assigned": ranges(points),
    "characters": characters,
    "titles": titles,
    "folded": folded,
}
with open("operations.oracle.json", "w", encoding="ascii") as file:
    file.write("{\n")
    for name, answer in answers.items():
        file.write(f"{json.dumps(name)}: {json.dumps(answer)},\n")
    # What an expression prints, or the number of its error.
    file.write('"errors": [\n' + ",\n".join(map(json.dumps, ERRORS)) + "\n],\n")
    file.write('"areas": {\n')
    file.write(",\n".join(f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]" for name, cases in areas.items()))
    file.write("\n}\n}\n")
