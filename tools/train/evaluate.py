"""Figures on a development set, with the float network (the shipped integer one is measured by bench/quality/language)."""

import numpy as np

import batches
import treebank
from network import predict


def spans(tags):
    found, i = set(), 0
    while i < len(tags):
        if tags[i] != "O" and tags[i] != "?":
            kind, j = tags[i][2:], i + 1
            while j < len(tags) and tags[j] == "I-" + kind:
                j += 1
            found.add((i, j, kind))
            i = j
        else:
            i += 1
    return found


def main_label(label):
    return label.split(":")[0]


def figures(p, sentences, data, vectors, vocabulary):
    count = upos = both = uas = las = full = 0
    right = given = gold = 0
    for length, size, numbers in batches.plan(data, 1400):
        b = batches.pack(data, length, size, numbers)
        tags, names, heads, labels = map(np.array, predict(p, b["ids"][..., :6], vectors[b["ids"][..., 6]], b["mask"]))
        for row, i in enumerate(numbers):
            s = sentences[i]
            for j in range(len(s.forms)):
                tag, label = vocabulary.tags[tags[row, j]], vocabulary.labels[labels[row, j]]
                arc = heads[row, j] == s.heads[j]
                count += 1
                upos += tag.split("|")[0] == s.tags[j].split("|")[0]
                both += tag == s.tags[j]
                uas += arc
                las += arc and main_label(label) == main_label(s.labels[j])
                full += arc and label == s.labels[j]
            if s.names and "?" not in s.names:
                a, b_ = spans(s.names), spans([treebank.NAME_TAGS[t] for t in names[row, :len(s.forms)]])
                right, given, gold = right + len(a & b_), given + len(b_), gold + len(a)
    percent = lambda x: round(100 * float(x) / max(1, count), 2)
    return {"words": count, "UPOS": percent(upos), "UPOS+XPOS": percent(both), "UAS": percent(uas), "LAS": percent(las),
            "LAS with subtypes": percent(full), "names F1": round(200 * right / max(1, given + gold), 1)}
