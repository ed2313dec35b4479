"""Writes the smallest model files that load, as first inputs of model_fuzz.cc. docs/models.md describes the format.

usage: tiny_model.py FOLDER
"""

import pathlib
import struct
import sys

WIDTH = 64
ARC = LABEL = 4
HEADER = struct.Struct("<8sII32sQ")
ENTRY = struct.Struct("<24sIIQQQ")
TEXT = 5
FORMATS = {"b": 1, "h": 2, "i": 3, "H": 4}


def numbers(kind, rows, columns, value=1):
    return FORMATS[kind], rows, columns, struct.pack(f"<{rows * columns}{kind}", *[value] * (rows * columns))


def text(content):
    return TEXT, 1, len(content), content.encode()


def layer(name, inputs, outputs):
    return {
        f"{name}.weights": numbers("b", inputs, outputs),
        f"{name}.bias": numbers("i", 1, outputs),
        f"{name}.scale": numbers("h", 1, outputs),
        f"{name}.shifts": numbers("i", 1, 2),
    }


def norm(name):
    return {f"{name}.gain": numbers("h", 1, WIDTH), f"{name}.bias": numbers("h", 1, WIDTH)}


def model(convolutions, label=LABEL, heads=WIDTH, labels_wide=2 * WIDTH):
    parts = {
        "licence": text("free"),
        "tags": text("NOUN|NN\nVERB|VBD"),
        "labels": text("root\nnsubj"),
        "names": text("O\nB-PER\nI-PER\nB-ORG\nI-ORG\nB-LOC\nI-LOC"),
        "check": text(""),
        "words": text("the\ngeneva"),
        "pieces": text("[UNK]\n're\n##ed"),
    }
    for name, rows in (("word", 4), ("piece", 3), ("prefix", 2), ("suffix", 2), ("ending", 2), ("shape", 2), ("hash", 2)):
        parts[f"{name}.rows"] = numbers("b", rows, WIDTH)
        parts[f"{name}.scale"] = numbers("H", 1, rows)
    parts |= norm("norm")
    parts["dilations"] = numbers("i", 1, convolutions)
    parts["steps"] = numbers("i", 1, convolutions + 1)
    for i in range(convolutions):
        parts |= layer(f"conv{i}", 3 * WIDTH, 2 * WIDTH) | norm(f"norm{i}")
    parts |= layer("heads", WIDTH, heads) | layer("arc", ARC, WIDTH) | layer("label", label, labels_wide)
    parts["root.arc_head"] = numbers("h", 1, ARC)
    parts["root.label_head"] = numbers("h", 1, label)
    parts["distance"] = numbers("i", 1, 3)
    parts["label.one"] = numbers("i", 1, 1)
    return parts


def write(path, parts):
    """Unsigned: the target signs what it gets."""
    offset = HEADER.size + ENTRY.size * len(parts)
    table, blobs = b"", b""
    for name, (kind, rows, columns, blob) in parts.items():
        pad = -offset % 4
        table += ENTRY.pack(name.encode(), kind, 0, rows, columns, offset + pad)
        blobs += b"\0" * pad + blob
        offset += pad + len(blob)
    path.write_bytes(HEADER.pack(b"TIDLANG\n", 1, len(parts), b"", offset) + table + blobs)


def main():
    folder = pathlib.Path(sys.argv[1])
    write(folder / "tiny.model", model(convolutions=0))
    write(folder / "convolution.model", model(convolutions=1))
    write(folder / "wide.model", model(convolutions=0, label=64, heads=192, labels_wide=1088))  # labels wider than arcs


main()
