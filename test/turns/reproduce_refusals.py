"""Reproduces every refusal of the survey with Jinja2: that it prints the same texts, and that they are what the code says of them.

    node scripts/run-typescript.mjs test/turns/refusals.ts .cache/refusals.json
    python test/turns/reproduce_refusals.py .cache/refusals.json
"""

import collections
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "jinja"))
from reference import render  # noqa: E402

SPECIAL = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
TAG = re.compile(r"<[^<>\s]{1,40}>|\[/?[A-Z][A-Z_]{1,24}\]")


def printed(case, count, prompt, probe=()):
    conversation = case["conversation"]
    context = {
        **SPECIAL,
        "documents": None,
        "tools": conversation.get("tools"),
        "messages": conversation["messages"][:count] + list(probe),
        "add_generation_prompt": prompt,
    }
    return render(case["source"], context).get("text")


def texts_of(message):
    calls = message.get("tool_calls") or []
    return [text for text in [message.get("content"), *(call["function"]["name"] for call in calls)] if text]


def behind_answer(case, text):
    """What stands in a text behind the last words of the turn."""
    words = [text.rfind(word) + len(word) for word in texts_of(case["conversation"]["messages"][case["last"]]) if word in text]
    return text[max(words) :] if words else None


def dropped(case, prompt, plain):
    """Nothing is printed of the message, or the name of its call is not."""
    messages = case["conversation"]["messages"][case["first"] : case["last"] + 1]
    before = printed(case, case["first"], False) or ""
    new = plain[len(before) :] if plain.startswith(before) else plain
    return any(word not in new for message in messages for word in [text.strip() for text in texts_of(message)]) or plain == before


def no_stop(case, prompt, plain):
    """No stop token stands behind the turn, with a message behind it or without."""
    name = "tool" if case["conversation"]["messages"][case["last"]].get("tool_calls") else "user"
    probe = {"role": name, "content": "probe", **({"name": "get_weather", "tool_call_id": "call12345"} if name == "tool" else {})}
    for text in [plain, printed(case, case["last"] + 1, False, [probe])]:
        rest = None if text is None else behind_answer(case, text)
        if rest is not None and any(stop in rest.split("probe")[0] for stop in case["stops"]):
            return False
    return True


def open_prompt(case, prompt, plain):
    """The prompt ends in a block that is opened, and the answer does not close it."""
    opened = [tag for tag in TAG.findall(prompt[-200:]) if re.search("think|channel|thought|reason", tag, re.IGNORECASE)]
    own = plain[len(prompt) :] if plain.startswith(prompt) else behind_answer(case, plain) or ""
    closes = ("</", "[/", "<channel|>", "_END_", "<|END")
    words_left_open = bool(opened) and not opened[-1].startswith(closes)
    return words_left_open and not any(tag.startswith(closes) and "hink" in tag.lower() for tag in TAG.findall(own))


def prompt_differs(case, prompt, plain):
    """The answer is not printed behind its prompt."""
    return not plain.startswith(prompt)


CLAIMS = {"dropped": dropped, "no-stop": no_stop, "open-prompt": open_prompt, "prompt-differs": prompt_differs}


def reproduced(case):
    prompt = printed(case, case["first"], True)
    plain = printed(case, case["last"] + 1, False)
    if (prompt, plain) != (case["prompt"], case["plain"]):
        return "Jinja2 prints other texts"
    if case["code"] == "prefix-does-not-render":
        return None if prompt is None or plain is None else "Jinja2 renders both"
    return None if CLAIMS[case["code"]](case, prompt, plain) else "the texts do not show it"


if __name__ == "__main__":
    cases = json.load(open(sys.argv[1], encoding="utf-8"))
    found = collections.Counter()
    for case in cases:
        fault = reproduced(case)
        found[case["code"], fault is None] += 1
        if fault:
            print(f"{case['template']}, {case['name']}, message {case['first']}: {case['code']}: {fault}")
    for (code, good), count in sorted(found.items()):
        print(f"{code}: {count} {'reproduced' if good else 'NOT reproduced'}")
    sys.exit(any(not good for _, good in found))
