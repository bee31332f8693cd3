"""One fresh process: a peer on a set of texts, one thread; prints one line of JSON. See README.md."""
import argparse
import hashlib
import json
import os
import re
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

os.environ["RAYON_NUM_THREADS"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--system", required=True)
parser.add_argument("--model", required=True)
parser.add_argument("--set")
parser.add_argument("--passes", type=int, default=4)
parser.add_argument("--every", type=int, default=10, help="of each so many texts one: the ids that are compared")
parser.add_argument("--sample", type=int, default=1, help="of each so many texts one is encoded at all")
options = parser.parse_args()
file = str(Path(options.model) / "tokenizer.json")


def tokenizers():
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(file)
    return lambda texts: tokenizer.encode_batch_fast(texts, add_special_tokens=False), lambda encoding: encoding.ids


def fastokens():
    from fastokens import Tokenizer

    tokenizer = Tokenizer.from_file(file)
    return lambda texts: tokenizer.encode_batch(texts, add_special_tokens=False), lambda encoding: encoding.ids


def gigatoken():
    from gigatoken import Tokenizer

    tokenizer = Tokenizer.from_json(Path(file).read_bytes())
    return lambda texts: tokenizer.encode_batch(texts, parallel=False), lambda row: row


def tiktoken():
    """The ranks of the vocabulary, as its own users have them; it knows no merges."""
    from tiktoken import Encoding

    definition = json.loads(Path(file).read_text())
    parts = definition["pre_tokenizer"]["pretokenizers"]
    patterns = [part["pattern"]["Regex"] for part in parts if part["type"] == "Split"]
    assert len(patterns) == 1, "tiktoken has one pattern"
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    alphabet = {chr(byte): byte for byte in plain} | {chr(256 + index): byte for index, byte in enumerate(others)}
    vocabulary = definition["model"]["vocab"].items()
    ranks = {bytes(alphabet[character] for character in text): id for text, id in vocabulary}
    special = {token["content"]: token["id"] for token in definition["added_tokens"]}
    encoding = Encoding("peer", pat_str=patterns[0], mergeable_ranks=ranks, special_tokens=special)
    allowed = set(special)
    return lambda texts: [encoding.encode(text, allowed_special=allowed) for text in texts], lambda ids: ids


SYSTEMS = {"tokenizers": tokenizers, "fastokens": fastokens, "gigatoken": gigatoken, "tiktoken": tiktoken}

begin = time.perf_counter()
encode, ids_of = SYSTEMS[options.system]()
load = time.perf_counter() - begin
result = {"load": load, "version": version(options.system)}
if options.set:
    raw = (Path(options.set) / "texts").read_bytes()
    ends = np.fromfile(Path(options.set) / "ends", np.uint32)
    pieces = [raw[start:end] for start, end in zip(np.append(0, ends[:-1]), ends)]
    chosen = pieces[:: options.sample]
    # As each takes them fastest.
    texts = chosen if options.system == "gigatoken" else [piece.decode() for piece in chosen]
    passes, processor = [], []
    for _ in range(options.passes):
        encoded = None
        begin, before = time.perf_counter(), time.process_time()
        encoded = encode(texts)
        passes.append(time.perf_counter() - begin)
        processor.append(time.process_time() - before)
    digest = hashlib.sha256()
    for index in range(0, len(texts), max(1, options.every // options.sample)):
        digest.update(np.asarray(ids_of(encoded[index]), np.int32).tobytes())
    result |= {
        "bytes": sum(map(len, chosen)),
        "passes": passes,
        "processor": processor,
        "ids": digest.hexdigest(),
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
print(json.dumps(result))
