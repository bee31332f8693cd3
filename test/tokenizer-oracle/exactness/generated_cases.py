"""Cases of the exactness run that are generated for a tokenizer."""
import random

import generator
from frames import Cases
from normal_form import without_reordered

#: Texts of a chunk.
CHUNK = 10_000
#: A tokenizer's vocabulary is sampled once a chunk.
VOCABULARY_SAMPLE = 4000


def measurable(reference, cases):
    """Without borders where marks change places in normalisation: no token has a place there."""
    if not reference.normal_form:
        return cases
    kept = [without_reordered(*each) for each in zip(cases.texts, cases.borders, cases.origins)]
    return Cases(cases.texts, [borders for borders, _ in kept], [origins for _, origins in kept])


def generated_cases(model, chunk, reference):
    seed = f"{model} {chunk}"
    rng = random.Random(seed)
    special = [token["content"] for token in reference.definition["added_tokens"] if token["special"]]
    others = [token["content"] for token in reference.definition["added_tokens"] if not token["special"]]
    # As often one kind as the other, whatever there are more of.
    added = rng.choices(special, k=200) + rng.choices(others or special, k=200) + ["<think>", "<|im_end|>", "</s>", "<eos>", "[INST]"]
    ids = rng.sample(range(reference.full.get_vocab_size()), VOCABULARY_SAMPLE)
    vocabulary = [text for text in reference.full.decode_batch([[id] for id in ids], skip_special_tokens=False) if text]
    huge = chunk // generator.HUGE_EVERY + 1 if chunk % generator.HUGE_EVERY == 0 else 0
    made = generator.make_texts(seed, CHUNK, added, vocabulary, huge)
    return [name for name, _ in made], generator.make_cases(seed, [text for _, text in made])
