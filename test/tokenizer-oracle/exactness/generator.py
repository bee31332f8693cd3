"""
Texts on which tokenizers go wrong, biased to edges. The same for the same tokenizer and chunk.

A text has a class, by the quotas below, and a length; seven of ten of its pieces are of its class, the others of any.
"""
import random
import unicodedata
from functools import cache

from frames import DATA, TEMPLATE, Cases

POOL = 600
#: Parts of a thousand.
QUOTAS = {
    "words": 60,
    "scripts": 60,
    "any character": 80,
    "marks and normal forms": 90,
    "contractions": 60,
    "digits": 60,
    "white space": 90,
    "runs": 60,
    "added tokens": 120,
    "parts of added tokens": 70,
    "U+2581": 40,
    "no spaces (CJK)": 60,
    "emoji": 40,
    "letter case": 30,
    "code": 40,
    "vocabulary": 40,
}
#: Share, pieces of a text from, to.
LENGTHS = [(0.06, 1, 1), (0.48, 2, 6), (0.30, 6, 30), (0.158, 150, 400), (0.002, 1500, 4000)]
#: Words without an end: how many texts of a chunk, letters from, to.
LONG_WORDS = [(12, 500, 4000), (3, 4000, 60_000)]
#: One text in so many chunks is a word of 1 MB.
HUGE_EVERY = 5
HUGE = 1_000_000

CONTRACTIONS = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'S", "'T", "'RE", "'vE", "'M", "'LL", "'D", "'ſ", "'\u212a", "'l", "'r", "'v", "''s", "’s", "'sx", "'tis", "'ll'll", "'ré"]
SPACES = [" ", "  ", "   ", "\t", "\n", "\r", "\r\n", "\n\n", "\n \n", " \n", "\n ", "\t ", " \t", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u1680", "\u180e", "\u2000", "\u2002", "\u2003", "\u2007", "\u2009", "\u200a", "\u200b", "\u200c", "\u200d", "\u2028", "\u2029", "\u202f", "\u205f", "\u2060", "\u3000", "\ufeff", "\x00", "\x01", "\x1b[0m", "\x7f", "\x9f"]
WORDS = ["the", "Hello", " world", " a", "I", " I", "don", "you", " tokenizer", "s", "t", " s", "internationalization", " Straße", "naïve", " façade", "café", "x", "_", " foo_bar", "user", "assistant", "model", "system", "end", " Ünïcödé", "ﬁ", "œuvre", "Æ"]
CODE = ["def f(x):\n    return x\n", "{\"a\": [1, 2.5e-7, null]}", "<b>&amp;</b>", "</h1>", "<table><tr><td>", "https://example.org/a?b=c&d=%20#e", "C:\\Users\\x", "====", "-----", "***", "//", " //", "/*", "*/\n", "/\n", "?/\r\n", "```python\n", "\t\t\tif (!x) {\n", "        pass\n", "#include <stdio.h>\n", "a=b;", "x[i++]", "$$\\frac{1}{2}$$", "|---|---|\n", "!!!", "…", "«»", "“”", "...\n\n", ")\n", "'''", '"""', "@#$%^&", "~~", "\\n", "&nbsp;"]
DIGITS = ["0", "1", "12", "123", "1234", "12345", "1234567890", " 7", "3.14", "1,000", "1e9", "0x1F", "²", "½", "Ⅷ", "٣", "१२३", "１２３", "𝟘𝟙", "①", "〇", "一二三", "๓", "12:30", "2026-11-22", "-1", "+1", "$1", "10%", "1st", "v2", "𒐀", "༳", "೧", "1\u0301", "9\u20e3"]
CJK = ["世界", "你好吗", "我们今天去北京大学", "、", "。", "，", "「", "」", "日本語", "ひらがな", "カタカナ", "ー", "ｶﾞ", "㍿", "々", "한국어", "안녕하세요", "ไทย", "ภาษาไทย", "ລາວ", "ខ្មែរ", "မြန်မာ", "བོད་", "𠀀𠀁", "𪚥", "龍", "鿿", "鿕", "龥", "龦", "㐀", "豈", "丽", "゛", "゜", "ヿ", "ゟ", "・", "ｱ", "！", "Ａ", "中a文", "中1文", "中 文"]
EMOJI = ["😀", "👍", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇭", "🇨", "1️⃣", "❤️", "❤", "☎︎", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🦙", "🫠", "\u200d", "\ufe0f", "\U0001f3fb", "☺", "✨", "𝔘", "🧑🏻‍🦰", "©️", "🀄"]
MARKS = ["e\u0301", "é", "\u0301", "\u0323", "a\u0323\u0301", "a\u0301\u0323", "\u0344", "Å", "\u212b", "A\u030a", "\u2126", "\u212a", "\u1e9b\u0323", "ﬀ", "\u0958", "\u0915\u093c", "\u0b47\u0b3e", "\u0cbf\u0cd5", "\u1025\u102e", "가", "\u1100\u1161", "\u1100\u1161\u11a8", "각\u11a8", "가\u11a8", "\u1161", "\u11a8", "\u0f71\u0f72", "\u0f73", "\ufb2c", "\u05e9\u05bc\u05c1", "\u2adc", "\U0001d15e", "\U00011131\U00011127", "\u0340", "\u0341", "\u0343", "\u0374", "\u037e", "\u0387", "\u1fbe", "\uf900", "\ufa10", "\U0002f800", "\u304b\u3099", "\u30cf\u309a", "\u0e33", "\u0eb3", "\u0653", "\u0627\u0653", "\u0622", "\u0308\u0301", "\u03b9\u0308\u0301", "\u0390", "\u1fd3", "q\u0307\u0323", "\u0345\u0301", "\u1e0b\u0323", "s\u0323\u0307", "\u1e69", "x\u034f\u0301", "i\u0307", "İ", "\u0149", "n\u0303", "ñ", "\u1026", "\U000110ba", "\U00011099\U000110ba", "\u3094"]
CASE = ["camelCase", "CamelCase", "ABCdef", "HTMLParser", "aB", "Ab", "AB", "ǅ", "ǆ", "Ǆ", "ʰ", "ªº", "ⓐ", "Ⅷ", "ⅷ", "ａＢ", "ΑΒγδς", "ДЖдж", "ՀԱՅ", "ᏣᎳᎩ", "ꭰ", "აბგ", "ᲐᲑ", "𐐀𐐨", "𝓐𝓪", "ﬀ", "ß", "ẞ", "ſ", "K", "İi", "iPhone's", "NASA'S", "don'T", "Ünï", "ʼn"]
SCRIPTS = ["Это", " русский", "Ελληνικά", "עִבְרִית", "שלום", "العربية", " مرحبا", "لا", "हिन्दी", " नमस्ते", "বাংলা", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ქართული", "Հայերեն", "አማርኛ", "ᠮᠣᠩᠭᠣᠯ", "ߒߞߏ", "ꦧꦱ", "ᜊᜌ", "ትግርኛ", "𐌰𐌱", "𓀀", "𒀀", "ﺍ", "ﷺ", "Việt", " ngữ", "türkçe", "ŞİĞ", "łódź"]


@cache
def characters_by_category():
    found = {}
    for code in range(0x110000):
        category = unicodedata.category(chr(code))
        if category != "Cs":
            found.setdefault(category, []).append(code)
    return found


def any_character(rng):
    kind = rng.random()
    if kind < 0.5:
        code = rng.choice(characters_by_category()[rng.choice(list(characters_by_category()))])
    elif kind < 0.7:
        code = rng.randrange(0x300)
    elif kind < 0.85:
        code = rng.randrange(0x10000)
    else:
        code = rng.randrange(0x110000)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def run(rng):
    unit = rng.choice(["\n", "\n", " ", " ", "\t", "\r\n", "\r", "\xa0", "\u3000", "▁", "-", "=", "a", "0", "!", "é", "世", "\u0301", "🦙", " \n", "\t\n", "ab"])
    most = rng.choice([3, 8, 17, 33, 33, 64, 130])
    return unit * rng.randrange(1, most + 1)


def cut(rng, token):
    """A part of a token, or the token with a fault."""
    at, kind = rng.randrange(len(token)), rng.random()
    if kind < 0.3:
        return token[:at]
    if kind < 0.6:
        return token[at:]
    if kind < 0.75:
        return token[:at] + token[at + 1 :]
    if kind < 0.9:
        return token[:at] + token
    return token[:at] + rng.choice([" ", "\n", "a", "▁", "\u0301"]) + token[at:]


def with_added_token(rng, added):
    before, behind = rng.choice(["", "", "a", " ", "\n", "é", "1", "世", "▁", "'", ".", "  "]), rng.choice(["", "", "a", " ", "\n", "s", "\u0301", "1", "世", "▁", "'s", ".", "\n\n"])
    return before + rng.choice(added) + (rng.choice(added) if rng.random() < 0.15 else "") + behind


def from_vocabulary(rng, vocabulary):
    text = rng.choice(vocabulary)
    kind = rng.random()
    if kind < 0.2:
        return text[1:]
    return text[:-1] if kind < 0.4 else text


def pools(rng, added, vocabulary):
    every = WORDS + SCRIPTS + CJK + DIGITS + CODE
    spaced = lambda texts: [rng.choice(["", "", " ", "  ", "\n"]) + rng.choice(texts) for _ in range(POOL)]
    makers = {
        "words": lambda: rng.choice(["", " "]) + "".join(rng.choices("etaoinshrdlucmfwypvbgkjqxz", k=rng.randrange(1, 9))) if rng.random() < 0.5 else rng.choice(WORDS),
        "any character": lambda: "".join(any_character(rng) for _ in range(rng.randrange(1, 4))),
        "marks and normal forms": lambda: "".join(rng.choices(MARKS, k=rng.randrange(1, 4))) if rng.random() < 0.7 else rng.choice(every)[-1:] + chr(rng.choice(characters_by_category()[rng.choice(["Mn", "Mc", "Me"])])),
        "contractions": lambda: rng.choice(["", "it", "I", "A", "é", "1", " ", "世", ".", "'", "\u0301", "we "]) + rng.choice(CONTRACTIONS) + rng.choice(["", "", " ", "a", "T", "'", "\u0301"]),
        "digits": lambda: rng.choice(DIGITS) if rng.random() < 0.6 else "".join(rng.choices("0123456789٣२१½Ⅷ", k=rng.randrange(1, 13))),
        "white space": lambda: "".join(rng.choices(SPACES, k=rng.randrange(1, 4))) if rng.random() < 0.6 else rng.choice(SPACES) + rng.choice(WORDS) + rng.choice(SPACES),
        "runs": lambda: run(rng),
        "added tokens": lambda: with_added_token(rng, added),
        "parts of added tokens": lambda: cut(rng, rng.choice(added)),
        "U+2581": lambda: rng.choice(["▁", "▁▁", " ▁", "▁ ", "a▁b", "▁Hello", " ▁▁ ", "Ġ", "Ċ", "<0x0A>", "<0xE2>", "<0xe2>", "▂", "\u2580"]),
        "vocabulary": lambda: from_vocabulary(rng, vocabulary),
    }
    result = {name: [make() for _ in range(POOL)] for name, make in makers.items()}
    result |= {"scripts": spaced(SCRIPTS), "no spaces (CJK)": [rng.choice(CJK) for _ in range(POOL)], "emoji": [rng.choice(EMOJI) for _ in range(POOL)], "letter case": spaced(CASE), "code": spaced(CODE)}
    assert set(result) == set(QUOTAS)
    return result


def long_word(rng, letters):
    kind = rng.randrange(6)
    alphabet = ["abcdefghijklmnopqrstuvwxyz", "ab", "etaoinshrdlu", "世界人大中国日本語龍", "а-яёЁ", "a\u0301é가"][kind]
    text = "".join(rng.choices(alphabet, k=letters))
    return rng.choice(["", " ", "\n"]) + text + rng.choice(["", " end", "\n"])


def make_texts(seed, count, added, vocabulary, huge):
    """`(class, text)`, `count` of them; `added` and `vocabulary` are texts of tokens."""
    rng = random.Random(seed)
    pool = pools(rng, added, vocabulary)
    mixed = [piece for name, quota in QUOTAS.items() for piece in rng.sample(pool[name], quota * POOL // 1000)]
    names, weights = list(QUOTAS), list(QUOTAS.values())
    texts = [("long words", long_word(rng, rng.randrange(low, high))) for some, low, high in LONG_WORDS for _ in range(some)]
    if huge:
        alphabet = ["abcdefghijklmnopqrstuvwxyz", "a", "世界人大中国日本語龍"][huge % 3]
        letters = HUGE // len(alphabet[0].encode())
        texts.append(("words of 1 MB", "".join(rng.choices(alphabet, k=letters))))
    while len(texts) < count:
        name = rng.choices(names, weights)[0]
        share = rng.random()
        for part, low, high in LENGTHS:
            share -= part
            if share < 0:
                break
        pieces = rng.randrange(low, high + 1)
        own = pool[name]
        text = "".join([rng.choice(own) if rng.random() < 0.7 else rng.choice(mixed) for _ in range(pieces)])
        if text:
            texts.append((name, text))
    rng.shuffle(texts)
    return texts


def cut_text(rng, text):
    """Borders in characters, and origins: all template, all data, or either at random."""
    letters = len(text)
    most = min(letters - 1, 400)
    count = 0 if most < 1 else min(most, 1 + int(rng.expovariate(1) * (1 + letters // rng.choice([3, 8, 30, 100]))))
    borders = sorted({rng.randrange(1, letters) for _ in range(count)})
    kind = rng.random()
    if kind < 0.45:
        return borders, [TEMPLATE] * (len(borders) + 1)
    if kind < 0.75:
        return borders, [DATA] * (len(borders) + 1)
    return borders, [rng.choice([TEMPLATE, DATA]) for _ in range(len(borders) + 1)]


def make_cases(seed, texts):
    """`texts` cut into segments, with borders in characters."""
    rng = random.Random(f"{seed} cuts")
    cuts = [cut_text(rng, text) for text in texts]
    return Cases(texts, [borders for borders, _ in cuts], [origins for _, origins in cuts])
