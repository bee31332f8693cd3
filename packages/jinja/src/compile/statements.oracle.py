"""Writes statements.oracle.json: what templates print that turn on scopes, loops, macros and blocks, as transformers compiles them.

Run in this folder with transformers and Jinja2 3.1.6: python statements.oracle.py
"""

import copy
import json
import platform

import jinja2
import transformers
from transformers.utils.chat_template_utils import _cached_compile_jinja_template as compile_template

CONTEXT = {
    "x": "context",
    "numbers": [1, 2, 3],
    "pairs": [["a", 1], ["b", 2]],
    "none": None,
    "users": [{"name": "Al", "tags": ["s", "t"]}, {"name": "Bo"}],
    "tree": [{"n": 1, "of": [{"n": 2, "of": [{"n": 3}]}, {"n": 4}]}, {"n": 5}],
    "html": "<b>",
    "yes": True,
    "add_generation_prompt": True,
}
TEMPLATES = {
    "names": [
        "{{ nope }}|{{ x }}|{{ nope.y }}", "{{ x }}{% set x = 1 %}{{ x }}", "{% if nope %}{% set x = 1 %}{% endif %}{{ x }}",
        "{% if yes %}{% set x = 1 %}{% endif %}{{ x }}", "{% if nope %}{% set y = 1 %}{% elif yes %}{% set y = 2 %}{% else %}{% set z = 3 %}{% endif %}{{ y }}{{ z }}",
        "{% set x = x ~ 1 %}{{ x }}", "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set a, (b, c) = 1, (2, 3) %}{{ a }}{{ b }}{{ c }}",
        "{% set a, b = 1 %}", "{% set a, b = [1] %}", "{% set a, b = [1, 2, 3] %}", "{% set a, b = 'xy' %}{{ b }}{{ a }}", "{% set a, b = nope %}",
        "{% set a, b = none %}", "{% set a, b = {'k': 1, 'l': 2} %}{{ a }}{{ b }}", "{% set a.b = 1 %}", "{% set x.b = 1 %}",
        "{% set ns = namespace(a=1) %}{% set ns.a = ns.a + 1 %}{{ ns.a }}{{ ns.b }}", "{% set ns = namespace() %}{% set ns.a, ns.b = 1, 2 %}{{ ns.a }}{{ ns.b }}",
        "{% set ns = namespace() %}{% set ns._a = 1 %}", "{% set ns = namespace(_a=1) %}", "{% set ns = namespace() %}{% set ns.a %}text{% endset %}{{ ns.a }}",
        "{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}", "{% set loop = 1 %}{{ loop }}", "{% set true = 1 %}", "{% set caller = 1 %}{{ caller }}",
        "{{ none }}", "{{ range }}{% set range = 1 %}", "{% if yes %}{{ y }}{% set y = 1 %}{% endif %}{{ y }}", "{% set range = 5 %}{{ range }}", "{{ self }}",
        "{{ x if yes }}{{ x if nope }}{{ (x if nope).y }}", "\n\n{{ (x if nope).y }}", "{{ (-1) ** (false|int) }}{{ (-1) ** numbers[1] }}{{ (-1) ** ('ab'|length) }}{{ (-1) ** ([1, 2]|map('int')|list|length) }}", "{{ (-1) ** (2 if true else 1) }}{{ (-1) ** ('ab' is string|int) }}{{ (-1) ** [4][0] }}{{ (-1) ** {'a': 4}.a }}{{ (-1) ** (range(4)|length) }}{{ (-1) ** (('ab' ~ 'cd')|length) }}{{ (-1) ** (x|length) }}",
        "{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ 3 > 2 > nope }}", "{{ 1 == 1 != 2 }}",
        "{{ nope and nope.y }}{{ yes or nope.y }}", "{{ not nope }}{{ not x == x }}", "{{ 1 and 2 }}{{ 0 or '' }}|{{ '' or none }}", "{{ x ~ 1 ~ none ~ nope ~ 2.0 }}",
        "{{ (1,) }}{{ () }}{{ (1, 'a') }}{{ [1, [x]] }}{{ {'a': 1, 1: x} }}", "{{ {[]: 1} }}", "{{ numbers[1:] }}{{ numbers[:-1] }}{{ numbers[::-1] }}{{ x[1:3] }}",
        "{{ numbers[nope] }}|{{ numbers[9] }}|{{ numbers['a'] }}|{{ users[0]['tags'][1] }}", "{{ nope[1:] }}", "{{ numbers[::0] }}", "{{ users[0].nope.x }}",
        "{{ users[0]['nope']['x'] }}", "{{ users[0][1].x }}", "{{ x.y.z }}", "{{ numbers.y.z }}", "{{ none.y }}|", "{{ none.y.z }}", "{{ users.0.name }}", "{{ x() }}", "{{ nope() }}",
        "{{ users[0].name() }}", "{{ numbers.append(4) }}", "{{ numbers['append'](4) }}", "{{ users[0].update({'a': 1}) }}", "{{ ''.__class__ }}|", "{{ ''.__class__.x }}",
        "{{ {'items': 1}.items }}", "{{ {'items': 1}['items'] }}", "{{ {'a': 1}['keys'] is callable }}", "{{ users[0]['__class__'] }}|", "{{ users[0]['__class__'].x }}",
        "{{ nope + 1 }}", "{{ 1 + nope }}", "{{ nope ~ 1 }}", "{{ -nope }}", "{{ nope == nope2 }}{{ nope != 1 }}{{ nope in [nope2] }}", "{{ nope < 1 }}", "{{ 'a' in nope }}", "{{ nope in 'a' }}",
        "{{ nope|length }}{{ nope|list }}{{ nope|upper }}", "{% for c in nope %}{{ c }}{% else %}none{% endfor %}", "{{ namespace(a=1, **{'b': 2}).b }}", "{{ dict(a=1, **{'a': 2}) }}",
        "{{ dict(**nope) }}", "{{ dict(**1) }}", "{{ range(*[1, 3])|list }}", "{{ range(*1) }}", "{{ dict(a=1, a=2) }}", "{{ range(1, *[3])|list }}", "{{ x.upper(*nope) }}", "{{ 'a,b'.split(*[','], **{'maxsplit': 1}) }}",
    ],
    "loops": [
        "{% for n in numbers %}{% set y = n %}{{ y }}{% endfor %}{{ y }}|{{ n }}", "{% for n in numbers %}{{ y }}{% set y = n %}{% endfor %}",
        "{% set y = 0 %}{% for n in numbers %}{{ y }}{% set y = n %}{{ y }}{% endfor %}{{ y }}", "{% for n in numbers %}{% if y is defined %}{{ y }}{% endif %}{% set y = n %}{% endfor %}",
        "{% for n in numbers %}{{ x }}{% set x = n %}{{ x }},{% endfor %}{{ x }}", "{% for x in numbers %}{{ x }}{% endfor %}{{ x }}", "{% for n in numbers %}{% if n == 2 %}{% set x = n %}{% endif %}{{ x }}{% endfor %}",
        "{% for n in numbers %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }}|{% endfor %}",
        "{% for n in numbers %}{{ loop.previtem }}-{{ loop.nextitem }}|{% endfor %}", "{% for n in numbers %}{{ loop.previtem.x }}{% endfor %}", "{% for n in numbers %}{{ loop.nextitem.x }}{% endfor %}",
        "{% for n in [1] %}{{ loop.previtem.x }}{% endfor %}", "{% for n in [1] %}{{ loop.nextitem.x }}{% endfor %}", "{% for n in [1] %}{{ loop.nope.x }}{% endfor %}",
        "{% for a, b in pairs if b %}{{ loop.previtem }}{{ loop.nextitem }}{% endfor %}", "{% for a, (b, c) in [[1, [2, 3]], [4, [5, 6]]] if a %}{{ loop.nextitem }}{% endfor %}",
        "{% for a, a in pairs if a %}{{ a }}{{ loop.previtem }}{{ loop.nextitem }}{% endfor %}", "{% for a in pairs if a %}{{ loop.nextitem }}{% endfor %}", "{% for n in numbers %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% for n in [1, 1, 2, 2, 1] %}{{ loop.changed(n) }}{% endfor %}", "{% for n in [1, 2] %}{{ loop.changed() }}{{ loop.changed(1, n) }}{% endfor %}", "{% for n in numbers %}{{ loop.cycle() }}{% endfor %}",
        "{% for n in numbers %}{{ loop }}{{ loop|length }}{% endfor %}", "{% for n in numbers %}{{ loop() }}{% endfor %}", "{% for n in numbers %}{{ loop.index }}{% for m in numbers %}{{ loop.index }}{% endfor %}{% endfor %}",
        "{% for n in numbers %}{% set outer = loop %}{% for m in [8, 9] %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}", "{{ loop }}{% for n in numbers %}{% endfor %}{{ loop }}|{{ loop.index }}",
        "{% for n in numbers %}{% else %}{{ loop }}{% endfor %}", "{% for n in [] %}a{% else %}b{{ loop }}{% endfor %}", "{% for n in [] %}{% else %}{% set y = 1 %}{{ y }}{% endfor %}{{ y }}",
        "{% for n in numbers %}{% break %}{% else %}else{% endfor %}", "{% for n in numbers %}{% continue %}{% else %}else{% endfor %}", "{% for n in numbers %}{{ n }}{% if n == 2 %}{% break %}{% endif %}.{% else %}else{% endfor %}",
        "{% for n in numbers %}{% if n == 2 %}{% continue %}{% endif %}{{ n }}{{ loop.index }}{% endfor %}", "{% for n in numbers %}{% for m in numbers %}{% if m == 2 %}{% break %}{% endif %}{{ m }}{% else %}e{% endfor %}{{ n }}{% endfor %}",
        "{% for n in numbers %}{% for m in [] %}{% else %}{% break %}{% endfor %}{{ n }}{% endfor %}end", "{% break %}", "{% if yes %}{% continue %}{% endif %}", "{% for n in [] %}{% else %}{% break %}{% endfor %}",
        "{% for n in numbers %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}", "{% for n in numbers %}{% generation %}{% continue %}{% endgeneration %}{% endfor %}",
        "{% for n in numbers %}{% filter upper %}a{{ n }}{% if n == 2 %}{% break %}{% endif %}{% endfilter %}{% endfor %}", "{% for n in numbers %}{% set y %}a{{ n }}{% if n == 2 %}{% continue %}{% endif %}{% endset %}{{ y }}{% endfor %}",
        "{% for n in numbers if n != 2 %}{{ n }}{{ loop.index }}{{ loop.length }}{{ loop.last }}|{% endfor %}", "{% for n in numbers if nope %}{% else %}none{% endfor %}", "{% for n in numbers if n > y %}{{ n }}{% endfor %}",
        "{% set y = 1 %}{% for n in numbers if n > y %}{{ n }}{% set y = 5 %}{% endfor %}", "{% for n in numbers if loop.index > 1 %}{{ n }}{% endfor %}", "{% for k, v in pairs if v > 1 %}{{ k }}{{ v }}{{ loop.index }}{% endfor %}",
        "{% set ns = namespace(m=1) %}{% for n in numbers if n > ns.m %}{{ n }}{% set ns.m = 2 %}{% endfor %}", "{% set ns = namespace(m=1) %}{% for n in numbers if n > ns.m %}{{ n }}{{ loop.last }}{% set ns.m = 2 %}{% endfor %}",
        "{% for k, v in pairs %}{{ k }}{{ v }}{% endfor %}", "{% for k, v in numbers %}{{ k }}{% endfor %}", "{% for a, b in ['xy', 'z'] %}{{ a }}{{ b }}{% endfor %}", "{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}",
        "{% for k in {'a': 1, 'b': 2} %}{{ k }}{{ loop.length }}{% endfor %}", "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{{ loop.length }}{% endfor %}", "{% for c in 'aé🦙' %}{{ c }}{{ loop.length }}{{ loop.last }}{% endfor %}",
        "{% for n in 5 %}{% endfor %}", "{% for n in none %}{% endfor %}", "{% for n in nope.x %}{% endfor %}", "{% for n in numbers|map('string') %}{{ n }}{{ loop.length }}{{ loop.revindex }}{% endfor %}",
        "{% for n in numbers|map('string') %}{{ n }}{{ loop.last }}{{ loop.nextitem }}{% endfor %}", "{% set g = numbers|map('string') %}{% for n in g %}{{ n }}{% break %}{% endfor %}{% for n in g %}{{ n }}{% endfor %}",
        "{% for n in tree recursive %}{{ n.n }}{{ loop.depth }}{% if n.of %}({{ loop(n.of) }}){% endif %}{% endfor %}", "{% for n in tree recursive %}{{ n.n }}[{{ loop(n.of or []) }}]{% else %}-{% endfor %}",
        "{% for n in tree if n.n != 4 recursive %}{{ n.n }}{{ loop.index }}{{ loop.last }}{% if n.of %}({{ loop(n.of) }}){% endif %}{% endfor %}", "{% set y = 0 %}{% for n in tree recursive %}{{ y }}{% set y = n.n %}{% if n.of %}({{ loop(n.of) }}){% endif %}{{ y }}{% endfor %}{{ y }}",
        "{% for n in numbers %}{% for m in tree recursive %}{% break %}{% endfor %}{{ n }}{% endfor %}", "{% for n in numbers %}{% for m in [] recursive %}{% else %}{% break %}{% endfor %}{% endfor %}",
        "{% for n in tree recursive %}{{ loop(nope) }}{{ n.n }}{% endfor %}", "{% for n in tree recursive %}{{ loop() }}{% endfor %}", "{% for n in tree recursive %}{{ loop(1) }}{% endfor %}",
        "{% for loop in numbers %}{{ loop }}{% endfor %}", "{% for n in numbers %}{% set loop = n %}{% endfor %}", "{% for n in numbers %}{% for loop in numbers %}{% endfor %}{% endfor %}", "{% for n in numbers %}{% with loop = 5 %}{{ loop }}{% endwith %}{% endfor %}",
        "{% for n in numbers %}{{ loop.index }}{% set ns = namespace(l=loop) %}{% if loop.last %}{{ ns.l.index }}{% endif %}{% endfor %}", "{% for a, a in pairs %}{{ a }}{% endfor %}", "{% for n in numbers[1:] %}{{ n }}{% endfor %}", "{% for n in range(3) %}{{ n }}{{ loop.length }}{% endfor %}",
        "{% for n in [] %}{{ n }}{% endfor %}", "{% for n in numbers %}{{ loop['index'] }}{{ loop['nope'] }}{% endfor %}", "{% for n in numbers %}{{ loop.first and loop.last }}{% endfor %}",
    ],
    "macros": [
        "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(b=4, a=5) }}{{ m() }}", "{% macro m(a) %}{{ a.x }}{% endmacro %}{{ m() }}", "{% macro m() %}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(b=1) }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}", "{% macro m(a) %}{{ varargs }}{{ kwargs }}{{ a }}{% endmacro %}{{ m(1, 2, 3, k=4) }}{{ m() }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}", "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}in{{ x }}{% endcall %}", "{% macro m() %}{{ caller(1, b=2) }}{% endmacro %}{% call(a, b, c=3) m() %}{{ a }}{{ b }}{{ c }}{% endcall %}",
        "{% macro m() %}none{% endmacro %}{% call m() %}in{% endcall %}", "{% macro m(caller=1) %}{{ caller }}{% endmacro %}{{ m() }}", "{% macro m(caller) %}{{ caller }}{% endmacro %}", "{% macro m(a, caller=none) %}{{ caller is none }}{% endmacro %}{{ m(1) }}{% call m(1) %}{% endcall %}",
        "{% macro m() %}{{ y }}{% endmacro %}{% set y = 1 %}{{ m() }}{% set y = 2 %}{{ m() }}", "{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% set x = 1 %}{{ m() }}", "{% macro m() %}{{ n }}{% endmacro %}{% for n in numbers %}{{ m() }}{% endfor %}",
        "{% set ns = namespace() %}{% for n in numbers %}{% set y = n %}{% macro m() %}[{{ y }}]{% endmacro %}{{ m() }}{% set ns.m = m %}{% endfor %}{{ ns.m() }}", "{% for n in numbers %}{% macro m() %}{{ x }}{% endmacro %}{{ x }}{{ m() }}{% endfor %}",
        "{% for n in numbers %}{% macro m() %}{{ n }}{{ loop.index }}{% endmacro %}{{ m() }}{% endfor %}{{ m }}", 
        "{% set ns = namespace() %}{% for n in numbers %}{% macro m() %}[{{ n }}]{% endmacro %}{% set ns.m = m %}{% endfor %}{% for n in 'z' %}{{ ns.m() }}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ n }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "{% macro m() %}{% set y = 1 %}{{ y }}{% endmacro %}{{ m() }}{{ y }}", "{% set y = 0 %}{% macro m() %}{{ y }}{% set y = 1 %}{{ y }}{% endmacro %}{{ m() }}{{ y }}",
        "{% macro m(a, b=a) %}{{ b }}{% endmacro %}{{ m(1) }}", "{% macro m(a=b, b=1) %}{{ a }}{% endmacro %}{{ m() }}", "{% set d = 1 %}{% macro m(a=d) %}{{ a }}{% endmacro %}{% set d = 2 %}{{ m() }}", "{% macro m(a=x) %}{{ a }}{% endmacro %}{{ m() }}{{ m(none) }}",
        "{{ m() }}{% macro m() %}{% endmacro %}", "{% if yes %}{% macro m() %}y{% endmacro %}{% endif %}{{ m() }}", "{% macro m(a, b) %}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}{{ m.nope }}|{{ m }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1) ~ m(2) }}{{ m(1)|length }}{{ m(' a ')|trim }}|", "{% macro o() %}{% macro i() %}{{ x }}{{ y }}{% endmacro %}{% set y = 1 %}{{ i() }}{% endmacro %}{{ o() }}", "{% macro m() %}{% for n in numbers %}{{ n }}{% endfor %}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}{{ a() }}{% endmacro %}{% macro f() %}f{% endmacro %}{{ m(f) }}", "{% call x() %}{% endcall %}", "{% call nope() %}{% endcall %}", "{% call dict() %}{% endcall %}", "{% call 'a,b'.split(',') %}{% endcall %}",
        "{% macro m(*args) %}{% endmacro %}", "{% macro m(a, a) %}{% endmacro %}", "{% macro m(a=1, b) %}{% endmacro %}", "{% macro m() %}{% set caller = 1 %}{{ caller }}{% endmacro %}{{ m() }}", "{% macro m() %}{{ m }}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*[1]) }}{{ m(**{'a': 2}) }}", "{% macro outer() %}{% call inner() %}{{ caller is defined }}{% endcall %}{% endmacro %}{% macro inner() %}({{ caller() }}){% endmacro %}{{ outer() }}",
        "{% macro m() %}{{ caller(5) }}{% endmacro %}{% for n in numbers %}{% call(k) m() %}{{ k }}{{ n }}{{ loop.index }}{% endcall %}{% endfor %}", "{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(a=1) }}",
        "{% macro m(a) %}{% set a = a ~ '!' %}{{ a }}{% endmacro %}{{ m('x') }}", "{% macro _p() %}p{% endmacro %}{{ _p() }}", "{% macro m() %}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}{{ m(1, 2, z=1) }}", "{% macro m(a) %}{{ a is defined }}{{ a is none }}{% endmacro %}{{ m() }}{{ m(none) }}",
        "{% set ns = namespace(i=0) %}{% macro m() %}{% set ns.i = ns.i + 1 %}{{ ns.i }}{% endmacro %}{{ m() }}{{ m() }}{{ ns.i }}", "{{ [1, 2]|map('m') }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(m) }}{{ m == m }}",
    ],
    "blocks": [
        "{% set y %}a{{ x }}{% endset %}{{ y }}{{ y|length }}", "{% set y | upper | trim %} a{{ x }} {% endset %}{{ y }}", "{% set y %}{% set z = 1 %}{{ z }}{% endset %}{{ y }}{{ z }}", "{% set a, b %}xy{% endset %}{{ b }}{{ a }}",
        "{% set y = 1 %}{% set y %}{{ y }}2{% endset %}{{ y }}", "{% set y | length %}abc{% endset %}{{ y + 1 }}", "{% filter upper %}a{{ x }}{% set y = 1 %}{{ y }}{% endfilter %}{{ y }}", "{% filter replace('a', x) | upper %}banana{% endfilter %}",
        "{% filter length %}abc{% endfilter %}", "{% with %}{% set y = 1 %}{{ y }}{% endwith %}{{ y }}", "{% with a = 1, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}", "{% set a = 5 %}{% with a = 1, b = a %}{{ a }}{{ b }}{% set a = 2 %}{{ a }}{% endwith %}{{ a }}",
        "{% with a, b = (1, 2) %}{{ a }}{{ b }}{% endwith %}", "{% with x = x ~ 1 %}{{ x }}{% endwith %}{{ x }}", "{% generation %}a{% set y = 1 %}{{ y }}{% endgeneration %}{{ y }}", "{% for n in numbers %}{% generation %}{{ n }}{{ loop.index }}{% endgeneration %}{% endfor %}",
        "{% set y = 1 %}{% generation %}{{ y }}{% set y = 2 %}{{ y }}{% endgeneration %}{{ y }}", "{% macro m() %}{% generation %}{{ caller }}{{ kwargs }}{{ varargs }}{% endgeneration %}{{ caller() }}{% endmacro %}{% call m() %}c{% endcall %}",
        "{% generation %}{{ caller() }}{% endgeneration %}", "{% block b %}{{ x }}{{ y }}{% endblock %}", "{% set y = 1 %}{% block b %}{{ y }}{% set y = 2 %}{{ y }}{% endblock %}{{ y }}", "{% for n in numbers %}{% block b %}{{ n }}{{ x }}{% endblock %}{% endfor %}",
        "{% for n in numbers %}{% block b scoped %}{{ n }}{{ loop.index }}{% endblock %}{% endfor %}", "{% block b %}a{% block c %}b{% endblock %}{% endblock %}", "{% block b %}{% endblock %}{% block b %}{% endblock %}", "{% block b %}1{% endblock %}{{ self.b() }}{{ self.nope }}|",
        "{% block b %}{{ super() }}{% endblock %}", "{% block b %}{{ super }}{% endblock %}|", "{% block b required %}{% endblock %}", "{% if nope %}{% set y = 1 %}{% endif %}{% block b %}{{ y }}{% endblock %}", "{% macro m() %}m{% endmacro %}{% block b %}{{ m() }}{% endblock %}",
        "{% block b %}{% macro m() %}{{ x }}{{ y }}{% endmacro %}{{ m() }}{% endblock %}{% set y = 1 %}{{ self.b() }}", "{% set y %}{% block b %}in{% endblock %}{% endset %}[{{ y }}]", "{% for n in numbers %}{% set y = n %}{% block b %}{{ y }}{% endblock %}{% endfor %}",
        "{% autoescape true %}{{ html }}{{ html|safe }}{{ '<' }}<{% endautoescape %}{{ html }}", "{% autoescape yes %}{{ html }}{{ html ~ '<' }}{% endautoescape %}{{ html }}", "{% autoescape true %}{% set y %}<{{ html }}{% endset %}{{ y }}{% endautoescape %}{{ y|default('out') }}",
        "{% macro m(a) %}<{{ a }}>{% endmacro %}{% autoescape true %}{{ m(html) }}{% endautoescape %}{{ m(html) }}", "{% autoescape true %}{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(html) }}{% endautoescape %}", "{% autoescape true %}{% filter upper %}{{ html }}{% endfilter %}{{ (html ~ '<')|length }}{% endautoescape %}",
        "{% autoescape true %}{% for n in tree recursive %}<{{ loop(n.of or []) }}>{{ html }}{% endfor %}{% endautoescape %}", "{% autoescape nope %}{{ html }}{% endautoescape %}", "{% autoescape true %}{% set q = 1 %}{% endautoescape %}{{ q }}", "{% autoescape true %}{{ [html] }}{{ 1 }}{{ none }}{{ nope }}{% endautoescape %}",
        "{{ html|escape }}{{ html|e ~ html }}{{ html|e + html }}", "{% set y = html|safe %}{{ y + html }}{{ html + y }}{{ y ~ html }}",
        "a{% extends 'b' %}", "{% if nope %}{% extends 'b' %}{% endif %}a", "{% for n in numbers %}{% extends 'b' %}{% endfor %}", "{% include 'b' %}", "{% include 'b' ignore missing %}", "{% include [] ignore missing %}a", "{% import 'b' as c %}", "{% if nope %}{% import 'b' as c %}{% endif %}{{ c }}",
        "{% from 'b' import c, d as e %}", "{% if nope %}{% from 'b' import c %}{% endif %}{{ c }}a", "{% include nope.x %}", "{{ 1|nope }}", "{% if nope %}{{ 1|nope }}{% endif %}a", "{% if yes %}{{ 1|nope }}{% endif %}a", "{{ 1|nope if nope }}a", "{{ 1|nope if yes }}", "{{ 1 is nope }}",
        "{% if nope %}{{ 1 is nope }}{% endif %}a", "{% if 1 is nope %}{% endif %}", "{% if nope %}{% for n in numbers %}{{ n|nope }}{% endfor %}{% endif %}", "{% filter nope %}{% endfilter %}", "{% set y|nope %}{% endset %}", "{% if nope %}{% macro m() %}{{ 1|nope }}{% endmacro %}{% endif %}", "a",
        "{% if add_generation_prompt is defined %}{{ add_generation_prompt }}{% endif %}{% set add_generation_prompt = false %}{{ add_generation_prompt }}{% macro m() %}{{ add_generation_prompt }}{% endmacro %}{{ m() }}", "{{ add_generation_prompt == true }}{{ add_generation_prompt|string }}{{ [add_generation_prompt] }}",
        "{% if not add_generation_prompt is undefined %}{% set add_generation_prompt = 5 %}{% endif %}{{ add_generation_prompt }}", "{% block b scoped %}{{ add_generation_prompt }}{% endblock %}", "{{ raise_exception('no ' ~ x) }}", "{{ '%s' % x }}{{ '{}'.format(x) }}", "{% raw %}{{ x }}{% endraw %}", "{{ cycler('a', 'b').next() }}",
        "{% set j = joiner() %}{{ j() }}a{{ j() }}b", "{% set c = cycler(1, 2) %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.current }}", "{{ x['upper']() }}", "{{ users|map(attribute='name')|join(',') }}{{ users|selectattr('tags')|list }}",
    ],
}


def outcome(template):
    try:
        return {"text": compile_template(template).render(**copy.deepcopy(CONTEXT))}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


answers = {
    "script": "statements.oracle.py",
    "python": platform.python_version(),
    "jinja2": jinja2.__version__,
    "transformers": transformers.__version__,
    "context": CONTEXT,
    "cases": [{"about": about, "template": template, **outcome(template)} for about, templates in TEMPLATES.items() for template in templates],
}
with open("statements.oracle.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump(answers, file, indent=2, ensure_ascii=False)
    file.write("\n")
