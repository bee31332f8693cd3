"""What Jinja2 makes of a template source in the environment of Hugging Face's apply_chat_template: its tree in a neutral form, or its error.

Used by the oracle scripts in this folder. Needs Python 3 with jinja2.
"""

import struct

from jinja2 import nodes
from jinja2.exceptions import TemplateAssertionError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Generation(Extension):
    """{% generation %}, as transformers has it."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_mark"), [], [], body).set_lineno(line)

    def _mark(self, caller):
        return caller()


class AnyName(dict):
    """Filters or tests that have every name: which there are is not the parser's affair."""

    def get(self, name, default=None):
        return super().get(name, self.unknown)

    def unknown(self, *arguments, **keywords):
        raise TypeError("no such filter or test")


def make_environment():
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, "jinja2.ext.loopcontrols"]
    )
    environment.filters = AnyName(environment.filters)
    environment.tests = AnyName(environment.tests)
    return environment


COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
BINARY = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%", nodes.Pow: "**"}
UNARY = {nodes.Not: "not", nodes.Neg: "-", nodes.Pos: "+"}
LOGICAL = {nodes.And: "and", nodes.Or: "or"}


def constant(value):
    if isinstance(value, float):
        return ["float", struct.pack(">d", value).hex()]
    if isinstance(value, int) and not isinstance(value, bool):
        return ["integer", hex(value)]
    return ["constant", value]


def arguments(node):
    named = [[keyword.key, dump(keyword.value)] for keyword in node.kwargs]
    return [dump(node.args), named, dump(node.dyn_args), dump(node.dyn_kwargs)]


def filters(node):
    found = []
    while node is not None:
        found.insert(0, [node.name, *arguments(node)])
        node = node.node
    return found


def signature(node):
    return [[name.name for name in node.args], dump(node.defaults)]


def dump(node):
    kind = type(node)
    if node is None:
        return None
    if isinstance(node, list):
        return [dump(item) for item in node]
    if kind is nodes.Template:
        return dump(node.body)
    if kind is nodes.Output:
        return ["output", *dump(node.nodes)]
    if kind is nodes.TemplateData:
        return ["text", node.data]
    if kind is nodes.For:
        return ["for", dump(node.target), dump(node.iter), dump(node.body), dump(node.else_), dump(node.test), node.recursive]
    if kind is nodes.If:
        otherwise = dump(node.else_)
        for branch in reversed(node.elif_):
            otherwise = [["if", dump(branch.test), dump(branch.body), otherwise]]
        return ["if", dump(node.test), dump(node.body), otherwise]
    if kind is nodes.Macro:
        return ["macro", node.name, *signature(node), dump(node.body)]
    if kind is nodes.CallBlock:
        if isinstance(node.call.node, nodes.ExtensionAttribute):
            return ["generation", dump(node.body)]
        return ["call-block", *signature(node), dump(node.call), dump(node.body)]
    if kind is nodes.FilterBlock:
        return ["filter-block", filters(node.filter), dump(node.body)]
    if kind is nodes.With:
        return ["with", dump(node.targets), dump(node.values), dump(node.body)]
    if kind is nodes.Block:
        return ["block", node.name, dump(node.body), node.scoped, node.required]
    if kind is nodes.Assign:
        return ["assign", dump(node.target), dump(node.node)]
    if kind is nodes.AssignBlock:
        return ["assign-block", dump(node.target), filters(node.filter), dump(node.body)]
    if kind is nodes.Scope:
        (modifier,) = node.body
        return ["autoescape", dump(modifier.options[0].value), dump(modifier.body)]
    if kind in (nodes.Break, nodes.Continue):
        return [kind.__name__.lower()]
    if kind is nodes.Extends:
        return ["extends", dump(node.template), [], False]
    if kind is nodes.Include:
        return ["include", dump(node.template), [], node.ignore_missing]
    if kind is nodes.Import:
        return ["import", dump(node.template), [node.target], False]
    if kind is nodes.FromImport:
        return ["from-import", dump(node.template), [name if isinstance(name, str) else name[1] for name in node.names], False]
    if kind is nodes.NSRef:
        return ["namespace-reference", node.name, node.attr]
    if kind is nodes.Name:
        return ["name", node.name]
    if kind is nodes.Const:
        return constant(node.value)
    if kind is nodes.Tuple:
        return ["tuple", *dump(node.items)]
    if kind is nodes.List:
        return ["list", *dump(node.items)]
    if kind is nodes.Dict:
        return ["dict", *[[dump(pair.key), dump(pair.value)] for pair in node.items]]
    if kind is nodes.CondExpr:
        return ["conditional", dump(node.test), dump(node.expr1), dump(node.expr2)]
    if kind in (nodes.Filter, nodes.Test):
        return [kind.__name__.lower(), dump(node.node), node.name, *arguments(node)]
    if kind is nodes.Call:
        return ["call", dump(node.node), *arguments(node)]
    if kind is nodes.Getitem:
        return ["get-item", dump(node.node), dump(node.arg)]
    if kind is nodes.Getattr:
        return ["get-attribute", dump(node.node), node.attr]
    if kind is nodes.Slice:
        return ["slice", dump(node.start), dump(node.stop), dump(node.step)]
    if kind is nodes.Concat:
        return ["concat", *dump(node.nodes)]
    if kind is nodes.Compare:
        return ["compare", dump(node.expr), *[[COMPARISONS[operand.op], dump(operand.expr)] for operand in node.ops]]
    if kind in BINARY:
        return ["binary", BINARY[kind], dump(node.left), dump(node.right)]
    if kind in UNARY:
        return ["unary", UNARY[kind], dump(node.node)]
    if kind in LOGICAL:
        return ["logical", LOGICAL[kind], dump(node.left), dump(node.right)]
    raise TypeError(f"unknown node {kind}")


def read(environment, source):
    """{"tree"}; {"error", "line"} from Jinja's parser; or {"refused"} where a source that parses does not compile."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return {"error": error.message, "line": error.lineno}
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"}
    dumped = dump(tree)
    try:
        environment.compile(source)
    except TemplateAssertionError as error:
        return {"refused": f"TemplateAssertionError: {error.message}"}
    except SyntaxError as error:
        return {"refused": f"SyntaxError: {error.msg}"}
    except Exception:
        # A constant that cannot be computed in advance, such as {[]: 1}: an error of rendering.
        pass
    return {"tree": dumped}
