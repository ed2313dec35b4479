"""Sentences as arrays, grouped by length."""

import numpy as np

import features
import treebank

LENGTHS = (8, 14, 20, 28, 40, 56, 90)


class Vocabulary:
    """The words, tags and labels that are seen often enough in training; row 0 of words is unused, row 1 is rare."""

    def __init__(self, words, tags, labels):
        self.words, self.tags, self.labels = words, tags, labels
        self.word_index = {w: i + 2 for i, w in enumerate(words)}
        self.tag_index = {t: i for i, t in enumerate(tags)}
        self.label_index = {l: i for i, l in enumerate(labels)}

    @classmethod
    def of(cls, sentences, word_count=2, tag_count=4, label_count=15):
        return cls(often((features.normalise(f) for s in sentences for f in s.forms), word_count),
                   often((t for s in sentences for t in s.tags), tag_count),
                   often((l for s in sentences for l in s.labels), label_count))


def often(items, least):
    from collections import Counter
    counts = Counter(items)
    return [x for x, n in sorted(counts.items(), key=lambda e: (-e[1], e[0])) if n >= least]


class Encoder:
    """Turns forms into rows; keeps one vector (the mean of the pieces) for each different word."""

    def __init__(self, vocabulary, table):
        self.vocabulary, self.table = vocabulary, table
        self.vector_index, self.vectors = {}, []

    def form(self, form):
        word = features.normalise(form)
        if word not in self.vector_index:
            self.vector_index[word] = len(self.vectors)
            self.vectors.append(self.table.rows[features.pieces(word, self.table.index)].mean(0))
        return (self.vocabulary.word_index.get(word, 1), *features.hashed(form), self.vector_index[word])

    def ids(self, forms):
        return np.array([self.form(f) for f in forms], np.int32)

    def sentence(self, s, recased=False):
        v = self.vocabulary
        labels = [v.label_index.get(l, v.label_index.get(l.split(":")[0], -1)) for l in s.labels]
        names = [-1 if t == "?" else treebank.NAME_TAGS.index(t) for t in s.names] or [-1] * len(s.forms)
        forms = [s.forms]
        if recased:
            forms += [[f if f.islower() and len(f) < 4 else f[:1].upper() + f[1:] for f in s.forms],
                      [f.upper() for f in s.forms], [f.lower() for f in s.forms]]
        return {"ids": [self.ids(f) for f in forms], "tags": np.array([v.tag_index.get(t, -1) for t in s.tags], np.int32),
                "heads": np.array(s.heads, np.int32), "labels": np.array(labels, np.int32),
                "names": np.array(names, np.int32)}


def plan(data, words, rng=None):
    """[(length, sentences in a batch, their numbers)]; sentences over the longest length are left out when training."""
    groups = {k: [] for k in LENGTHS}
    for i, s in enumerate(data):
        n = len(s["heads"])
        fit = [k for k in LENGTHS if n <= k]
        if fit:
            groups[fit[0]].append(i)
        elif rng is None:
            groups.setdefault(n, []).append(i)
    out = []
    for length, numbers in groups.items():
        if rng is not None:
            rng.shuffle(numbers)
        size = max(1, words // length)
        out += [(length, size, numbers[j:j + size]) for j in range(0, len(numbers), size)]
    if rng is not None:
        rng.shuffle(out)
    return out


# How often a training sentence is shown as a headline, in capitals, in small letters.
RECASED = (.03, .015, .02)


def pack(data, length, size, numbers, rng=None):
    batch = {"ids": np.zeros((size, length, 7), np.int32), "mask": np.zeros((size, length), np.float32)}
    for key in ("tags", "heads", "labels", "names"):
        batch[key] = np.full((size, length), -1, np.int32)
    for row, i in enumerate(numbers):
        s = data[i]
        n = len(s["heads"])
        variant = 0
        if rng is not None and len(s["ids"]) > 1:
            variant = int(rng.choice(4, p=(1 - sum(RECASED), *RECASED)))
        batch["ids"][row, :n] = s["ids"][variant]
        batch["mask"][row, :n] = 1
        for key in ("tags", "heads", "labels", "names"):
            batch[key][row, :n] = s[key]
    return batch
