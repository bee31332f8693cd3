"""Stores what Jinja2 prints for template.jinja: python3 render_template.py > rendered.json (needs jinja2==3.1.6)."""

import hashlib
import json
import pathlib

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


text = (pathlib.Path(__file__).parent.parent / "template.jinja").read_text(encoding="utf-8")
environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
environment.globals["raise_exception"] = raise_exception
template = environment.from_string(text)

user = {"role": "user", "content": "Hello"}
answer = {"role": "assistant", "content": " Hi there \n"}
contexts = {
    "two turns": {"messages": [user, answer, {"role": "user", "content": "Who are you?"}, {"role": "assistant", "content": "A model"}]},
    "generation prompt": {"messages": [user, answer, user], "add_generation_prompt": True},
    "white space": {"messages": [{"role": "user", "content": "\t a \n"}, {"role": "assistant", "content": ""}]},
    "system message": {"messages": [{"role": "system", "content": "Be brief"}, user, answer]},
}
cases = []
for name, context in contexts.items():
    context = {"bos_token": "<s>", "eos_token": "</s>", "add_generation_prompt": False, **context}
    try:
        cases.append({"name": name, "context": context, "expected": template.render(**context)})
    except jinja2.exceptions.TemplateError as error:
        cases.append({"name": name, "context": context, "error": str(error)})
print(json.dumps({"engine": f"Jinja2 {jinja2.__version__}", "hash": hashlib.sha256(text.encode()).hexdigest(), "cases": cases}, indent=2))
