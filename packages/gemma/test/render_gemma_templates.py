"""Renders Gemma's chat templates with Jinja2 on this package's conversations, and stores what they print.

    pip install jinja2==3.1.6
    python packages/gemma/test/render_gemma_templates.py TEMPLATE...   # writes packages/gemma/test/rendered.json

TEMPLATE: files that hold the templates named in this package's README, recognised by their SHA-256. They carry the
licences of their models, so only our own conversations and the printed texts are stored.
"""

import hashlib
import json
import platform
import sys
from pathlib import Path

import jinja2

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "test" / "references"))
from render_templates import CLOCK, TOKENS, environment, render  # noqa: E402


def rendered(path, conversations):
    text = path.read_bytes().decode("utf-8")
    template = environment().from_string(text)
    return {
        "hash": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "cases": {name: render(template, context_of(given)) for name, given in conversations.items()},
    }


def context_of(given):
    """A token of null is a token that the model lacks."""
    context = {**TOKENS, **given}
    return {name: value for name, value in context.items() if not (name in TOKENS and value is None)}


def main():
    conversations = json.loads((HERE / "conversations.json").read_text(encoding="utf-8"))
    result = {
        "made_by": "packages/gemma/test/render_gemma_templates.py",
        "python": ".".join(platform.python_version_tuple()[:2]),
        "jinja2": jinja2.__version__,
        "clock": CLOCK.isoformat(),
        "templates": [rendered(Path(name), conversations) for name in sys.argv[1:]],
    }
    text = json.dumps(result, ensure_ascii=True, indent=1) + "\n"
    (HERE / "rendered.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
