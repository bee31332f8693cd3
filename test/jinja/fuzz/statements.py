"""Random templates: every statement, white space control, scoping, macros, calls, recursion, loop controls, namespaces, generation."""

import vocabulary
from expressions import Expressions, literal

PLAIN = ["text ", " ", "\n", "\n\n", "  \n  ", "<|im_start|>", "end\n", "\t", "a{b}c", "{ {", "% }", "# x", "é🦙", " <b>&amp;</b> ", "x", "|", "'", "\\n", "  indented\n"]
FILTERS = ["upper", "trim", "lower", "title", "replace('a', 'b')", "indent", "indent(2, true)", "center(12)", "wordwrap(10)", "e", "trim | upper", "striptags", "length", "truncate(12)", "reverse | upper", "tojson", "default('x', true)", "urlize", "safe", "capitalize", "string | title", "wordcount", "list", "first"]  # fmt: skip


class Templates(Expressions):
    def __init__(self, rng):
        super().__init__(rng)
        self.counter = 0
        # What the statements around allow.
        self.in_macro = False
        self.in_block = False
        self.blocks = []

    def template(self):
        rng = self.rng
        made = "".join(self.statement(rng.randint(1, 3)) for _ in range(rng.choice([1, 1, 2, 3, 4, 5])))
        if rng.random() < 0.04:
            made = made.replace("\n", rng.choice(["\r\n", "\r"]))
        return made + rng.choice(["", "", "\n", "\n\n", " "])

    def new(self, kind):
        """A name that is bound from here on; sometimes one that hides another, or that other engines take for a keyword."""
        self.counter += 1
        name = self.rng.choice([f"v{self.counter}", f"v{self.counter}", "x", "s", "k", "item", "message", "content", "loop_", "range" if self.rng.random() < 0.1 else "y"])
        for names in self.scope:
            names.pop(name, None)
        self.scope[-1][name] = kind
        return name

    def body(self, depth, most=3):
        self.scope.append({})
        made = "".join(self.statement(depth - 1) for _ in range(self.rng.randint(1, most)))
        self.scope.pop()
        return made

    def tag(self, inner):
        begin, end = self.rng.choice(["", "", "", "", "-", "+"]), self.rng.choice(["", "", "", "", "-", "+"])
        around = self.rng.choice([" ", " ", " ", "", "  ", "\n"])
        if around == "" and end == "+" or around == "" and inner[-1] in "+-":
            around = " "
        return self.space() + "{%" + begin + around + inner + around + end + "%}" + self.space()

    def output(self, expression):
        begin, end = self.rng.choice(["", "", "", "", "-"]), self.rng.choice(["", "", "", "", "-"])
        return "{{" + begin + " " + expression + " " + end + "}}"

    def space(self):
        return self.rng.choice(["", "", "", "", "\n", " ", "  ", "\n  ", " \n", "\n\n", "\t"])

    def statement(self, depth):
        rng = self.rng
        if depth <= 0:
            return self.simple(rng.randint(0, 2))
        kinds = [self.simple] * 5 + [
            self.if_, self.if_, self.for_, self.for_, self.for_, self.set_, self.set_, self.namespace_, self.macro, self.call, self.filter_block,
            self.set_block, self.with_, self.generation, self.generation, self.recursive, self.chat, self.chat, self.autoescape, self.block, self.lost, self.counting,
        ]  # fmt: skip
        return rng.choice(kinds)(depth)

    def simple(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.25:
            return rng.choice(PLAIN) + rng.choice(PLAIN)
        if kind < 0.30:
            return rng.choice(["{# comment #}", "{#- {{ x }} -#}", "\n  {# a\nb #}\n", "{#+ kept +#}" if rng.random() < 0.1 else "{##}"])
        if kind < 0.34:
            return self.tag("raw").replace("+%}", "%}") + rng.choice(["{{ raw }}", "{% if %}", " {# x #} \n", "a"]) + self.tag("endraw").replace("+%}", "%}")
        if kind < 0.40:
            return self.set_(depth)
        wanted = rng.choice(["str", "str", "str", "str", "anything", "anything", "int", "bool", "list", "dict", "float", "strs", "ints", "rows"])
        return self.output(self.write(wanted, rng.randint(0, depth + 1)))

    def if_(self, depth):
        made = self.tag(f"if {self.write(self.rng.choice(['bool', 'bool', 'anything']), 2)}") + self.body(depth)
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            made += self.tag(f"elif {self.write('bool', 1)}") + self.body(depth, 1)
        if self.rng.random() < 0.5:
            made += self.tag("else") + self.body(depth, 2)
        return made + self.tag("endif")

    def for_(self, depth):
        rng = self.rng
        sequence, kinds = rng.choice([
            ("strs", ["str"]), ("ints", ["int"]), ("rows", ["dict"]), ("list", ["any"]), ("str", ["str"]), ("dict", ["str"]),
            ("pairs", ["str", "int"]), ("items", ["str", "any"]), ("count", ["small"]), ("undefined", ["any"]), ("messages", ["dict"]),
        ])  # fmt: skip
        written = {
            "pairs": lambda: rng.choice(["pairs", "[('a', 1), ('b', 2)]", "[('x', k)]"]),
            "items": lambda: rng.choice([f"({self.write('dict', 1)}).items()", f"({self.write('dict', 1)}) | items", "d | dictsort", "rows | groupby('group')"]),
            "count": lambda: rng.choice(["range(3)", "range(k)", "range(1, 6, 2)", "range(k, 0, -1)"]),
            "messages": lambda: rng.choice(["messages", "messages", "messages[1:]", "messages[:-1]", "messages[::-1]", "messages | selectattr('role', 'eq', 'user')"]),
            "undefined": lambda: "nope",
        }.get(sequence, lambda: self.write(sequence, rng.randint(0, 2)))()
        self.scope.append({})
        names = ", ".join(self.new(kind) for kind in kinds)
        if len(kinds) > 1 and rng.random() < 0.2:
            names = f"({names})"
        test = f" if {self.write('bool', 1)}" if rng.random() < 0.2 and self.loops == 0 else ""
        self.loops += 1
        made = self.tag(f"for {names} in {written}{test}") + "".join(self.inside_loop(depth - 1) for _ in range(rng.randint(1, 3)))
        self.loops -= 1
        self.scope.pop()
        if rng.random() < 0.2:
            made += self.tag("else") + self.body(depth, 1)
        return made + self.tag("endfor")

    def inside_loop(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.12:
            return self.tag(f"if {self.write('bool', 1)}") + rng.choice(PLAIN) + self.tag(rng.choice(["break", "continue"])) + self.tag("endif")
        if kind < 0.3:
            shown = rng.choice([
                "loop.index", "loop.index0", "loop.revindex", "loop.revindex0", "loop.first", "loop.last", "loop.length", "loop.depth", "loop.depth0", "loop.previtem",
                "loop.nextitem", "loop.nextitem is defined", "loop.previtem | default('-')", "loop.cycle('a', 'b', 'c')", "loop.changed(k)", "loop.changed(loop.index // 2)", "loop",
                "loop.cycle(*[1, 2])", "',' if not loop.last", "loop.index is divisibleby 2",
            ])  # fmt: skip
            return self.output(shown)
        return self.statement(depth)

    def set_(self, depth):
        rng = self.rng
        if rng.random() < 0.12:
            values = ", ".join(self.write("int", 1) for _ in range(2))
            return self.tag(f"set {self.new('int')}, {self.new('int')} = {values}")
        kind = rng.choice(["str", "str", "int", "bool", "strs", "ints", "list", "dict", "rows", "float"])
        value = self.write(kind, rng.randint(0, 2))
        return self.tag(f"set {self.new(kind)} = {value}")

    def set_block(self, depth):
        filters = self.rng.choice(["", "", "", " | " + self.rng.choice(["upper", "trim", "replace('a', 'b')", "indent", "trim | title", "e"])])
        inner = self.body(depth)
        return self.tag(f"set {self.new('str')}{filters}") + inner + self.tag("endset")

    def namespace_(self, depth):
        rng = self.rng
        self.counter += 1
        name = f"ns{self.counter}"
        made = self.tag(f"set {name} = namespace(n=0, text={self.write('str', 1)}, flag=false)")
        self.scope[-1][f"{name}.text"] = "str"
        self.scope[-1][f"{name}.n"] = "int"
        changes = [f"set {name}.n = {name}.n + 1", f"set {name}.text = {name}.text ~ {self.write('str', 1)}", f"set {name}.flag = not {name}.flag", f"set {name}.extra = {self.write('anything', 1)}"]
        made += self.tag("for i in " + rng.choice(["range(3)", "messages", "strs"])) + "".join(self.tag(c) for c in rng.sample(changes, 2)) + self.body(depth, 1) + self.tag("endfor")
        return made + self.output(rng.choice([f"{name}.text", f"{name}.n", f"{name}.flag", name, f"{name}.extra", f"{name}['text']", f"{name}.missing"]))

    def macro(self, depth):
        rng = self.rng
        self.counter += 1
        name = f"m{self.counter}"
        kinds = [rng.choice(["str", "int", "list", "bool"]) for _ in range(rng.randint(0, 3))]
        defaults = rng.randint(0, len(kinds))
        saved, loops = self.scope, self.loops
        # A macro sees what the template set before, but none of its caller's names.
        self.scope, self.loops, was = [saved[0], {}], 0, self.in_macro
        self.in_macro = True
        parameters = [f"p{i}" for i in range(len(kinds))]
        signature = [p if i < len(kinds) - defaults else f"{p}={self.write(kinds[i], 0)}" for i, p in enumerate(parameters)]
        self.scope[-1].update(zip(parameters, kinds))
        inner = "".join(self.statement(depth - 1) for _ in range(rng.randint(1, 2)))
        if rng.random() < 0.2:
            inner += self.output("varargs") + self.output("kwargs")
        if rng.random() < 0.2:
            inner += self.tag("if caller") + self.output("caller()") + self.tag("endif")
        self.scope, self.loops, self.in_macro = saved, loops, was
        made = self.tag(f"macro {name}({', '.join(signature)})") + inner + self.tag("endmacro")
        if rng.random() < 0.08:
            made += self.output(rng.choice([f"{name}.name", f"{name}.arguments", f"{name}.catch_kwargs", f"{name}.catch_varargs", f"{name}.caller", f"{name} is callable"]))
        for _ in range(rng.randint(1, 2)):
            given = [self.write(kind, 1) for kind in kinds[: len(kinds) - rng.randint(0, defaults)]]
            if given and rng.random() < 0.3:
                given[-1] = f"p{len(given) - 1}={given[-1]}"
            if "varargs" in inner and rng.random() < 0.5 and len(given) == len(kinds) and not (given and "=" in given[-1][:4]):
                given += [self.write("int", 0), f"other={self.write('str', 0)}"]
            called = f"{name}({', '.join(given)})"
            made += self.output(rng.choice([called, called, f"{called} | upper", f"{called} ~ {self.write('str', 0)}", f"({called}) | trim | length", f"{called} + 'x'"]))
        return made

    def call(self, depth):
        rng = self.rng
        self.counter += 1
        name = f"c{self.counter}"
        if rng.random() < 0.5:
            made = self.tag(f"macro {name}(a, b='y')") + "[" + self.output(rng.choice(["caller()", "caller() | upper", "caller() ~ a"])) + self.output("a") + "]" + self.tag("endmacro")
            return made + self.tag(f"call {name}({self.write('str', 1)})") + self.body(depth) + self.tag("endcall")
        made = self.tag(f"macro {name}(a)") + self.tag("for x in a") + self.output("caller(x, loop.index)") + self.tag("endfor") + self.tag("endmacro")
        self.scope.append({"u": "str", "i": "int"})
        inner = self.output("u") + self.body(depth, 2)
        self.scope.pop()
        return made + self.tag(f"call(u, i=0) {name}({self.write('strs', 1)})") + inner + self.tag("endcall")

    def filter_block(self, depth):
        return self.tag(f"filter {self.rng.choice(FILTERS)}") + self.body(depth) + self.tag("endfilter")

    def with_(self, depth):
        self.scope.append({})
        value, other = self.write("str", 1), self.write("int", 1)
        made = self.tag(f"with {self.new('str')} = {value}, {self.new('int')} = {other}") + self.body(depth) + self.tag("endwith")
        self.scope.pop()
        return made

    def generation(self, depth):
        return self.tag("generation") + self.body(depth) + self.tag("endgeneration")

    def recursive(self, depth):
        rng = self.rng
        if rng.random() < 0.5:
            self.counter += 1
            name = f"r{self.counter}"
            made = self.tag(f"macro {name}(x, n)") + self.output(self.write("str", 1)) + self.output("x") + self.tag("if n > 0") + self.output(f"{name}(x ~ n, n - 1)") + self.tag("endif") + self.tag("endmacro")
            return made + self.output(f"{name}({self.write('str', 0)}, {rng.randint(0, 4)})")
        made = self.tag("for node in tree recursive") + self.output("node.name") + self.output(rng.choice(["loop.depth", "loop.index", "loop.depth0 ~ loop.length"]))
        made += self.tag("if node.children") + self.output("loop(node.children)" + rng.choice(["", " | upper", " | indent"])) + self.tag("endif")
        return made + self.tag("endfor")

    def chat(self, depth):
        """What chat templates do."""
        rng = self.rng
        value = rng.choice(["m.content", "m['content']", "m.content | trim", "m['content'].strip()", "m.get('content', '')", "m.content ~ ''", "m.content | tojson", "m.content | default('', true) | string"])
        role = rng.choice(["m.role", "m['role']", "m.role | upper", "m.role | capitalize", "('model' if m.role == 'assistant' else m.role)"])
        first = rng.choice(["loop.first", "not loop.first", "loop.last", "m.role == 'user'", "m['role'] in ['user', 'system']", "(m.role == 'user') != (loop.index0 % 2 == 0)", "m.tool_calls is defined and m.tool_calls", "messages[0].role == 'system'", "loop.index0 > 0 and messages[loop.index0 - 1].role == 'user'"])
        inner = self.output(f"'<|' ~ {role} ~ '|>\\n'") + self.tag("if m.role == 'assistant'") + self.tag("generation") + self.output(value) + self.output("eos_token") + self.tag("endgeneration")
        inner += self.tag("else") + self.output(value) + self.tag("endif")
        extra = rng.choice([
            self.output("m.tool_calls | tojson") if rng.random() < 0.3 else "\n", self.tag(f"if {first}") + self.output("bos_token") + self.tag("endif"),
            self.tag("for call in m.tool_calls or []") + self.output("call.function.name") + self.output("call.function.arguments | tojson") + self.tag("endfor"),
            self.tag("if m.content is string") + self.output("m.content.split('</think>')[-1].lstrip('\\n')") + self.tag("else") + self.tag("for part in m.content") + self.output("part.text") + self.tag("endfor") + self.tag("endif"),
            self.tag("if m.reasoning_content is defined") + self.output("m.reasoning_content") + self.tag("endif"),
            self.tag("if m.role == 'critic'") + self.output("raise_exception('no critic')") + self.tag("endif"),
        ])  # fmt: skip
        made = self.tag("for m in " + rng.choice(["messages", "messages", "messages", "messages[1:]", "messages if m.role != 'system'"])) + rng.choice([inner + extra, extra + inner]) + self.tag("endfor")
        if rng.random() < 0.4:
            made += self.tag("if add_generation_prompt") + rng.choice(PLAIN) + self.output("'<|assistant|>\\n'") + self.tag("endif")
        return made

    def autoescape(self, depth):
        return self.tag(f"autoescape {self.rng.choice(['true', 'true', 'false'])}") + self.body(depth) + self.tag("endautoescape")

    def block(self, depth):
        """Blocks stand anywhere, and see what the template set at its top only, unless they are scoped."""
        if self.in_block or self.in_macro:
            return self.simple(depth)
        self.counter += 1
        name = f"b{self.counter}"
        saved, self.scope, loops, self.loops, self.in_block = self.scope, [{}], self.loops, 0, True
        inner = self.body(depth)
        self.scope, self.loops, self.in_block = saved, loops, False
        again = self.output(f"self.{name}()") if self.rng.random() < 0.3 else ""
        return self.tag(f"block {name}{self.rng.choice(['', ' scoped'])}") + inner + self.tag(self.rng.choice(["endblock", f"endblock {name}"])) + again

    def lost(self, depth):
        """Scopes: what is set inside is gone behind, but for `if`."""
        rng = self.rng
        name = rng.choice(["x", "y", "content"])
        opened, closed = rng.choice([("if true", "endif"), ("for i in range(2)", "endfor"), ("with", "endwith"), ("generation", "endgeneration"), ("filter upper", "endfilter"), ("if false", "endif"), ("set z", "endset"), ("for x in strs", "endfor")])
        first = self.tag(f"set {name} = {self.write('str', 0)}") if rng.random() < 0.7 else ""
        made = first + self.tag(opened) + self.output(name) + self.tag(f"set {name} = {self.write('str', 0)}") + self.output(name) + self.tag(closed) + self.output(name)
        for names in self.scope:
            names.pop(name, None)
        return made

    def counting(self, depth):
        rng = self.rng
        made = self.tag("set c = cycler('odd', 'even', " + literal(rng, vocabulary.text(rng)) + ")") + self.tag("set j = joiner(" + rng.choice(["", "' | '", "sep='/'"]) + ")")
        inner = "".join(self.output(rng.choice(["c.next()", "c.current", "j()", "j() ~ x", "x"])) for _ in range(3)) + (self.tag("set _ = c.reset()") if rng.random() < 0.2 else "")
        return made + self.tag("for x in " + rng.choice(["range(3)", "strs", "'ab🦙'"])) + inner + self.tag("endfor")


def mutated(rng, source):
    """The template with a small fault: most are syntax errors, and the others say what the grammar really is."""
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(source) + 1)
        kind = rng.random()
        if kind < 0.4:
            source = source[:at] + source[at + rng.randint(1, 3) :]
        elif kind < 0.8:
            token = rng.choice(["{%", "%}", "{{", "}}", "-", "+", " ", "(", ")", "[", "]", "'", '"', ",", ".", "|", "=", "==", "not ", "is ", "in ", "if ", "else ", "and ", "1", "x", "*", "**", "~", ":", "{#", "#}", "\n", "\\", "loop", "endif", "!", "<", "$", "0", "_", "{% endif %}", "{% else %}", "é", "e5", ".5"])
            source = source[:at] + token + source[at:]
        else:
            end = min(len(source), at + rng.randint(1, 8))
            source = source[:at] + source[at:end] + source[at:end] + source[end:]
    return source
