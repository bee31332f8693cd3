"""Checks examples by Jinja2 and Rust `tokenizers` alone: a template with its rows a line on stdin, what was found a line on stdout.

Of each trained turn: the ids begin with those of the prompt that a server sends, what is trained stands directly behind it, its text
is the turn's, ends with a stop token, and is what the template prints for the conversation up to there.
"""

import copy
import json
import sys
import unicodedata
from functools import lru_cache

from tokenizers import Tokenizer

sys.path.insert(0, sys.argv[1])
from oracle import render  # noqa: E402


def nfc(text):
    return unicodedata.normalize("NFC", text)


def printed(template, row, count, add_generation_prompt):
    context = {
        "documents": None,
        **row["special_tokens"],
        "messages": copy.deepcopy(row["messages"][:count]),
        "tools": row["tools"],
        "add_generation_prompt": add_generation_prompt,
        **row["template_arguments"],
    }
    return render(template, context).get("out")


def prompt_length(template, tokenizer, row, turn):
    prompt = printed(template, row, turn["messages"][0], True)
    return 0 if prompt is None else len(tokenizer.encode(prompt, add_special_tokens=False).ids)


def check_turn(template, tokenizer, row, example, turn, limit, stops):
    """The rule that is broken, and what was found; None if all hold. Then how many tokens are trained."""
    ids, weights = example["ids"], example["weights"]
    prompt = printed(template, row, turn["messages"][0], True)
    if prompt is None:
        return "prompt does not render", "", 0
    prompt_ids = tokenizer.encode(prompt, add_special_tokens=False).ids
    start = len(prompt_ids)
    if ids[:start] != prompt_ids:
        at = next((at for at, (mine, theirs) in enumerate(zip(ids, prompt_ids)) if mine != theirs), len(ids))
        excerpts = [tokenizer.decode(each[max(0, at - 2) : at + 2], skip_special_tokens=False) for each in [ids, prompt_ids]]
        return "ids do not begin with those of the prompt", f"token {at} of {start}: {excerpts[0]!r} / {excerpts[1]!r}", 0
    end = start
    while end < limit and weights[end] == 1:
        end += 1
    text = tokenizer.decode(ids[start:end], skip_special_tokens=False)
    if nfc(text) != nfc(turn["text"]):
        return "what is trained behind the prompt is not the turn", f"{text!r} / {turn['text']!r}", end - start
    if not any(text.endswith(stop) for stop in stops):
        return "the turn does not end with a stop token", text[-80:], end - start
    whole = printed(template, row, turn["messages"][-1] + 1, False)
    if whole is None:
        return "the conversation up to the turn does not render", "", end - start
    stop = max((stop for stop in stops if text.endswith(stop)), key=len)
    without_stop = nfc(text[: -len(stop)]).rstrip()  # the next message may print the stop token
    mine = nfc(prompt + text)
    if example["composed"]:
        holds = without_stop in nfc(whole)
    else:
        holds = nfc(whole).startswith(mine) or nfc(whole).rstrip() == nfc(prompt + without_stop).rstrip()
    if not holds:
        return "the template prints the turn otherwise", f"{mine[-200:]!r} / {whole[-200:]!r}", end - start
    return None, "", end - start


def check_row(template, tokenizer, row, stops):
    failures = []
    for example in row["examples"]:
        trained = 0
        for index, turn in enumerate(example["turns"]):
            following = example["turns"][index + 1 : index + 2]  # it may begin where this one ends
            limit = prompt_length(template, tokenizer, row, following[0]) if following else len(example["ids"])
            broken, found, tokens = check_turn(template, tokenizer, row, example, turn, limit, stops)
            trained += tokens
            if broken is not None:
                failures.append({"row": row["name"], "message": turn["messages"][0], "broken": broken, "found": found})
        if trained != sum(weight != 0 for weight in example["weights"]) and not failures:
            failures.append({"row": row["name"], "message": -1, "broken": "more is trained than the turns", "found": ""})
    return failures


@lru_cache(1)
def base(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    for line in sys.stdin:
        job = json.loads(line)
        files = {**base(job["tokenizer"]), "added_tokens": job["added_tokens"]}
        tokenizer = Tokenizer.from_str(json.dumps(files))
        failures = [
            failure for row in job["rows"] for failure in check_row(job["template"], tokenizer, row, job["stop_tokens"])
        ]
        print(json.dumps({"failures": failures}), flush=True)


main()
