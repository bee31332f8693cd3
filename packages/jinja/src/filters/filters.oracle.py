"""Writes filters.oracle.json: what each filter gives for each value, as transformers' chat templates have them.

Run in this folder with transformers and Jinja2 3.1.6: python filters.oracle.py
"""

import json
import platform
import re

import jinja2
import transformers
from transformers.utils.chat_template_utils import _cached_compile_jinja_template as compile_template

CONTEXT = {
    "text": "The quick brown fox-trot jumps over the lazy dog, again\nand again.\n\n  Indented \t line\r\nend",
    "html": "<p>Tom &amp; <b>\"Jerry\"</b>'s</p> <!-- no --> &eacute;&#x41;&notit; a<b",
    "links": "see (http://example.com/a_(b)), www.x.org. or mail me@x.co <https://a.de/?q=1&r=2>! ftp://a mailto:a@b.cd",
    "unicode": "é世🦙b ǆ straße İ ΟΔΟΣ",
    "infinity": "inf",
    "edges": "\u0085\u001f \t a b \u00a0\u2003",
    "users": [
        {"name": "bob", "age": 30, "city": {"name": "Oslo"}, "tags": ["x", "y"], "ok": True},
        {"name": "Al", "age": 4, "city": {"name": "bergen"}, "tags": [], "ok": False},
        {"name": "al", "age": 30, "city": {"name": "oslo"}, "tags": ["z"]},
    ],
    "mapping": {"b": 1, "A": [2.5, None], "c": {"é": "<x>"}, "a": True},
    "numbers": [3, -1, 2, 2, 10],
    "words": ["b", "A", "c", "B", "a"],
    "mixed": [1, "a", None, True, 2.5, ["n"]],
    "long": ["some rather long text with words " * 3, {"key": list(range(30)), "other": "x" * 90}, ["nested", ["y" * 30] * 3]],
}
VALUES = [
    '""', '"Hello big World"', "text", "html", "links", "unicode", "edges", '" 12 "', '"-3.7e1"', '"0x1F"', '"1_000"', '"%s-%d"', '"a,b"',
    '"<i>x y</i>"|safe', "html|escape", "0", "7", "-42", "12345678901234567890123", "2.5", "-1234.5678", 'infinity|float', "0.0", "true", "none",
    "[]", "numbers", "words", "mixed", "users", '("x", "Y", "x")', "{}", "mapping", "{1: 2, none: [], (1, 2): 3}", '[("k", 1), ("l", "m n/o")]',
    'words|map("upper")', "range(2, 9, 3)", "mapping.items()", "long", "nope", "namespace(a=1)", "text.upper",
]
CALLS = [
    "abs", 'attr("upper") is callable', 'attr("b")', 'attr("items")', 'attr("__class__")', "attr(1)", "batch(2)|list", 'batch(3, "-")|list', "batch(0)|list",
    'batch("x")|list', "batch(2.5, 0)|list", "batch", "capitalize", "center(20)", "center|length", 'center("x")', "count", "length", "default",
    'default("D")', 'default("D", true)', "d(default_value=1, boolean=true)", 'default(value="q")', "default(1, 2, 3)", "dictsort", "dictsort(true)", 'dictsort(by="value")',
    'dictsort(by="x")', "dictsort(reverse=true)", "e", "escape", "escape(1)", "filesizeformat", "filesizeformat(true)", "first", "last", "float",
    'float("x")', "forceescape", "format", 'format("a", 3)', 'format(a=1)', 'format("a", b=1)', 'groupby("name")', 'groupby("city.name", case_sensitive=true)',
    'groupby("ok", default=false)', 'groupby("age")|map(attribute="grouper")|list', 'groupby(0)|map(attribute="list")|list', "groupby", "indent", "indent(2, true)", 'indent("> ", blank=true)', "indent(1, true, true)",
    'indent("<"|safe)', "indent(none)", "indent(-1)", "int", "int(7, 16)", 'int(base=0)', 'int("d", 99)', "int(default=none, base=none)", "items|list", "items|first", "join", 'join(", ")',
    'join("-", attribute="name")', "join(attribute=0)", 'join("<"|safe)', "list", "lower", "upper", 'map("upper")|list', 'map(attribute="name")|list',
    'map(attribute="city.name", default="?")|list', 'map(attribute="tags.0", default="?")|list', "map(attribute=0)|list", 'map("nope")|list', "map|list", "map(none)|list", "map([])|list", 'map(attribute="a", x=1)|list',
    'map("default", "z", boolean=true)|list', 'map("int", default=5)|list', "map(nope)|list", 'map("upper")', 'map("upper")|length', 'map("upper")|last', 'map("string")|join("|")', 'map("length")|sum',
    "min", "max", "min(true)", 'max(attribute="name")', 'min(attribute="age")', "pprint", "random(1)", 'reject("odd")|list', "reject|list", 'rejectattr("ok")|list', 'rejectattr("age", "gt", 5)|map(attribute="name")|list',
    'replace("o", "<&>")', 'replace("", "-", 3)', 'replace("a", "b", 1)', 'replace("o"|safe, none, count=2)', "replace(1, 2)", 'replace("a")', "reverse", "reverse|list", "reverse|length", "round", "round(2)", 'round(1, "floor")', 'round(method="ceil")',
    "round(-2)", "round(none)", "round(1.5)", 'round(0, "x")', "round(0, [])", "safe", "string", 'select("defined")|list', "select|list", 'select("nope")|list', 'select("in", [2, "a", "A"])|list', 'selectattr("name")|list', 'selectattr("ok", "defined")|map(attribute="name")|list', "selectattr|list", "select|first",
    'selectattr("name", "equalto", "al")|list|length', "slice(2)|list", 'slice(3, "-")|list', "slice(0)|list", 'slice("x")|list', "slice(-1)|list", "slice(2.0)|list", "sort", "sort(true)", "sort(case_sensitive=true)", 'sort(attribute="name")', 'sort(attribute="age,city.name", reverse=true)', "sort(attribute=0)",
    "striptags", "sum", "sum(start=10)", 'sum(attribute="age")', 'sum(start="x")', "sum(start=[])", "title", "tojson", "tojson(true)", "tojson(indent=2)", 'tojson(indent="--", sort_keys=true)', 'tojson(separators=(",", ":"))', 'tojson(separators="ab", ensure_ascii=true)', "tojson(indent=true)", "tojson(indent=-1)",
    "tojson(indent=1.5)", "tojson(indent=nope)", "tojson(separators=[1, 2])", 'tojson(separators=[","])', "tojson(x=1)", "trim", 'trim("He <a")', "trim(1)", "trim(chars=none)", "truncate(8)", "truncate(8, true)", 'truncate(8, false, "…", 0)', "truncate(2)", "truncate(20, leeway=-1)", "truncate(length=5, end='', leeway=none)",
    "unique|list", "unique(true)|list", 'unique(attribute="age")|list', "unique", "urlencode", "urlize", 'urlize(10, true, "_blank")', 'urlize(rel="b a", extra_schemes=["ftp:", "a:"])', 'urlize(extra_schemes="ftp")', "wordcount", "wordwrap(10)", "wordwrap(12, false)", 'wordwrap(9, true, "<br>", false)', "wordwrap(0)", 'wordwrap("x")', "wordwrap(3)", "xmlattr", "xmlattr(false)",
]
HAND = [
    "{% autoescape true %}{{ ['<', '>'|safe]|join('&') }}|{{ ['<']|join('&') }}|{{ ['<']|join('&'|safe) }}|{{ {'a': '<'}|xmlattr }}{% endautoescape %}",
    "{% autoescape true %}{{ '<a>'|replace('a', '&'|safe) }}|{{ '<a>'|replace('a', '&') }}|{{ ('<a>'|safe)|replace('a', '&') }}|{{ '<a>'|replace('<'|safe, 1) }}{% endautoescape %}",
    "{% autoescape true %}{{ 'a http://x.de'|urlize }}|{{ 'a'|center(3) }}|{{ '<'|upper }}{% endautoescape %}",
    "{% for grouper, list in users|groupby('age') %}{{ grouper }}:{{ list|map(attribute='name')|join('+') }};{% endfor %}",
    "{% for group in users|groupby('city.name') %}{{ group.grouper }}={{ group.list|length }}{{ group[0] }}{{ group|length }};{% endfor %}",
    "{{ users|groupby('age') }}", "{{ users|groupby('age')|tojson }}", "{{ users|groupby('age')|pprint }}",
    "{% set g = numbers|select %}{{ g|first }}{{ g|first }}{{ g|list }}{{ g|list }}",
    "{% set g = [1, 'a']|map('abs') %}{{ g|first }}{{ 1 if g }}", "{% set g = [1, 'a']|map('abs') %}{{ g|list }}",
    "{{ [1, 2]|map('nope') is iterable }}", "{{ 5|map('upper') is defined }}", "{{ 5|batch is defined }}", "{{ 0|select|list }}", "{{ 5|select|list }}", "{{ none|map('x')|list }}",
    "{{ [0.1]*3|sum }}", "{{ [0.1, 0.2, 0.3]|sum }}", "{{ [[1], [2]]|sum(start=[]) }}", "{{ [(2, 'b'), (1, 'z'), (2, 'a')]|sort }}", "{{ [none, none]|sort }}", "{{ [none, none]|min }}",
    "{{ [nope, nope]|sort|length }}", "{{ [nope, 1]|sort }}", "{{ ['b', 'A', 'a', 'B']|sort(reverse=true) }}", "{{ ['b', 'a']|sort(reverse=nope) }}", "{{ ['b', 'a']|sort(reverse=none) }}", "{{ {'b': 1}|dictsort(reverse='x') }}", "{{ ['a', 'b']|sort(reverse=2) }}", "{{ [1, true, 1.0, 0, false]|unique|list }}", "{{ [[1], [1]]|unique|list }}", "{{ [nope, nope]|unique|list|length }}",
    "{{ 0.125|round(2) }} {{ 2.675|round(2) }} {{ 0.5|round }} {{ 1.5|round }} {{ 2.5|round(none) }} {{ -0.3|round }} {{ 1e22|round(-22) }} {{ 5e-324|round(323) }} {{ 1.1e308|round(-308) }}",
    "{{ 1.7e308|round(-308) }}", "{{ 15|round(-1) }} {{ 25|round(-1) }} {{ -25|round(-1) }} {{ 7|round(-5) }} {{ true|round }} {{ 12345678901234567890125|round(-1) }}",
    "{{ 42.55|round(1, 'floor') }} {{ 42.51|round(1, 'ceil') }} {{ 3|round(0, 'ceil') }} {{ 1234|round(-2, 'floor') }}", "{{ (infinity|float)|round(0, 'ceil') }}",
    "{{ infinity|float }} {{ '-Infinity'|float }} {{ 'nan'|float }} {{ '1e5'|float }} {{ ' 1_0.5 '|float }} {{ '1__0'|float('x') }} {{ '١٢'|float }} {{ '.5'|float }} {{ '5.'|float }} {{ '.'|float }}",
    "{{ (infinity|float)|int }}", "{{ ('nan'|float)|int }} {{ 'inf'|int(3) }} {{ '1e3'|int }} {{ '42.99'|int }} {{ '٣'|int }} {{ '0b101'|int(base=2) }} {{ '0b1'|int(base=16) }} {{ '-0x_ff'|int(base=16) }} {{ '0o17'|int(base=0) }} {{ '017'|int(5, 0) }} {{ '00'|int(5, 0) }} {{ 'zz'|int(base=36) }} {{ '12'|int(base=1) }}",
    "{{ 1e22|int }} {{ '99999999999999999999'|int }} {{ ('9'*5000)|int(1) }} {{ 3.99|int }} {{ -3.99|int }} {{ 10**400|float }}",
    "{{ 999|filesizeformat }} {{ 1|filesizeformat }} {{ 1000|filesizeformat }} {{ 1024|filesizeformat(true) }} {{ 1e24|filesizeformat }} {{ 1e30|filesizeformat }} {{ 1250|filesizeformat }} {{ 1350000|filesizeformat }} {{ -5000|filesizeformat }} {{ '13000'|filesizeformat }} {{ 0.4|filesizeformat }} {{ 1e27|filesizeformat(binary=true) }}",
    "{{ {infinity|float: 2}|tojson }}", "{{ [infinity|float, -(infinity|float), 1e16, 1e-5, 123456789012345678901234567890]|tojson }}", "{{ {1: 1, 1.5: 2, true: 3, none: 4, 'x'|safe: 5}|tojson }}", "{{ {(1, 2): 3}|tojson }}",
    "{{ {1: 1, 'a': 2}|tojson(sort_keys=true) }}", "{{ {'b': 1, 'é': 2, 'a': {'d': 1, 'c': 2}}|tojson(sort_keys=true, indent=1) }}", "{{ [(), [], {}, [[]], {'a': ()}]|tojson(indent=2) }}", "{{ [1, [2, {'a': 3}]]|tojson(indent=0) }}", "{{ {'a': 1}|tojson(indent=2, separators=(' ;', ' = ')) }}",
    "{{ '\\x00\\x1f\\x7f\\u2028\"\\\\/\\b\\f\\n\\r\\t'|tojson }}", "{{ 'é\\x7f\\u2028🦙'|tojson(ensure_ascii=true) }}", "{{ namespace(a=1)|tojson }}", "{{ range(3)|tojson }}", "{{ [nope]|tojson }}", "{{ users|map(attribute='name')|tojson }}", "{{ text.upper|tojson }}", "{{ mapping.keys()|tojson }}", "{{ x|tojson(1, 2, 3, 4, 5) }}",
    "{{ 'a' * 40 }}{{ ('word ' * 30)|wordwrap(20, wrapstring='|') }}", "{{ 'aaa-bbb-ccc ddd--eee fff---g -h-i- 12-34 a-b-c e-mail'|wordwrap(5, wrapstring='|') }}", "{{ 'x' * 17 ~ ' y ' ~ '-' * 12 }}{{ ('x' * 17 ~ ' y ' ~ '-' * 12 ~ 'a-b')|wordwrap(5, wrapstring='|') }}", "{{ '🦙🦙🦙🦙 🦙🦙'|wordwrap(3, wrapstring='|') }}", "{{ ' lead  and   trail   '|wordwrap(6, wrapstring='|') }}", "{{ 'a\\u00a0b c\\u2003 d'|wordwrap(2, wrapstring='|') }}", "{{ 'abcdefgh'|wordwrap(3.5) }}",
    "{{ 'foo bar baz qux'|truncate(9) }}|{{ 'foo bar baz qux'|truncate(9, True) }}|{{ 'foo bar baz qux'|truncate(11) }}|{{ 'foo bar baz qux'|truncate(11, False, '...', 0) }}|{{ ('<b>&'|safe)|truncate(2, true, '<', 0) }}", "{{ [1, 2, 3]|truncate(5) }}", "{{ range(100)|list|truncate(5) }}",
    "{{ {'a b': 1}|xmlattr }}", "{{ {'a': none, 'b': nope, 'c': '<\"', '<d': 1}|xmlattr }}", "{{ {1: 1}|xmlattr }}", "{{ {}|xmlattr }}x",
    "{{ 'a b/c?d=é&🦙~!*()\\''|urlencode }}", "{{ {'a b': 1, 'c/': 'é +'}|urlencode }}", "{{ [(1, 2), ['a', none]]|urlencode }}", "{{ ['ab']|urlencode }}", "{{ [1]|urlencode }}", "{{ ['abc']|urlencode }}", "{{ none|urlencode }}",
    "{{ 'hello-world (foo) [bar] <baz> it\\'s o\\'neil ÉCOLE ﬁne ßx'|title }}", "{{ 'ﬁ ßS'|capitalize }}|{{ 'ǆ'|capitalize }}|{{ 'ΑΣ'|lower }}", "{{ 'a'|default }}", "{{ ''|d('x', true) }}{{ 0|d('y', boolean=true) }}{{ none|d('z') }}",
    "{{ '&lt;&amp;&#39;&#x3c;&#0;&#128;&#1;&#xd800;&#1114112;&ltb&NotEqualTilde;&unknown;&amp&'|striptags }}", "{{ 'a <b>c</b>  d <!-- x > y --> e <unclosed'|striptags }}", "{{ '<a<b>c'|striptags }}", "{{ ('<b>'|e)|striptags }}",
    "{{ '%s %(a)s'|format(a=1) }}", "{{ '%(a)s %(b)05.1f'|format(a='x', b=2.25) }}", "{{ '%s'|format }}", "{{ '100%'|format }}", "{{ '%s %s'|format('a') }}", "{{ '%s'|format('a', 'b') }}", "{{ '%s'|format(value=1) }}", "{{ ('<%s>'|safe)|format('<') }}",
    "{{ mapping|dictsort(false, 'value') }}", "{{ {'b': 2, 'a': 2, 'C': 1}|dictsort(by='value', reverse=true) }}", "{{ {1: 2, 'a': 3}|dictsort }}", "{{ ['aB', 'b']|join('|')|upper }}", "{{ [1, [2]]|join([]) }}", "{{ 5|join }}", "{{ nope|join('x') }}|{{ nope|upper }}|{{ nope|trim }}|{{ nope|length }}",
    "{{ 'abc'|first }}{{ 'abc'|last }}{{ ''|first }}{{ ''|last }}{{ []|min }}|{{ {'a': 1}|first }}{{ {'a': 1, 'b': 2}|last }}{{ range(5)|last }}{{ nope|last }}", "{{ []|first.x }}", "{{ ([]|first).x }}", "{{ ([]|random) is defined }}", "{{ {'a': 1}|random }}", "{{ ['z']|random }}",
    "{{ ns|attr('a') }}", "{{ namespace(a=1)|attr('a') }}|{{ {'a': 1}|attr('a') }}|{{ nope|attr('a') is defined }}", "{{ 1|attr('real') }}", "{{ (''|attr('__class__')).x }}", "{{ ({'a': 1}|attr('a')).x }}",
    "{{ [{'a': [{'b': 1}]}, {'a': []}, {}]|map(attribute='a.0.b', default='-')|list }}", "{{ [{'a': 1}, {}]|map(attribute='a')|list }}", "{{ [{}]|map(attribute='a.b')|list }}", "{{ ['ab', 'c']|map(attribute=0)|list }}", "{{ ['ab']|map(attribute='0')|list }}", "{{ [{'1': 2, 1: 3}]|map(attribute='1')|list }}",
    "{{ ['a', 'b']|map('replace', 'a', 'c')|list }}", "{{ [1, 2, 3]|select('gt', 1)|list }}{{ [1, 2, 3]|select('>', 1)|map('string')|list }}", "{{ [1, 2]|select('gt')|list }}", "{{ [1]|select('defined', 1)|list }}", "{{ [[]]|select(x)|list }}",
    "{{ '\\n'|indent }}|{{ 'a\\r\\nb\\x0bc'|indent(1) }}|{{ ''|indent(first=true) }}|{{ ('a\\n<'|safe)|indent('&') }}", "{{ ('a\\nb'|safe)|indent(2, blank=true) }}", "{{ 5|indent }}", "{{ [1]|indent }}",
    "{{ ['a'] * 3 | length }}", "{{ (['x' * 30, 'y' * 30, 'z' * 30], {'k': 'v' * 70})|pprint }}", "{{ {'b': 1, 2: 3, 'a': none, none: 4}|pprint }}", "{{ ('line one is rather long and goes on and on\\nline two ' * 3)|pprint }}", "{{ ['word ' * 30]|pprint }}", "{{ ('x' * 100,)|pprint }}", "{{ nope|pprint }}{{ ('<'|safe)|pprint }}", "{{ [[['deep' * 10] * 2] * 2]|pprint }}", "{{ ('<b>' * 50)|safe|pprint }}", "{{ {'a': {'b': {'c': 'word ' * 20}}}|pprint }}",
    "{{ 'a@b.c @d a@b@c.de a@b a.b@c.d.ef, (www.a.com) http://[1:2:3] http://1.2.3.4:80/x x.com. x.museum https://é.de/ü www. http://a'|urlize }}", "{{ '<http://a.com> &lt;http://b.com/(x)> (((http://c.com/)))) http://d.com/&gt;'|urlize }}", "{{ 'http://a.com/verylongpath and www.short.com'|urlize(12) }}", "{{ 'x'|urlize('a') }}", "{{ 'http://a.com'|urlize(target='<', rel='nofollow') }}", "{{ 'a http://a.com'|urlize(rel=5) }}", "{{ 'a'|urlize(extra_schemes=[1]) }}", "{{ 'tel:1 a:b'|urlize(extra_schemes=['tel:', 'a://']) }}",
]


def expected(template):
    try:
        text = compile_template(template).render(**json.loads(json.dumps(CONTEXT)))
    except Exception as error:
        return f"!{type(error).__name__}"
    return re.sub(r"(0x)[0-9a-f]{6,}", r"\g<1>000000000000", text, flags=re.IGNORECASE)


def written(part):
    if not isinstance(part, (dict, list)):
        return json.dumps(part)
    if isinstance(part, list):
        return "[\n" + ",\n".join(json.dumps(item) for item in part) + "]"
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(item)}" for key, item in part.items()) + "}"


# Long values say nothing new but to what breaks lines, cuts or looks for links: of the other calls they are not asked (null).
SPECIAL = {
    "long": ["pprint", "tojson(indent", "truncate", "wordwrap", "list", "length", "first"],
    "links": ["urlize", "truncate", "wordwrap", "title", "striptags", "urlencode", "wordcount"],
    "html|escape": ["striptags", "escape", "forceescape", "e", "safe", "string", "replace", "upper", "indent(", "join", "center(20)", "urlize", "tojson", "first", "trim", "truncate", "xmlattr"],
    "users": ["map(", "select", "reject", "sort", "groupby", "join", "sum", "min", "max", "unique", "first", "last", "batch(", "slice(", "tojson", "pprint", "list", "length", "reverse"],
    "text": ["indent", "wordwrap", "wordcount", "truncate", "title", "capitalize", "upper", "lower", "replace", "tojson", "pprint", "urlencode", "urlize", "striptags", "trim", "length", "center(20)", "reverse", "escape", "list"],
}


def is_asked(value, call):
    return value not in SPECIAL or any(call.startswith(name) for name in SPECIAL[value])


if __name__ == "__main__":
    answers = {
        "script": "filters.oracle.py",
        "python": platform.python_version(),
        "jinja2": jinja2.__version__,
        "transformers": transformers.__version__,
        "context": CONTEXT,
        "values": VALUES,
        # For each call, what it gives for each of the values, printed within a list; "!" before the name of an exception.
        "calls": {call: [expected("{{ [(%s)|%s] }}" % (value, call)) if is_asked(value, call) else None for value in VALUES] for call in CALLS},
        "templates": [{"template": template, "expected": expected(template)} for template in HAND],
    }
    with open("filters.oracle.json", "w", encoding="ascii") as file:
        # One line for each call, so that a change of one shows as one.
        file.write("{" + ",\n".join(f"{json.dumps(name)}: {written(part)}" for name, part in answers.items()) + "}\n")
