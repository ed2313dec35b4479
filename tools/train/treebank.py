"""Reading treebanks (CoNLL-U) and name annotations (IOB2)."""

import os
from dataclasses import dataclass, field

NAME_TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


@dataclass
class Sentence:
    id: str = ""
    document: str = ""
    forms: list = field(default_factory=list)
    tags: list = field(default_factory=list)  # "UPOS|XPOS"
    heads: list = field(default_factory=list)  # 1-based, 0 = root
    labels: list = field(default_factory=list)
    entities: list = field(default_factory=list)  # MISC Entity= of each word, "" where absent
    names: list = field(default_factory=list)  # NAME_TAGS, "?" where not known; empty where no word is


def read_conllu(path):
    sentences, now, document = [], Sentence(), ""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.split("=", 1)[-1].strip()
            elif line.startswith("# sent_id"):
                now.id = line.split("=", 1)[1].strip()
            elif not line:
                if now.forms:
                    now.document = document
                    sentences.append(now)
                now = Sentence()
            elif line[0] != "#":
                add_word(now, line.split("\t"))
    if now.forms:
        sentences.append(now)
    return sentences


def add_word(sentence, columns):
    if "-" in columns[0] or "." in columns[0]:
        return  # ranges and empty nodes carry no tree of their own
    sentence.forms.append(columns[1])
    sentence.tags.append(columns[3] + "|" + columns[4])
    sentence.heads.append(int(columns[6]))
    sentence.labels.append(columns[7])
    entity = [m[7:] for m in columns[9].split("|") if m.startswith("Entity=")]
    sentence.entities.append(entity[0] if entity else "")


def read_names(path):
    """sentence id -> (forms, tags)"""
    names, id, forms, tags = {}, "", [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                id = line.split("=", 1)[1].strip()
            elif not line:
                if forms:
                    names[id] = (forms, tags)
                forms, tags = [], []
            elif line[0] != "#":
                columns = line.split("\t")
                forms.append(columns[1])
                tags.append(columns[2] if columns[2] in NAME_TAGS else "O")
    if forms:
        names[id] = (forms, tags)
    return names


def attach_names(sentences, names):
    for sentence in sentences:
        forms, tags = names.get(sentence.id, (None, None))
        if forms == sentence.forms:
            sentence.names = tags


KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
INNER = {"PROPN", "ADP", "DET", "CCONJ", "PUNCT", "NUM", "PART"}
# Words before a name that the name annotation leaves outside it.
TITLES = set("mr. mrs. ms. mr mrs ms dr. dr president king queen prince princess emperor pope sir lord lady saint st. "
             "professor prof. judge justice senator sen. representative rep. minister general gen. captain capt. "
             "governor gov. mayor chairman secretary".split())


CALENDAR = set("january february march april may june july august september october november december monday tuesday "
               "wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
               .split())


def names_from_entities(sentences):
    """Names from GUM's entity spans: a span of person, place or organisation whose words are a name gives its tags;
    every other proper noun stays unknown ("?"), since other kinds (events, objects, abstracts) may hide in it."""
    for s in sentences:
        upos = [t.split("|")[0] for t in s.tags]
        plain = [f.lower() in TITLES or f.lower() in CALENDAR for f in s.forms]
        s.names = ["?" if u == "PROPN" and not p else "O" for u, p in zip(upos, plain)]
        spans = entity_spans(s)
        for begin, end, kind in sorted(spans, key=lambda x: x[1] - x[0]):
            begin, end = name_within(s.forms, upos, begin, end)
            if begin is None or kind not in KINDS:
                continue
            for i in range(begin, end):
                s.names[i] = ("B-" if i == begin else "I-") + KINDS[kind]
            if end < len(s.names) and s.names[end].startswith("I-"):
                s.names[end] = "B-" + s.names[end][2:]


def name_within(forms, upos, begin, end):
    while begin < end and (upos[begin] in ("DET", "PUNCT") or forms[begin].lower() in TITLES):
        begin += 1
    while begin < end and (upos[end - 1] == "PUNCT" or forms[end - 1] in ("'s", "’s", "'")):
        end -= 1
    inside = range(begin, end)
    if begin >= end or upos[begin] != "PROPN" or any(upos[i] not in INNER for i in inside):
        return None, None
    return begin, end


def entity_spans(sentence):
    """(begin, end, kind) of the entity brackets that open and close in this sentence."""
    spans, open_ = [], []
    for i, text in enumerate(sentence.entities):
        pos = 0
        while pos < len(text):
            if text[pos] == "(":
                stop = pos + 1
                while stop < len(text) and text[stop] not in "()":
                    stop += 1
                fields = text[pos + 1:stop].split("-")
                open_.append((fields[0], i, fields[1] if len(fields) > 1 else ""))
                pos = stop
                if pos < len(text) and text[pos] == ")":
                    id, begin, kind = open_.pop()
                    spans.append((begin, i + 1, kind))
                    pos += 1
            else:
                stop = text.find(")", pos)
                if stop < 0:
                    break
                id = text[pos:stop]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == id:
                        _, begin, kind = open_.pop(k)
                        spans.append((begin, i + 1, kind))
                        break
                pos = stop + 1
    return spans


def read_data(folder):
    """The training sentences, and the development sets by name."""
    def at(*path):
        return os.path.join(folder, *path)

    train, dev = read_conllu(at("ud_ewt/train.conllu")), read_conllu(at("ud_ewt/dev.conllu"))
    attach_names(train, read_names(at("uner_ewt/train.iob2")))
    attach_names(dev, read_names(at("uner_ewt/dev.iob2")))
    gum, gum_dev = read_conllu(at("gum_open/train.conllu")), read_conllu(at("gum_open/dev.conllu"))
    names_from_entities(gum)
    return train + gum, {"EWT dev": dev, "GUM dev": gum_dev}
