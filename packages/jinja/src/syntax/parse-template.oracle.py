"""Writes parse-template.oracle.json: the trees and errors that Jinja2 makes of the sources below, one group after the other.

Run in this folder, with jinja2 3.1.6: python3 parse-template.oracle.py
"""

import json
import platform

import jinja2
from jinja_tree import make_environment, read

# One expression between two ` | `.
EXPRESSIONS = r"""
a | _x | true | True | false | none | None | null | é | x² | ² | ªb | ਾ | aਾ | 𝒳 | a·b | if | not | in | is | else | loop | self
1 | 0 | 00 | 0_0 | 01 | 1_0 | 1__0 | 1_ | _1 | 0x1F | 0XfF | 0x_f | 0x | 0o17 | 0O7 | 0o8 | 0b101 | 0B_1 | 0b2 | 123456789012345678901234567890 | 9007199254740991 | 9007199254740993
0xFFFFFFFFFFFFFFFFFFFF | 1٢ | 1٠٩ | 1𝟗𝟘𝟡 | ٢ | 0x٢ | ٢.٥ | 1.5 | 1.0 | 2.50e3 | 1e3 | 1E-7 | 1e+5 | 1e400 | 1_0.2_5e1_0 | 1. | .5 | 1.e5 | 1e | 1.5.2 | 00.5 | 1__0.5 | 1.2_ | 0.1e | 5e-324
'a' | "a" | '' | 'it''s' | 'a' "b" 'c' | 'a\'b' | "a\"b" | 'a"b' | 'é' | '😀' | '}}' | '%}' | '{{ x }}' | '{# x #}' | '\n\r\t\a\b\f\v' | '\\' | '\\n' | '\d\ \q' | '\0' | '\7' | '\101' | '\400' | '\777' | '\1234'
'\x41' | '\x4' | '\x' | '\xg1' | '\u00e9' | '\u00e' | '\u' | '\U0001f600' | '\U0001f60' | '\U00110000' | '\ud83d' | '\N' | '\N{' | '\N{}' | '\é' | '\😀' | '\x4é' | '\u00e😀' | '\1é' | 'a | "a | 'a\' | 'a"
(a) | () | (a,) | (a, b) | (a, b,) | (,) | (a b) | (a | a) | ((a)) | (a, (b, c)) | a, b | a, | , a | [] | [a] | [a,] | [a, b] | [,] | [a b] | [a | {} | {a: b} | {'a': 1, 'b': 2,} | {a} | {a:} | {a, b} | {,} | {a: b c} | {1: {2: 3}} | {'a':{'b':{}}}
(] | [) | {) | ([)] | } | ) | ] | a) | {{}} | a.b | a.b.c | a . b | a.0 | a.0.1 | a.1_0 | a.1.5 | a.'b' | a. | a.b() | a.if | a.true | 1.a | 'a'.b | a[0] | a['b'] | a[b.c] | a[] | a[1, 2] | a[1,] | a[,] | a[1
a[:] | a[::] | a[1:] | a[:1] | a[1:2] | a[1:2:3] | a[::-1] | a[:2:] | a[1::3] | a[::3:] | a[:::] | a[1:::2] | a[1:2:3:4] | a[1:2, 3] | a[:, b] | a[x if y:z] | a[-1:] | a[b:c][d]
a() | a(b) | a(b,) | a(,) | a(b, c) | a(b c) | a(b=1) | a(b=1, c=2) | a(b=1, c) | a(*b) | a(**b) | a(*b, **c) | a(b, c=1, *d, **e) | a(*b, c=1) | a(*b, c) | a(*b, *c) | a(**b, c=1) | a(**b, c) | a(**b, **c) | a(**b, *c) | a(b=c=d) | a((b)=1) | a(b.c=1) | a(1=2) | a(b==1)
a(b=1, b=2) | a(class=1) | a(class=1, b=2, b=3) | a(true=1) | a(b()(c)) | a()() | a(b for b in c) | a(b if c) | a(b if c else d, e) | a(lambda: 1)
a|b | a|b|c | a | b | a|b() | a|b(1, c=2, *d, **e) | a|b.c | a|b . c | a|b.c.d(1) | a|b[0] | (a|b)[0] | a|b.0 | a|1 | a| | |a | a|'b' | a|b(c)(d) | a|b is c | a||b | -a|b | (-a)|b | -(a|b) | a + b|c | not a|b | a.b|c(d|e) | 1|b | 'a'|b ~ c | a|b==c | a|b(c=1, c=2) | a|not | a|if
a is b | a is not b | a is b.c | a is b() | a is b(1) | a is b(1, c=2, *d, **e) | a is b 3 | a is b 'c' 'd' | a is b 1.5 | a is b c | a is b c.d | a is b c[0] | a is b c(1) | a is b c|d | a is b [1, 2] | a is b {'c': 1} | a is b (1) | a is b -1 | a is b + 1 | a is b is c | a is b is not c | a is not not b | a is | a is not | a is 1 | a is b and c | a is b or c | a is b else c
a is b if c | a is b if c else d | d if a is b else c | a is b in c | a is b not in c | a is b not c | a is b true | a is b none | a is in b | a is in (b) | a is in [b] | a is not in b | a is not in(b) | a is eq 1 | a is true | a is none | a is not none | not a is b | not a is not b | (a is b) is c | a is b|c | a|b is c|d | a.b is c | a is b == c | -a is b | a is sameas true | a is b(c=1, c=2) | a is divisibleby 3 and b | a is b 1 2 | a is b.c 1
a + b | a - b | a * b | a / b | a // b | a % b | a ** b | a ~ b | a ~ b ~ c | a + b - c | a * b / c // d % e | a + b * c | (a + b) * c | a * b + c | a ~ b + c | a + b ~ c | a ~ b * c | a * b ~ c | 2 ** 3 ** 2 | -2 ** 2 | 2 ** -1 | - a | + a | - - a | --a | -+-a | a - -b | a--b | a+-b | -a.b | -a[0] | -a() | (-a).b | -1 | - 1 | -1.5 | 2 - 1 | 2 -1 | 2-1 | a* | *a | a + | a ** * b | a // / b | a & b | a ^ b | a ! b | a @ b | ~a | !a | a ; b | a = b | a := b | a ? b | a $ b | a ` b | a \ b
a == b | a != b | a < b | a <= b | a > b | a >= b | a in b | a not in b | a < b < c | a < b <= c == d | a in b in c | a not in b not in c | a == b in c | not a == b | not a in b | not (a in b) | a + b < c * d | a ~ b == c | a == not b | a == (not b) | a <> b | a =< b | a === b | a == | == a | a not b | a not | a in | a in not b | a is b == c | a == b is c | a not not in b | a < -b
a and b | a or b | not a | not not a | a and not b | a or not b | not a and b | not a or b | not (a and b) | a and b or c | a or b and c | a and (b or c) | a and b and c | a or b or c | a and | and a | a or | or a | a && b | a || b | a xor b | not | not and a | a and or b | a and b == c or d in e
a if b | a if b else c | a if b else c if d else e | a if b if c | a if b if c else d | (a if b else c) if d else e | a if b else (c if d else e) | a if (b if c else d) else e | a or b if c and d else not e | a if | a if b else | if a | a else b | a if else b | [a if b] | {a if b: c if d else e} | a, b if c | a if b, c | not a if not b else not c | a if b else c, d | a if b is c else d | a if b is none
"""

# How white space and text come out around tags.
SIGNS = [
    f"{before}{{%{left} if x {right}%}}{after}y{before}{{%{right} endif {left}%}}{after}"
    for left in ("", "-", "+") for right in ("", "-", "+") for before in ("  ", "a\n  ", "a  ") for after in ("\n\n b", "  \n b", " b")
]
VARIABLES = [f"{before}{{{{{left} x {right}}}}}{after}" for left in ("", "-", "+") for right in ("", "-", "+") for before in ("  ", "a\n\t ") for after in ("\n b", "  ")]
COMMENTS = [f"{before}{{#{left} x {right}#}}{after}" for left in ("", "-", "+") for right in ("", "-", "+") for before in ("  ", "a\n\t ", "{{ a }} ") for after in ("\n b", "\n\n", "  \n")]
RAW = [
    f"a\n  {{%{one} raw {two}%}}{inner}{{%{three} endraw {four}%}}\n b"
    for one in ("", "-", "+") for two in ("", "-") for three in ("", "-", "+") for four in ("", "-", "+") for inner in ("\n  {{ x }}\n  ", "{% x %}  ")
]
TEXTS = [
    "", "a", "\n", "\n\n", "a\n", "a\n\n", "\r", "\r\n", "a\r\n", "a\rb\r\nc\nd\r\r\n", " ", "{", "}", "{ {", "}}", "%}", "#}", "{ %", "{{", "{%", "{#", "{{ ", "{% ", "{# ", "{#}", "{#-#}", "{##}", "{#+#}", "{#-+#}", "{# #", "{#{#a#}#}",
    "{{}}", "{{ }}", "{{-}}", "{{--}}", "{{+}}", "{{ a", "{{ a }", "{{ a %}", "{% if a }}", "{{ a }}}", "{{{ a }}}", "{{{}}}", "{{ {} }}", "{{ {}}}", "{{ {'a': {}}}}", "{{-1}}", "{{+1}}", "{{- -1 -}}", "{{--1}}", "{{1-}}", "{{ 1 - }}", "{{ 1 -}}", "{{ (1 -}} ) }}", "{{ (}} }}",
    "{%%}", "{% %}", "{%-%}", "{%--%}", "{% - %}", "{% 1 %}", "{% 'if' %}", "{% if%}", "{%if a%}b{%endif%}", "{%-if a-%} b {%-endif-%}", "{% if a -%}\n\n b {%- endif %}", "{% if a: %}b{% endif %}", "{% if a :%}b{% else: %}c{% endif %}", "{% for a in b: %}{% endfor %}",
    "{% raw %}", "{% raw %}\n", "{% raw %} ", "{% raw %}a", "{% raw %}{% endraw %}", "{% raw %}{% endraw", "{% rawx %}", "{% raw x %}", "{%raw%}a{%endraw%}", "{% raw %}{% raw %}{% endraw %}{% endraw %}", "{% raw -%} {{ a }} {%- endraw %}", "{% endraw %}", "{%\nraw\n%}a{%\nendraw\n%}", "{% raw %}{# {% endraw %}", "{# {% raw %} #}{% endraw %}",
    "a{# b #}c", "a {#- b -#} c", "{# a\nb #}\nc", "{# {{ a }} {% b %} #}", "{# a", "a\n{# b\nc", "{#a#}{#b#}", "{% if a %}{# b #}\n{# c #}\nd{% endif %}", "  {# a #}  {# b #}\nc", "\x1c {% if a %}\x85{% endif %}", "\ufeff{% if a %}{% endif %}", "\u2028 {%- if a -%}\u3000b\u00a0{%- endif %}", " \x0b\x0c{% if a %} {% endif %}\n",
    "{{ a }}  {% if b %}  {% endif %}", "{{ a }}\n  {% if b %}\n  c\n  {% endif %}\n", "a {% if b %}\n", "{% if a %}\n\n{% endif %}\n\n", "{{ '{% if a %}' }}\n{% if \"%}\" %}b{% endif %}", "{% if a %}\r\n  b\r\n{% endif %}\r\n", "{{ 'a\r\nb\rc' }}", "{% set a = '\n' %}\n b", "{{ a\n}}\nb", "{{ a\n\n@ }}", "a\n{{ (\n] }}", "{{ 'é' }}@{{ @ }}", "{{ a # b }}", "{{ a #} }}", "{{ ' }}", '{{ "\'" }}', "{{ \u200b }}", "{{ \x00 }}", "{{ a\u00a0+\u3000b }}", "{{ a\ufeffb }}", "\x00",
]
STATEMENTS = r"""
{% if a %}b{% endif %}
{% if a %}b{% else %}c{% endif %}
{% if a %}b{% elif c %}d{% elif e %}f{% else %}g{% endif %}
{% if a, b %}{% endif %}
{% if a if b %}{% endif %}
{% if (a if b) %}{% endif %}
{% if %}{% endif %}
{% if a b %}{% endif %}
{% if a %}
{% if a %}{% else %}
{% if a %}{% else %}{% else %}{% endif %}
{% if a %}{% else %}{% elif b %}{% endif %}
{% if a %}{% endfor %}
{% if a %}{% for b in c %}{% endif %}{% endfor %}
{% if a %}{% else b %}{% endif %}
{% if a %}{% endif b %}
{% if a %}{% else if b %}{% endif %}
{% if a %}{% elseif b %}{% endif %}
{% if a %}{{ b }}{{ c }}d{% if e %}{% endif %}f{% endif %}
{% endif %}
{% else %}
{% elif a %}
{% foo %}
{% a.b %}
{% do a %}
{% trans %}{% endtrans %}
{% debug %}
{% set a = 1 %}{% foo %}
{% for a in b %}{% foo %}{% endfor %}
{% for a in b %}c{% endfor %}
{% for a in b %}c{% else %}d{% endfor %}
{% for a in b recursive %}{{ loop(a) }}{% endfor %}
{% for a in b if c %}{% endfor %}
{% for a in b if c recursive %}{% endfor %}
{% for a in b recursive if c %}{% endfor %}
{% for a in b if c if d else e %}{% endfor %}
{% for a in b if c else d %}{% endfor %}
{% for a in (b if c else d) %}{% endfor %}
{% for a, b in c %}{% endfor %}
{% for (a, b), c in d %}{% endfor %}
{% for (a, b) in c %}{% endfor %}
{% for a, in b %}{% endfor %}
{% for (a,) in b %}{% endfor %}
{% for () in b %}{% endfor %}
{% for a in b, c %}{% endfor %}
{% for a in b, %}{% endfor %}
{% for a in b, recursive %}{% endfor %}
{% for a in b, c recursive %}{% endfor %}
{% for a in %}{% endfor %}
{% for in a %}{% endfor %}
{% for a %}{% endfor %}
{% for %}{% endfor %}
{% for a of b %}{% endfor %}
{% for a.b in c %}{% endfor %}
{% for a[0] in c %}{% endfor %}
{% for [a, b] in c %}{% endfor %}
{% for 'a' in c %}{% endfor %}
{% for true in c %}{% endfor %}
{% for a, none in c %}{% endfor %}
{% for (a.b, c) in d %}{% endfor %}
{% for loop in a %}{% endfor %}
{% for a, loop in b %}{% endfor %}
{% for a in b %}{% set loop = 1 %}{% endfor %}
{% for a in b %}{% set loop %}{% endset %}{% endfor %}
{% for a in b %}{% else %}{% set loop = 1 %}{% endfor %}
{% for a in b %}{% set loop.c = 1 %}{% endfor %}
{% for a in b %}{% with loop = 1 %}{% endwith %}{% endfor %}
{% for a in b %}{% macro loop(loop) %}{% endmacro %}{% endfor %}
{% for a in b %}{% macro c() %}{% set loop = 1 %}{% endmacro %}{% endfor %}
{% set loop = 1 %}{% for a in loop %}{% endfor %}
{% set loop %}a{% endset %}
{% for a in b not in c %}{% endfor %}
{% for a in not b %}{% endfor %}
{% for not in a %}{% endfor %}
{% for a in b is c recursive %}{% endfor %}
{% for a in b %}{% else %}{% else %}{% endfor %}
{% for a in b %}{% elif c %}{% endfor %}
{% for a in b %}
{% for a in b %}{% else %}
{% endfor %}
{% for a in b %}{% break %}{% continue %}{% endfor %}
{% for a in b %}{% if a %}{% break %}{% else %}{% continue %}{% endif %}{% endfor %}
{% for a in b %}{% break a %}{% endfor %}
{% break %}
{% continue %}
{% if a %}{% break %}{% endif %}
{% for a in b %}{% else %}{% break %}{% endfor %}
{% for a in b %}{% for c in d %}{% else %}{% break %}{% endfor %}{% endfor %}
{% for a in b %}{% for c in d recursive %}{% else %}{% continue %}{% endfor %}{% endfor %}
{% for a in b recursive %}{% break %}{% endfor %}
{% for a in b %}{% macro c() %}{% break %}{% endmacro %}{% endfor %}
{% for a in b %}{% call c() %}{% break %}{% endcall %}{% endfor %}
{% for a in b %}{% block c %}{% break %}{% endblock %}{% endfor %}
{% for a in b %}{% generation %}{% continue %}{% endgeneration %}{% endfor %}
{% for a in b %}{% with %}{% break %}{% endwith %}{% filter c %}{% break %}{% endfilter %}{% set d %}{% continue %}{% endset %}{% autoescape e %}{% break %}{% endautoescape %}{% endfor %}
{% set a = 1 %}
{% set a=b if c else d %}
{% set a = b, c %}
{% set a, b = c %}
{% set a, b = b, a %}
{% set (a, b) = c %}
{% set (a, (b, c)), d = e %}
{% set a, = b %}
{% set () = b %}
{% set (), a = b %}
{% set (a) = b %}
{% set a.b = c %}
{% set a . b = c %}
{% set a.b.c = d %}
{% set a.b, c.d = e %}
{% set (a.b) = c %}
{% set (a.b, c) = d %}
{% set a['b'] = c %}
{% set a[0], b = c %}
{% set a() = b %}
{% set 'a' = b %}
{% set 1 = b %}
{% set [a] = b %}
{% set {} = b %}
{% set (a if b) = c %}
{% set (a and b) = c %}
{% set (a or b) = c %}
{% set (not a) = c %}
{% set (a == b) = c %}
{% set (a + b) = c %}
{% set (a - b) = c %}
{% set (a * b) = c %}
{% set (a / b) = c %}
{% set (a // b) = c %}
{% set (a % b) = c %}
{% set (a ** b) = c %}
{% set (a ~ b) = c %}
{% set (-a) = c %}
{% set (+a) = c %}
{% set (a|b) = c %}
{% set (a is b) = c %}
{% set (a()) = c %}
{% set (a[0]) = c %}
{% set (a[0:1]) = c %}
{% set true = b %}
{% set True.a = b %}
{% set none.a, b = c %}
{% set a.true = b %}
{% set a.0 = b %}
{% set a. = b %}
{% set a, false = b %}
{% set loop = b %}
{% set if = b %}
{% set not = b %}
{% set a %}
{% set a = %}
{% set = a %}
{% set %}
{% set a == b %}
{% set a = b = c %}
{% set a += b %}
{% set a b = c %}
{% set a, b %}c{% endset %}
{% set a, %}c{% endset %}
{% set a %}b{% endset %}
{% set a.b %}c{% endset %}
{% set a | b %}c{% endset %}
{% set a|b|c.d(1) %}e{% endset %}
{% set a|b = c %}
{% set a.b|c %}{% endset %}
{% set a: %}b{% endset %}
{% set a %}b{% endset a %}
{% set a %}{% set b %}c{% endset %}{% endset %}
{% endset %}
{% with %}a{% endwith %}
{% with a = 1 %}b{% endwith %}
{% with a = 1, b = a %}c{% endwith %}
{% with a, b = c %}{% endwith %}
{% with (a, b) = c, d = e if f %}{% endwith %}
{% with a = 1, %}{% endwith %}
{% with a %}{% endwith %}
{% with a.b = c %}{% endwith %}
{% with a = 1 b = 2 %}{% endwith %}
{% with true = 1 %}{% endwith %}
{% with a = 1 %}
{% macro a() %}b{% endmacro %}
{% macro a(b) %}{% endmacro %}
{% macro a(b, c) %}{% endmacro %}
{% macro a(b, c=1) %}{% endmacro %}
{% macro a(b=1, c=2) %}{% endmacro %}
{% macro a(b=1, c) %}{% endmacro %}
{% macro a(b=c if d else e) %}{% endmacro %}
{% macro a(b,) %}{% endmacro %}
{% macro a(,) %}{% endmacro %}
{% macro a(*b) %}{% endmacro %}
{% macro a(**b) %}{% endmacro %}
{% macro a(b.c) %}{% endmacro %}
{% macro a((b, c)) %}{% endmacro %}
{% macro a(true) %}{% endmacro %}
{% macro a(b, b) %}{% endmacro %}
{% macro a(b c) %}{% endmacro %}
{% macro a %}{% endmacro %}
{% macro () %}{% endmacro %}
{% macro true() %}{% endmacro %}
{% macro a.b() %}{% endmacro %}
{% macro a() %}
{% macro a() %}{% endmacro a %}
{% macro a(b %}{% endmacro %}
{% macro a(caller) %}{{ caller() }}{% endmacro %}
{% macro a(caller) %}{% endmacro %}
{% macro a(caller=1) %}{{ caller }}{% endmacro %}
{% macro a(caller, b=1) %}{{ caller }}{% endmacro %}
{% macro a(caller) %}{% set caller = 1 %}{{ caller }}{% endmacro %}
{% macro a(caller) %}{{ caller }}{% set caller = 1 %}{% endmacro %}
{% macro a(caller) %}{% block b %}{{ caller }}{% endblock %}{% endmacro %}
{% macro a(caller) %}{% for caller in b %}{{ caller }}{% endfor %}{% endmacro %}
{% macro a(caller) %}{% with caller = b %}{{ caller }}{% endwith %}{% endmacro %}
{% macro a(caller) %}{% macro b(caller=1) %}{{ caller }}{% endmacro %}{% endmacro %}
{% macro a(caller) %}{% if b %}{{ c(d, caller|e) }}{% endif %}{% endmacro %}
{% macro a(varargs, kwargs) %}{{ varargs }}{{ kwargs }}{% endmacro %}
{% call a() %}b{% endcall %}
{% call(b) a() %}{{ b }}{% endcall %}
{% call(b, c=1) a(b, d=c) %}{% endcall %}
{% call (b) a() %}{% endcall %}
{% call() a() %}{% endcall %}
{% call a %}{% endcall %}
{% call a|b %}{% endcall %}
{% call a|b() %}{% endcall %}
{% call a.b(c)(d) %}{% endcall %}
{% call a() if b %}{% endcall %}
{% call (a()) %}{% endcall %}
{% call %}{% endcall %}
{% call(b, b) a() %}{% endcall %}
{% call(b=1, c) a() %}{% endcall %}
{% call(caller) a() %}{{ caller }}{% endcall %}
{% call a(caller=1) %}{% endcall %}
{% call a(caller=1, class=2) %}{% endcall %}
{% call a(b=1, b=2) %}{% endcall %}
{% call a() %}
{% filter a %}b{% endfilter %}
{% filter a|b|c %}d{% endfilter %}
{% filter a(1, b=2)|c.d %}{% endfilter %}
{% filter a(b=1, b=2) %}{% endfilter %}
{% filter %}{% endfilter %}
{% filter |a %}{% endfilter %}
{% filter a b %}{% endfilter %}
{% filter 1 %}{% endfilter %}
{% filter a is b %}{% endfilter %}
{% filter a %}
{% generation %}a{% endgeneration %}
{%- generation -%} a {%- endgeneration -%}
{% generation a %}{% endgeneration %}
{% generation %}{% generation %}{% endgeneration %}{% endgeneration %}
{% generation %}
{% endgeneration %}
{% block a %}b{% endblock %}
{% block a %}b{% endblock a %}
{% block a %}b{% endblock c %}
{% block a scoped %}{% endblock %}
{% block a required %}{% endblock %}
{% block a scoped required %} {# b #}{% endblock %}
{% block a required scoped %}{% endblock %}
{% block a required %}b{% endblock %}
{% block a required %}{{ b }}{% endblock %}
{% block a required %} {% if b %}{% endif %}{% endblock %}
{% block scoped %}{% endblock %}
{% block a-b %}{% endblock %}
{% block a b %}{% endblock %}
{% block 'a' %}{% endblock %}
{% block true %}{% endblock true %}
{% block %}{% endblock %}
{% block a %}{% endblock %}{% block a %}{% endblock %}
{% block a %}{% block a %}{% endblock %}{% endblock %}
{% block a %}{% block b %}{% endblock %}{% endblock %}
{% block a %}
{% autoescape true %}a{% endautoescape %}
{% autoescape a if b else c %}{% endautoescape %}
{% autoescape %}{% endautoescape %}
{% autoescape a, b %}{% endautoescape %}
{% autoescape a %}
{% print a %}
{% print a, b if c %}
{% print %}
{% print a, %}
{% print a b %}
{% extends 'a' %}
{% extends a if b else c %}
{% extends %}
{% if a %}{% extends 'b' %}{% else %}{% if c %}{% extends 'd' %}{% endif %}{% endif %}
{% for a in b %}{% extends 'c' %}{% endfor %}
{% with %}{% extends 'a' %}{% endwith %}
{% block a %}{% extends 'b' %}{% endblock %}
{% macro a() %}{% extends 'b' %}{% endmacro %}
{% generation %}{% extends 'b' %}{% endgeneration %}
{% include 'a' %}
{% include ['a', b] ignore missing %}
{% include 'a' ignore missing with context %}
{% include 'a' without context %}
{% include 'a' with context ignore missing %}
{% include 'a' ignore %}
{% include 'a' with %}
{% include %}
{% import 'a' as b %}
{% import 'a' as b with context %}
{% import 'a' as b without context %}
{% import 'a' as true %}
{% import 'a' as b.c %}
{% import 'a' as b, c %}
{% import 'a' %}
{% import 'a' as %}
{% from 'a' import b %}
{% from 'a' import b as c %}
{% from 'a' import b, c as d, e %}
{% from 'a' import b, %}
{% from 'a' import b, with context %}
{% from 'a' import b with context %}
{% from 'a' import b, c without context %}
{% from 'a' import with context %}
{% from 'a' import with %}
{% from 'a' import with, context %}
{% from 'a' import _b %}
{% from 'a' import b as _c %}
{% from 'a' import true %}
{% from 'a' import b as none %}
{% from 'a' import %}
{% from 'a' import * %}
{% from 'a' import b c %}
{% from 'a' import 'b' %}
{% from 'a' %}
{% if a %}{% set b %}{% for c in d %}{% if e %}
{% if a %}{% set b %}{% for c in d %}{% if e %}{% endset %}
{% if a %}{% set b %}{% for c in d %}{% if e %}{% endblock %}
{% if a %} {{ b
{% if a %} {% if
{% if a %} {% for b
{% macro a(
{% set a = [
"""

sources = [f"{{{{ {expression} }}}}" for expression in EXPRESSIONS.strip().replace("\n", " | ").split(" | ")]
sources += ["{{ a | b }}", "{{ 'a\nb' }}", "{{ 'a\\\nb' }}", "{{ a\n.\nb }}", "{{ (a | a) }}"]
sources += [statement for statement in STATEMENTS.strip().split("\n")]
sources += SIGNS + VARIABLES + COMMENTS + RAW + TEXTS
environment = make_environment()
answers = {
    "script": "parse-template.oracle.py",
    "jinja2": jinja2.__version__,
    "python": platform.python_version(),
    "cases": [{"source": source, **read(environment, source)} for source in dict.fromkeys(sources)],
}
with open("parse-template.oracle.json", "w", encoding="ascii") as file:
    json.dump(answers, file, separators=(",", ":"))
    file.write("\n")
