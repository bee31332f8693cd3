"""Random expressions, typed so that most of them can be evaluated.

Types: str, int, small (an int from 0 to 6), float, bool, none, strs, ints, list, dict, rows (dicts with the same keys), any, undefined.
"""

import re

import vocabulary

SCALARS = ["str", "str", "str", "int", "int", "float", "bool", "none"]
ALL = ["str", "str", "int", "float", "bool", "none", "strs", "ints", "list", "dict", "rows", "any"]
# How a name in a production is reached: <s> asks for an expression of type str.
SHORT = {
    "s": "str", "i": "int", "k": "small", "f": "float", "b": "bool", "z": "none", "S": "strs", "I": "ints", "l": "list", "d": "dict", "R": "rows",
    "a": "any", "u": "undefined", "n": "number", "q": "sequence", "x": "anything",
}  # fmt: skip

PRODUCTIONS = {
    "str": """
        <s> + <s>|<s> ~ <x>|<s> ~ <i> ~ <s>|<s> * <k>|<k> * <s>|<s>[<k>:]|<s>[:<i>]|<s>[<i>:<i>]|<s>[::-1]|<s>[<i>:<i>:<j>]|<s>[<k>]|<s>[-1]
        <s> if <b> else <s>|<s> or <s>|<s> and <s>|<d>.get(<K>, <s>)|<d>.get(<K>) or <s>|<l>[<k>] ~ ''|'%s' % <x>|'%s:%s' % (<x>, <x>)|'%d%%' % <i>
        '%05.2f %+d %-6s %x' % (<f>, <i>, <s>, <k>)|'%r' % <s>|'%(a)s/%(b)5d' % {'a': <x>, 'b': <i>}|'%e %g %i' % (<f>, <f>, <i>)|'%c%o%X' % (65, <k>, <k>)
        '%.<p>f' % <f>|'%*d' % (5, <i>)|<s>.upper()|<s>.lower()|<s>.title()|<s>.capitalize()|<s>.swapcase()|<s>.casefold()
        <s>.strip()|<s>.strip(<c>)|<s>.lstrip(<c>)|<s>.rstrip(<c>)|<s>.lstrip()|<s>.rstrip()|<s>.strip(none)|<s>.replace(<c>, <s>)|<s>.replace(<c>, <s>, <k>)
        <s>.center(<w>)|<s>.center(<w>, '*')|<s>.ljust(<w>, '.')|<s>.rjust(<w>)|<s>.zfill(<w>)|<s>.expandtabs()|<s>.expandtabs(<k>)|<c>.join(<S>)|<s>.join(<s>)
        <s>.removeprefix(<c>)|<s>.removesuffix(<s>)|'{}-{}'.format(<x>, <x>)|'{0}{1}{0}'.format(<s>, <i>)|'{a[x]}'.format(a={'x': <s>})|'{:>8}/{:<6}/{:^7}'.format(<s>, <i>, <s>)
        '{:,} {:+} {:x} {:08.3f} {:e} {:%}'.format(<i>, <i>, <k>, <f>, <f>, <f>)|'{a!r:>9}{bb}'.format(a=<s>, bb=<x>)|'{aa}'.format_map({'aa': <x>})|'{:.3}'.format(<s>)
        <s>.partition(<c>)[<p>]|<s>.rpartition(<c>)[<p>]|(<s> | safe) + <s>|<s> + (<s> | safe)|(<s> | e) ~ <s>|(<s> | safe).<m>|(<s> | escape).unescape()|(<s> | safe).striptags()
        <s>.encode() ~ ''|<s>.encode('utf-8').decode()|<s>.translate({97: 'Z', 98: none})|''.maketrans('ab', 'cd') ~ ''|<s>.split(<c>)[0]|<s>.split(<c>)[-1]|<s>.splitlines() | join('+')
        <x> | string|<s> | upper|<s> | lower|<s> | title|<s> | capitalize|<s> | trim|<s> | trim(<c>)|<s> | replace(<c>, <s>)|<s> | replace(<c>, <s>, <k>)|<s> | center(<w>)
        <s> | escape|<s> | e|<s> | forceescape|<s> | safe|<s> | striptags|<s> | truncate(<w>)|<s> | truncate(<w>, true, '…')|<s> | truncate(length=<w>, killwords=<b>, end='!', leeway=<k>)
        <s> | wordwrap(<w>)|<s> | wordwrap(<w>, <b>)|<s> | wordwrap(width=<w>, break_long_words=<b>, wrapstring='\\n> ', break_on_hyphens=<b>)|<s> | indent|<s> | indent(<k>, <b>, <b>)|<s> | indent('> ', first=true)
        <s> | urlize|<s> | urlize(<w>, nofollow=true, target='_blank')|<s> | urlize(rel='x', extra_schemes=['ftp:'])|<s> | urlencode|<d> | urlencode|<s> | first|<s> | last|<s> | reverse|<x> | default(<s>) ~ ''|<u> | default(<s>)|<u> | d(<s>)
        <x> | d(<s>, true) ~ ''|<x> | tojson|<x> | tojson(indent=<k>)|<d> | tojson(sort_keys=true)|<x> | tojson(ensure_ascii=true)|<x> | tojson(separators=(',', ':'))|<x> | tojson(indent=2, separators=(',', ': '), sort_keys=<b>)|<x> | pprint
        <S> | join|<S> | join(<c>)|<q> | join('-')|<R> | join(', ', attribute='n')|<d> | join|'%s %s' | format(<x>, <x>)|'%(v)s' | format(v=<x>)|<n> | filesizeformat|<n> | filesizeformat(true)|<d> | xmlattr|<d> | xmlattr(false)
        strftime_now(<t>)|joiner(<c>)() ~ ''|cycler(<s>, <s>).next()|namespace(v=<s>).v|dict(v=<s>).v|<x> ~ <x>|(<S> | first) ~ ''|<R> | map(attribute='name') | first ~ ''|<R> | sum(attribute='n') ~ ''|<d>.keys() ~ ''|<d>.items() ~ '' | upper
        range(<k>) ~ ''|<q> | string|<s> | attr('upper') ~ '' | length ~ ''|((<s>, <i>)[0])""",
    "int": """
        <i> + <i>|<i> - <i>|<i> * <i>|<i> // <i>|<i> % <j>|-<i>|+<i>|<k> ** <k>|<i> if <b> else <i>|<s> | length|<q> | length|<q> | count|<s> | wordcount|<s>.count(<c>)|<s>.find(<s>)|<s>.find(<c>, <k>)|<s>.rfind(<c>)
        <s>.find(<c>, <i>, <i>)|<s>.index(<s>[:1])|<l>.count(<x>)|<I>.index(<I>[0])|(<i>, <i>, <i>).count(<i>)|<s> | int|<s> | int(<i>)|<f> | int|<s> | int(base=16)|<s> | int(0, <e>)|<x> | int(default=-1)|<i> | abs|<I> | sum
        <I> | sum(start=<i>)|<I> | max|<I> | min|<I> | first|<I> | last|<R> | sum(attribute='n')|<R> | sum('sub.v', 10)|<R> | map(attribute='n') | max|<k>.bit_length()|<i>.numerator|<i>.real|<i>.conjugate()|<b> + <i>|<b> * <k>|<d> | length
        range(<k>).stop|range(<k>, 10, 2)[1]|range(20)[<k>]|range(<k>) | length|loop.index|loop.index0 + loop.revindex|<i> | round | int|<R>[0].n|<R>[<k>]['sub'].v|cycler(1, 2).current|<i> or <i>|<s>.rindex('')|(range(9) | list).index(<k>)
        <e>|<i> ** 2|2 ** <k>|<i> | int|<b> | int|[<i>, <i>] | max|[<i>, <i>, <i>] | min|(<i>, <i>) | first|[<i>] | last|<k> | abs""",
    "small": "<k> % 4|[<k>, 3] | min|<b> | int|range(5)[2]|<k> // 2|<j>",
    "float": """
        <i> / <j>|<f> + <i>|<f> * <f>|<f> - <n>|<f> // <j>|<f> % <j>|-<f>|<k> ** -1|<f> ** 2|<s> | float|<s> | float(<f>)|<i> | float|<n> | round(<p>)|<f> | round|<f> | round(2, 'ceil')|<f> | round(method='floor')|<f> | round(<p>, 'common')
        <f> | round(-1)|[<f>, <i>] | sum|<f> | abs|<f> if <b> else <f>|[<f>, <f>] | max|<f>.real|<n> | float""",
    "bool": """
        <i> < <i>|<i> <= <i> < <i>|<n> == <n>|<x> == <x>|<x> != <x>|<s> == <s>|<s> < <s>|<s> >= <s>|<s> in <s>|<c> not in <s>|<x> in <l>|<i> in <I>|<K> in <d>|<x> not in <S>|<i> > <f> >= <i> != <i>|not <b>|<b> and <b>|<b> or <b>|<b> == <b> != <b>
        <l> == <l>|<I> < <I>|(<i>, <s>) == (<i>, <s>)|<d> == <d>|<x> is none|<x> is not none|<x> is defined|<u> is defined|<u> is undefined|<u> is not defined|<x> is string|<x> is number|<x> is integer|<x> is float|<x> is boolean|<x> is mapping
        <x> is sequence|<x> is iterable|<x> is callable|<b> is true|<x> is false|<i> is odd|<i> is even|<i> is divisibleby <j>|<i> is divisibleby(<j>)|<s> is lower|<s> is upper|<x> is sameas <z>|<x> is sameas(none)|<x> is eq <x>|<n> is equalto <n>|<x> is ne(<x>)
        <i> is lt <i>|<i> is lessthan(<n>)|<n> is gt <n>|<i> is greaterthan <i>|<i> is le(<i>)|<n> is ge <i>|<s> is in <S>|<i> is in(<I>)|<i> is not in [<i>, 2]|'upper' is filter|<c> is filter|'odd' is test|<c> is test|(<s> | safe) is escaped|<x> is escaped
        <s>.startswith(<c>)|<s>.endswith(<c>)|<s>.startswith(<s>, <k>)|<s>.startswith((<c>, 'a'))|<s>.endswith((<c>, <s>), <i>, <i>)|<s>.isdigit()|<s>.isalpha()|<s>.isalnum()|<s>.isspace()|<s>.isupper()|<s>.islower()|<s>.istitle()|<s>.isnumeric()|<s>.isdecimal()
        <s>.isidentifier()|<s>.isascii()|<s>.isprintable()|loop.first|loop.last|<f>.is_integer()|<x> is defined and <b>|<s> and true|<x> is string and <x> is not none|<u> == <u>|<u> is none|not <u>|<u> in <S>|<s> in <d>|<I> | length > <k>|range is callable|<l> | first is defined""",
    "none": "<z>|<d>.get('zz')",
    "strs": """
        [<s>, <s>]|[<s>]|<s>.split()|<s>.split(<c>)|<s>.split(<c>, <k>)|<s>.split(<c>, maxsplit=1)|<s>.split(none, <k>)|<s>.rsplit(<c>, 1)|<s>.rsplit()|<s>.rsplit(maxsplit=<k>)|<s>.splitlines()|<s>.splitlines(true)|<s>.splitlines(keepends=<b>)|<S> + <S>|<S>[<k>:]|<S>[:<i>]|<S>[::-1]|<S> * <p>
        <s> | list|<S> | list|<S> | sort|<S> | sort(true)|<S> | sort(reverse=<b>, case_sensitive=<b>)|<S> | unique | list|<S> | unique(true) | list|<S> | map('upper') | list|<S> | map('trim') | list|<S> | map('replace', <c>, <c>) | list|<S> | map('length') | map('string') | list|<S> | select | list
        <S> | reject | list|<S> | select('string') | list|<S> | reject('in', <S>) | list|<S> | select('eq', <s>) | list|<R> | map(attribute='name') | list|<R> | map(attribute='gone', default=<s>) | list|<d> | list|<d>.keys() | list|<S> | reverse | list|<S>.copy()|<R> | map(attribute='group') | sort | list
        <S> | batch(2) | map('join', '+') | list|<S> | slice(2) | map('join') | list|<s>.partition(<c>) | list|<S> | map('center', <w>) | list|<S> | map('truncate', <w>, true) | list|<d> | map('upper') | list|<S> | map('default', 'x', true) | list|<S> | groupby('x') | map(attribute=0) | map('string') | list""",
    "ints": """
        [<i>, <i>, <i>]|[<i>]|range(<k>) | list|range(<k>, <w>) | list|range(<w>, <k>, -2) | list|<I> + <I>|<I>[<k>:]|<I>[::<j>]|<I>[-2:]|<I> | sort|<I> | sort(reverse=true)|<I> | unique | list|<I> | map('abs') | list|<I> | select('odd') | list|<I> | reject('even') | list|<I> | select('divisibleby', <j>) | list
        <I> | select('gt', <i>) | list|<I> | select('in', <I>) | list|<I> | reverse | list|<S> | map('length') | list|<S> | map('int', <i>) | list|<R> | map(attribute='n') | list|<R> | map(attribute='sub.v') | list|<I> * <p>|<I> | map('string') | map('int') | list|<I> | batch(<j>, 0) | first | list|<I> | list""",
    "list": """
        [<x>, <x>]|[<x>]|[]|(<x>, <x>)|(<x>,)|()|<l> + <l>|<l>[<k>:]|<S>|<I>|<R>|<d>.values() | list|<d>.items() | list|<d> | items | list|<d> | dictsort|<d> | dictsort(true, 'value')|<d> | dictsort(by='key', reverse=<b>)|<d> | dictsort(case_sensitive=true)|<l> | list|<l> | batch(<j>) | list|<l> | batch(3, <s>) | list
        <l> | slice(<j>) | list|<l> | slice(3, <s>) | list|<l> | reverse | list|<l> | select | list|<l> | reject('none') | list|<l> | select('defined') | list|<l> | select('number') | list|<l> | select('mapping') | list|<l> | map('string') | list|<l> | map('default', <i>) | list|<R> | groupby('group') | list|<R> | groupby('n') | map('first') | list
        <R> | groupby(attribute='sub.v', default=0) | list|<R> | groupby('group', case_sensitive=true) | map(attribute='list') | list|<R> | map(attribute='sub') | list|<R> | map('items') | map('list') | list|<R> | selectattr('on') | list|<l> | string | list|<s>.partition(<c>)|<l> if <b> else <l>|<l> or <l>|namespace(l=<l>).l
        <l> | unique | list|<R> | map('tojson') | list|[[<x>], <x>] | list|(<x>, <x>) + (<x>,)|<l> * <p>|<l> | map('list') | list|<d>.copy().items() | list|<x> | default(<l>, true) | list""",
    "dict": """
        {<K>: <x>, <K>: <x>}|{<K>: <x>}|{}|dict(a=<x>, b=<x>)|dict(<d>, a=<x>)|dict([(<K>, <x>)])|dict(<d>.items())|<R>[0]|<R> | first|<d>.copy()|<d> if <b> else <d>|{<k>: <x>, <s>: <x>, true: <x>}|{(<i>, <s>): <x>}|dict(**<d>)|{'a': <d>}|dict.fromkeys(<S>, <x>)|{<f>: <x>, none: <s>}|namespace(a=<d>).a|{} or <d>""",
    "rows": """
        <R> | selectattr('on') | list|<R> | rejectattr('on') | list|<R> | selectattr('n', 'gt', <k>) | list|<R> | selectattr('name', 'eq', <s>) | list|<R> | rejectattr('n', 'odd') | list|<R> | selectattr('gone', 'undefined') | list|<R> | sort(attribute='n') | list|<R> | sort(attribute='group,n', reverse=<b>)|<R> | sort(attribute='name')
        <R> | unique(attribute='group') | list|<R>[::-1]|<R>[<k>:]|<R> + <R>|[<R> | max(attribute='n')]|[<R> | min(attribute='name')]|<R> | rejectattr('group', 'in', ['a', 'B']) | list|[{'name': <s>, 'n': <i>, 'group': 'a', 'on': <b>, 'sub': {'v': <k>}}]|<R> | selectattr('sub.v', 'ge', <p>) | list|<R> | batch(2) | first | list|<R> | sort(attribute='sub.v')""",
    "undefined": "<u>|<d>.gone|<s>.gone|<l>[77]|<d>[<s>]|<x> if false",
}  # fmt: skip
# Productions stand in rows, with a bar between them; a filter's bar has a space on either side.
PRODUCTIONS = {
    name: [form.strip() for form in re.split(r"\n|(?<! )\|(?! )", forms) if form.strip()] for name, forms in PRODUCTIONS.items()
}
PLACE = re.compile(r"<([a-zA-Z])>")
SIMPLE = re.compile(r"[\w.]+|'[^']*'|\"[^\"]*\"")
STRING_METHODS = ["upper()", "strip()", "split()", "replace('<', '[')", "center(9)", "capitalize()", "join(['<a>', 1])", "splitlines()", "title()", "format(1)"]
FORMATS = ["%Y-%m-%d", "%d %b %Y", "%B %A %a", "%H:%M:%S", "%I:%M %p", "%j %U %w %y", "%% %c", "%x %X", "%e|%-d", "day %d, %Z%z", "%G-W%V-%u", "%f", "%s %D %T"]


def literal(rng, text):
    """A string literal of the template with random quotes and escapes."""
    quote = rng.choice("'\"")
    made = ""
    for character in text:
        if character == quote or character == "\\":
            made += "\\" + character
        elif character == "\n" and rng.random() < 0.7:
            made += "\\n"
        elif character == "\r":
            made += "\\r"
        elif rng.random() < 0.03 and ord(character) < 0x10000:
            made += rng.choice([f"\\u{ord(character):04x}", f"\\U{ord(character):08x}"])
        elif rng.random() < 0.02 and ord(character) < 0x100:
            made += rng.choice([f"\\x{ord(character):02x}", f"\\{ord(character):03o}"])
        else:
            made += character
    if rng.random() < 0.03:
        made += rng.choice(["\\d", "\\0", "\\t", "\\a\\b\\f\\v", "\\/", "\\101"])
    return quote + made + quote


class Expressions:
    """Writes expressions; `scope` maps the names that can be read to their types."""

    def __init__(self, rng):
        self.rng = rng
        self.scope = [{}]
        self.loops = 0

    def named(self, kind):
        found = [name for names in self.scope for name, its in names.items() if its == kind]
        return found + vocabulary.VARIABLES.get(kind, [])

    def write(self, kind, depth):
        rng = self.rng
        if kind == "anything":
            kind = rng.choice(ALL if depth > 0 else SCALARS)
        elif kind == "number":
            kind = rng.choice(["int", "int", "float"])
        elif kind == "sequence":
            kind = rng.choice(["strs", "ints", "list"])
        if depth <= 0 or kind == "any" or rng.random() < 0.15:
            return self.leaf(kind)
        # The first form that fits: what needs a loop waits for one.
        for _ in range(8):
            form = rng.choice(PRODUCTIONS[kind])
            if "loop." not in form or self.loops > 0:
                break
        else:
            return self.leaf(kind)
        return PLACE.sub(lambda match: self.place(match[1], depth - 1, form), form)

    def place(self, letter, depth, form):
        rng = self.rng
        if letter in SHORT:
            made = self.write(SHORT[letter], depth)
            # Mostly in parentheses, so that types hold; now and then without, so that precedence shows.
            bare = SIMPLE.fullmatch(made) or form == f"<{letter}>" or rng.random() < 0.04
            return made if bare else f"({made})"
        return {
            "c": lambda: literal(rng, rng.choice(["a", " ", ",", "\n", "-", "o", "X", "", "ab", "\t", "<", "é", "🦙", "=", ".", "l", "</think>", "aeiou "])),
            "w": lambda: str(rng.choice([0, 1, 3, 5, 8, 10, 12, 20, 40])),
            "j": lambda: str(rng.choice([1, 2, 2, 3, 4, 5, -1, -2, -3])),
            "p": lambda: str(rng.randint(0, 3)),
            "e": lambda: rng.choice(["0x1F", "0b101", "0o17", "1_000", "0", "007" if rng.random() < 0.1 else "7", "12345678901234567890", "0XfF_f"]),
            "K": lambda: literal(rng, rng.choice(vocabulary.KEYS)),
            "t": lambda: literal(rng, rng.choice(FORMATS)),
            "m": lambda: rng.choice(STRING_METHODS) + " ~ ''",
        }[letter]()  # fmt: skip

    def leaf(self, kind):
        rng = self.rng
        names = self.named(kind)
        if names and rng.random() < 0.65:
            return rng.choice(names)
        return {
            "str": lambda: literal(rng, vocabulary.text(rng)),
            "int": lambda: str(abs(vocabulary.integer(rng))),
            "small": lambda: str(rng.randint(0, 6)),
            "float": lambda: rng.choice(["1.5", "0.1", "2.0", "1e3", "1.5E-7", "12.25", "1_0.5", "1e16", "3.0e+2", "0.30000000000000004"]),
            "bool": lambda: rng.choice(["true", "false", "True", "False"]),
            "none": lambda: rng.choice(["none", "None"]),
            "strs": lambda: "[" + ", ".join(literal(rng, vocabulary.text(rng)) for _ in range(rng.randint(0, 3))) + "]",
            "ints": lambda: "[" + ", ".join(str(rng.randint(0, 9)) for _ in range(rng.randint(0, 4))) + "]",
            "list": lambda: rng.choice(["[]", "[1, 'a', none]", "[[1, 2], ['x']]", "(1, 2)", "[1.0, 1, true]", "range(3) | list"]),
            "dict": lambda: rng.choice(["{}", "{'a': 1}", "{'b': 2, 'a': 'x'}", "{'k': [1, {'z': none}]}", "{1: 'one', 'two': 2}", "{'<': '&'}"]),
            "rows": lambda: "rows",
            "any": lambda: rng.choice(vocabulary.VARIABLES["any"]),
            "undefined": lambda: rng.choice(vocabulary.VARIABLES["undefined"]),
        }[kind]()  # fmt: skip
