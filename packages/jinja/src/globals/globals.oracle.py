"""Writes globals.oracle.json: what the globals give, as transformers' chat templates have them, at one fixed time.

Run in this folder with transformers and Jinja2 3.1.6: python globals.oracle.py
"""

import datetime
import json
import os
import platform
import re
import time

os.environ["TZ"] = "UTC"
time.tzset()

import jinja2
import transformers
from transformers.utils import chat_template_utils

TIMES = ["2024-07-06T03:05:07.123", "2024-12-30T23:59:59.000", "2021-01-03T00:00:00.000", "2023-01-01T12:30:00.999", "2026-02-28T13:00:09.050", "2020-12-31T01:02:03.000", "2000-02-29T10:11:12.000"]
LETTERS = "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ%+"
FLAGS = ["", "-", "_", "0", "^", "#", "5", "05", "-5", "_5", "E", "O", "^5", "30", "_10", "-10", "010", "^#", "0_", "_0", ":", "E5", "5E", "-0_^#12O"]
FORMATS = [
    "", "%d %b %Y", "%Y-%m-%d", "%B %d, %Y", "%A, %-d %B %Y at %H:%M:%S", "%", "%%", "%%f", "100%%", "% d", "%-", "%5", "%E", "%é", "é%Yé🦙", "%:z", "%Ez", "x%9", "a\0b", "%\0", "%9999d", "%99d",
    "%12F", "%012F", "%+Y", "%^B %#B %#p %^p %#P %#Z", "%1d %-1d %_1j", "%d" * 3 + "%", "%Y%", "%-m/%-d/%y", "%I:%M %p", "%l:%M %P", "%U %W %V %G %g %u %w %j",
]
# Around what CPython gives up at.
LONG = ["%1023d", "%1024d", "%2000d" * 8]
TEMPLATES = [
    "{{ range(3) }} {{ range(1, 4) }} {{ range(3, 0, -1) }} {{ range(0) }}", "{{ range(3)|list }}{{ range(1, 10, 4)|list }}{{ range(5, 0, -2)|list }}{{ range(3, 1)|list }}", "{{ range(100000)|length }}", "{{ range(100001) }}", "{{ range(0, -100001, -1) }}", "{{ range(10**30) }}", "{{ range(10**30, 10**30 + 2)|list }}",
    "{{ range() }}", "{{ range(1, 2, 3, 4) }}", "{{ range(1, 2, 0) }}", "{{ range(2.0) }}", "{{ range('2') }}", "{{ range(nope) }}", "{{ range(none) }}", "{{ range(true)|list }}", "{{ range(stop=3) }}", "{{ range(n)|list }}",
    "{{ range(5)[1] }}{{ range(5)[-1] }}{{ range(2, 9, 3)[2] }}|{{ range(5)[5] }}|{{ range(5)['a'] }}|{{ range(5).x }}", "{{ range(10)[2:5] }} {{ range(10)[::-1] }} {{ range(10)[::3] }} {{ range(10)[-3:] }} {{ range(10)[5:2] }} {{ range(2, 20, 4)[1:-1] }}", "{{ range(10)[::0] }}", "{{ range(3)['a':] }}",
    "{{ 3 in range(5) }}{{ 5 in range(5) }}{{ 2.0 in range(5) }}{{ 2.5 in range(5) }}{{ 'a' in range(5) }}{{ true in range(2) }}{{ 4 in range(0, 9, 3) }}", "{{ range(3) == range(3) }}{{ range(0) == range(2, 1) }}{{ range(0, 3, 2) == range(0, 4, 2) }}{{ range(3) == [0, 1, 2] }}{{ {range(3): 1}[range(0, 3, 1)] }}",
    "{{ range(3).start }}{{ range(3).stop }}{{ range(3).step }}{{ range(3).index(2) }}{{ range(3).count(2) }}{{ range(3).count(7) }}", "{{ range(3).index(7) }}", "{{ range(3).index() }}", "{% if range(0) %}a{% else %}b{% endif %}{{ range(3)|last }}{{ range(3)|first }}{{ range(3)|sum }}{{ range(3)|reverse|list }}", "{{ range(3) + [1] }}", "{{ range(2)|string ~ range(1) }}", "{{ range(3)|random is number }}",
    "{{ dict() }} {{ dict(a=1, b='x') }} {{ dict([('a', 1), ['b', 2]]) }} {{ dict({'a': 1}, a=2, c=3) }} {{ dict(['ab', 'cd']) }} {{ dict({'x': 1}.items()) }}", "{{ dict([1]) }}", "{{ dict(['abc']) }}", "{{ dict([['a']]) }}", "{{ dict(1) }}", "{{ dict({}, {}) }}", "{{ dict(nope) }}", "{{ dict('') }}{{ dict([]) }}", "{{ dict([([], 1)]) }}", "{{ dict([(1, 2), (1.0, 3)]) }}",
    "{{ dict.fromkeys(['a', 'b']) }} {{ dict.fromkeys('ab', 0) }}", "{{ dict.fromkeys() }}", "{{ dict.fromkeys(1) }}", "{{ dict.items }}|{{ dict.mro }}|{{ dict is callable }}{{ dict is mapping }}", "{{ dict.items() }}", "{{ dict.__class__ }}", "{{ dict['fromkeys'](['a']) }}", "{{ dict }}", "{{ dict(**{'a': 1}) }}{{ dict(*[[('a', 2)]]) }}",
    "{% set c = cycler('a', 'b', 3) %}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.reset() }}{{ c.current }}{{ c.pos }}{{ c.items }}", "{{ cycler() }}", "{{ cycler(a=1) }}", "{{ cycler(1).next(2) }}", "{{ cycler(1) }}{{ cycler }}", "{{ cycler(1).nope }}|{{ cycler(1)['next']() }}", "{{ cycler(1)|list }}", "{{ cycler(1)|length }}", "{{ cycler(1)() }}",
    "{% set j = joiner() %}{% for x in 'abc' %}{{ j() }}{{ x }}{% endfor %}", "{% set j = joiner('; ') %}{{ j.used }}{{ j() }}{{ j() }}{{ j.used }}{{ j.sep }}", "{% set j = joiner(sep=1) %}{{ j() }}{{ j() }}", "{{ joiner(1, 2) }}", "{{ joiner(x=1) }}", "{{ joiner()(1) }}", "{{ joiner() }}{{ joiner }}",
    "{% set n = namespace(a=1, b=[2]) %}{{ n.a }}{{ n.b }}{{ n.c }}|{{ n['a'] }}", "{% set n = namespace({'a': 1}, b=2) %}{% set n.a = 5 %}{% set n.z = n.a + n.b %}{{ n.a }}{{ n.z }}", "{{ namespace(_a=1) }}", "{{ namespace({'_x': 1}) }}", "{% set n = namespace() %}{% set n._x = 1 %}", "{% set n = namespace() %}{% set n.x_ = 1 %}{{ n.x_ }}", "{{ namespace(1) }}", "{{ namespace([('a', 1)]).a }}", "{{ namespace({}, {}) }}", "{{ namespace(self=1).self }}", "{{ namespace() is mapping }}{{ namespace() is callable }}{{ namespace() is iterable }}{{ namespace({1: 2}) is defined }}", "{{ namespace(a=1) }}", "{{ namespace }}", "{{ namespace(items=3).items }}", "{{ namespace(a=1).a() }}", "{{ namespace(a=1).b.c }}", "{{ namespace(a=1)|list }}", "{{ namespace(a=1)|length }}", "{{ 'a' in namespace(a=1) }}",
    "{{ raise_exception('No!') }}", "{{ raise_exception(5) }}", "{{ raise_exception() }}", "{{ raise_exception('a', 'b') }}", "{{ raise_exception(message='m ' ~ n) }}", "{{ raise_exception(none) }}", "{{ raise_exception(nope) }}", "{{ raise_exception([1, 'a']) }}", "{{ raise_exception(x=1) }}", "{{ raise_exception }}",
    "{{ strftime_now() }}", "{{ strftime_now(5) }}", "{{ strftime_now(nope) }}", "{{ strftime_now(format='%Y') }}", "{{ strftime_now('%Y', 1) }}", "{{ strftime_now('%Y'|safe) }}", "{{ [strftime_now('%Y'|safe)] }}", "{{ strftime_now }}", "{{ strftime_now is defined }}",
    "{{ lipsum(n=0) }}|{{ lipsum(0, false) }}", "{{ lipsum(1, min=5, max=5) }}", "{{ lipsum('a') }}", "{{ lipsum(x=1) }}", "{{ [lipsum(0)] }}", "{{ lipsum() is escaped }}{{ lipsum(html=false) is escaped }}{{ lipsum(2, false).split('\n\n')|length }}{{ lipsum(3).split('\n')|length }}{{ lipsum(1, false, 20, 21).split(' ')|length }}", "{{ lipsum }}",
]


class Clock(datetime.datetime):
    current = TIMES[0]

    @classmethod
    def now(cls):
        return datetime.datetime.fromisoformat(cls.current)


chat_template_utils.datetime = Clock


def expected(template):
    try:
        text = chat_template_utils._cached_compile_jinja_template(template).render(n=3)
    except Exception as error:
        return f"!TemplateError: {error}" if type(error) is jinja2.TemplateError else f"!{type(error).__name__}"
    return re.sub(r"0x[0-9a-f]{6,}", "0x000000000000", text)


def dates(formats, moment):
    return [datetime.datetime.fromisoformat(moment).strftime(text) for text in formats]


every = [f"%{flag}{letter}" for flag in FLAGS for letter in LETTERS]
answers = {
    "script": "globals.oracle.py",
    "python": platform.python_version(),
    "libc": " ".join(platform.libc_ver()),
    "jinja2": jinja2.__version__,
    "transformers": transformers.__version__,
    "formats": FORMATS,
    "directives": every,
    "now": TIMES[0],
    "dates": {moment: dates(FORMATS, moment) for moment in TIMES},
    "long": dict(zip(LONG, dates(LONG, TIMES[0]))),
    "flags": dates(every, TIMES[0]),
    "plain": {moment: dates([f"%{letter}" for letter in LETTERS], moment) for moment in TIMES},
    "letters": LETTERS,
    "templates": [{"template": template, "expected": expected(template)} for template in TEMPLATES],
}
with open("globals.oracle.json", "w", encoding="ascii") as file:
    file.write("{" + ",\n".join(f"{json.dumps(name)}: {json.dumps(part)}" for name, part in answers.items()) + "}\n")
