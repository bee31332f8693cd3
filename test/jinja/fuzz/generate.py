"""Random templates and contexts, with what Jinja2 makes of them.

    python generate.py --cases 10000 --seed 1 --out .cache/fuzz.json [--clock 2024-07-26T13:45:07]

A case is `{template, context, uses, answer}`: the context as JSON text, the names of what the template uses, and the answer of
reference.py. Same seed, same cases.
"""

import argparse
import json
import platform
import random
import re
import sys
from pathlib import Path

import jinja2
from jinja2 import nodes

sys.path.insert(0, str(Path(__file__).parent.parent))

import reference  # noqa: E402
import vocabulary  # noqa: E402
from statements import Templates, mutated  # noqa: E402

GLOBALS = reference.environment().globals.keys()
# Where transformers' rule for the place of a generation block goes wrong: it counts only what has been printed so far.
BUFFERED = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
STATEMENTS = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.With, nodes.Block, nodes.Assign, nodes.AssignBlock, nodes.ScopedEvalContextModifier, nodes.Break, nodes.Continue)  # fmt: skip
FORMS = (nodes.BinExpr, nodes.UnaryExpr, nodes.Compare, nodes.CondExpr, nodes.Concat, nodes.Slice, nodes.Tuple, nodes.List, nodes.Dict, nodes.Getitem, nodes.Getattr)  # fmt: skip


def is_generation(node):
    return isinstance(node.call.node, nodes.ExtensionAttribute)


def uses(tree):
    """`filter upper`, `method strip`, `test odd`, `global range`, `statement For`, … of a template."""
    found = set()
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Call, nodes.Getattr, *STATEMENTS, *FORMS)):
        if isinstance(node, nodes.Filter):
            found.add(f"filter {node.name}")
        elif isinstance(node, nodes.Test):
            found.add(f"test {node.name}")
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            if isinstance(node.node.node, nodes.Name) and node.node.node.name == "self":
                found.add("self.block()")
                continue
            found.add(f"method {node.node.attr}")
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            name = node.node.name
            found.add(f"global {name}" if name in GLOBALS else "call of a macro")
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop":
            found.add(f"loop.{node.attr}")
        elif isinstance(node, nodes.CallBlock) and is_generation(node):
            found.add("statement Generation")
        elif isinstance(node, nodes.For) and node.recursive:
            found.add("statement For recursive")
        elif isinstance(node, STATEMENTS):
            found.add(f"statement {type(node).__name__}")
        elif isinstance(node, FORMS):
            found.add(f"expression {type(node).__name__}")
    return sorted(found)


def has_odd_spans(tree):
    """Whether a generation block stands where its place is known only later: see BUFFERED."""
    reads_self = any(node.name == "self" for node in tree.find_all(nodes.Name))

    def inside(node, buffered):
        if isinstance(node, nodes.CallBlock) and is_generation(node) and buffered:
            return True
        deeper = buffered or isinstance(node, BUFFERED) or (reads_self and isinstance(node, nodes.Block)) or (isinstance(node, nodes.For) and node.recursive)
        return any(inside(child, deeper) for child in node.iter_child_nodes())

    return inside(tree, False)


def case(seed, clock):
    rng = random.Random(seed)
    template = Templates(rng).template()
    is_mutated = rng.random() < 0.08
    if is_mutated:
        template = mutated(rng, template)
    # What the template does not name, it cannot read.
    context = {name: value for name, value in vocabulary.context(rng).items() if re.search(rf"\b{name}\b", template)}
    try:
        tree = reference.environment(clock).parse(template)
    except Exception:
        tree = None
    answer = reference.render(template, context, clock)
    if "text" in answer and has_odd_spans(tree):
        answer["generated"] = None
    return {"seed": seed, "template": template, "context": json.dumps(context), "uses": [] if tree is None or is_mutated else uses(tree), "answer": answer}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clock", default=reference.CLOCK)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    first = options.seed * 1_000_000
    made = {
        "script": "test/jinja/fuzz/generate.py",
        "python": platform.python_version(),
        "jinja2": jinja2.__version__,
        "clock": options.clock,
        "cases": [case(seed, options.clock) for seed in range(first, first + options.cases)],
    }
    with open(options.out, "w", encoding="ascii") as file:
        json.dump(made, file)
        file.write("\n")
