"""
Renders templates.json with Jinja2 under the settings of `transformers`, and writes template-answers.json: a text, or null where
Python raises.

    pip install jinja2==3.1.6 && python test/tokenizer-oracle/render.py
"""
import json
from pathlib import Path

import jinja2
from jinja2.ext import Extension, loopcontrols
from jinja2.nodes import CallBlock
from jinja2.sandbox import ImmutableSandboxedEnvironment

HERE = Path(__file__).parent
CONTEXT = {
    "messages": [{"role": "user", "content": "  Hi \U0001F999\n"}, {"role": "assistant", "content": "Yo <b>", "n": 2}],
    "tools": None,
    "documents": None,
    "add_generation_prompt": False,
    "bos_token": "<s>",
}


class Generation(Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


environment = ImmutableSandboxedEnvironment(
    trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols]
)
environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
environment.globals["raise_exception"] = raise_exception


def render(template):
    try:
        return environment.from_string(template).render(**CONTEXT)
    except Exception:
        return None


cases = json.loads((HERE / "templates.json").read_text())
answers = {
    "jinja2": jinja2.__version__,
    "context": CONTEXT,
    "answers": [{**case, "text": render(case["template"])} for case in cases],
}
(HERE / "template-answers.json").write_text(json.dumps(answers, indent=2) + "\n")
