"""Writes tests.oracle.json: what each test says of each value, as transformers' chat templates have them.

Run in this folder with transformers and Jinja2 3.1.6: python tests.oracle.py
"""

import json
import platform

import jinja2
import transformers
from transformers.utils.chat_template_utils import _cached_compile_jinja_template as compile_template

CONTEXT = {
    "text": "Hello", "lowered": "abc é1", "uppered": "ABC-É", "list": [1, "a", [2], {"a": 1}], "mapping": {"a": 1, "b": [2]}, "number": 7, "large": 1000,
    "half": 2.5, "yes": True, "nothing": None, "infinity": "inf",
}
VALUES = [
    '""', "text", "lowered", "uppered", '"ǅ"', '"%d"', '"trim"', '"in"', '"<"|safe', "text|escape", "0", "1", "number", "-3", "large", "12345678901234567890123", "half",
    "4.0", "-1.0", "infinity|float", "true", "false", "none", "yes", "nothing", "[]", "list", "mapping", "{}", "()", '("a", 1)', 'list|map("string")', "range(3)", "mapping.keys()",
    "mapping.items()", "text.upper", "range", "dict", "namespace", "namespace(a=1)", "cycler(1)", "joiner()", "joiner", "nope", "mapping.nope", 'text.encode()', "list|reverse", "raise_exception",
]
CALLS = [
    "odd", "even", "divisibleby 3", "divisibleby(0)", 'divisibleby("a")', "divisibleby(num=2)", "divisibleby", "divisibleby(2.5)", "defined", "defined(1)", "undefined", "filter", "test", "none", "boolean",
    "false", "true", "integer", "float", "lower", "upper", "string", "mapping", "number", "sequence", "iterable", "callable", "callable(1)", "callable(x=1)", "sameas(true)", "sameas(none)", "sameas(1)", "sameas",
    "sameas(text)", "sameas(list)", "sameas(other=nothing)", "escaped", 'in("abc")', 'in([1, "Hello", none, 4])', 'in({"abc é1": 1, 1: 2})', "in(5)", "in(seq=range(5))", "in", "eq(1)", "eq", "eq(1, 2)", "eq(a=1)", "equalto(true)",
    "ne(none)", "ne(nope)", "eq(nope)", "gt(1)", "gt(nope)", 'greaterthan("H")', "ge(2.5)", "lt(5)", "lessthan([])", "le(1)", "le(())", "not odd", "not defined",
]
HAND = [
    "{% for test in ['==', '!=', '<', '<=', '>', '>=', 'eq', 'lessthan'] %}{{ [1, 2, 2.0, 3]|select(test, 2)|list }}{% endfor %}", "{{ [1]|select('==')|list }}", "{{ [1]|select('<', 'a')|list }}", "{{ [1]|select('==', a=1)|list }}",
    "{{ text is sameas text }}{{ list is sameas list }}{{ mapping is sameas mapping }}{{ list is sameas [] }}{{ text is sameas 'Hello' }}{{ large is sameas large }}{{ large is sameas 1000 }}{{ number is sameas 7 }}",
    "{{ half is sameas half }}{{ nothing is sameas none }}{{ yes is sameas true }}{{ 1 is sameas true }}{{ [] is sameas [] }}{{ nope is sameas nope }}",
    "{{ 'nope' is filter }}{{ 'tojson' is filter }}{{ [] is filter }}", "{{ {} is test }}", "{{ 1 is test }}{{ none is filter }}{{ 'equalto' is test }}{{ '==' is test }}",
    "{% macro m() %}{{ caller is defined }}{% endmacro %}{{ m is callable }}{{ m() }}", "{{ caller is callable }}{{ loop is defined }}",
    "{% for x in [1] %}{{ loop is iterable }}{{ loop is sequence }}{{ loop is callable }}{{ loop is mapping }}{% endfor %}",
    "{{ 5 is divisibleby 2 and 4 is divisibleby 2 }}{{ 1 is in [1] and 2 is not in [1] }}", "{{ x is nosuchtest }}", "{{ ('a' is string) ~ (1 is number) }}",
]


def expected(template):
    try:
        return compile_template(template).render(**json.loads(json.dumps(CONTEXT)))
    except Exception as error:
        return f"!{type(error).__name__}"


answers = {
    "script": "tests.oracle.py",
    "python": platform.python_version(),
    "jinja2": jinja2.__version__,
    "transformers": transformers.__version__,
    "context": CONTEXT,
    "values": VALUES,
    "calls": {call: [expected("{{ (%s) is %s }}" % (value, call)) for value in VALUES] for call in CALLS},
    "templates": [{"template": template, "expected": expected(template)} for template in HAND],
}


def written(part):
    if not isinstance(part, (dict, list)):
        return json.dumps(part)
    if isinstance(part, list):
        return "[\n" + ",\n".join(json.dumps(item) for item in part) + "]"
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(item)}" for key, item in part.items()) + "}"


with open("tests.oracle.json", "w", encoding="ascii") as file:
    file.write("{" + ",\n".join(f"{json.dumps(name)}: {written(part)}" for name, part in answers.items()) + "}\n")
