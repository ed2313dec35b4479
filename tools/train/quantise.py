#!/usr/bin/env python3
"""From trained weights to the model file, in integers; train.py does it at its end, and this does it again:

  quantise.py --weights WEIGHTS.npz --data DATA --encoder ENCODER --licence LICENCE.txt --out english.model

Ranges come from the sentences of the training set. Units are named as value = integer / unit."""

import argparse
import os

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax.numpy as jnp
import numpy as np

import batches
import features
import model_file
import network
import treebank
import word_table

NORM_UNIT = 1024  # of the residual stream and of the biases of normalisation
GAIN_UNIT = 1024
CALIBRATION_SENTENCES = 1500


def activations(p, ids, vectors, mask):
    """What forward() computes, with everything that needs a range kept. Words only, no padding."""
    keep = {}
    there = np.array(mask) > 0
    x = network.embed(p, ids, vectors, None)
    keep["embed"] = x
    x = network.layer_norm(x, p["norm"], p["norm_bias"])
    width, m = x.shape[-1], mask[..., None]
    for i, d in enumerate(network.DILATIONS):
        x = x * m
        keep[f"in{i}"] = x
        y = jnp.concatenate([network.shift(x, d), x, network.shift(x, -d)], -1) @ p[f"conv{i}"] + p[f"conv{i}_bias"]
        y = jnp.maximum(y[..., :width], y[..., width:])
        keep[f"out{i}"] = y
        x = network.layer_norm(x + y, p[f"norm{i}"], p[f"norm{i}_bias"])
    keep["final"] = x
    for name in ("arc_head", "arc_dep", "label_head", "label_dep"):
        keep[name] = network.leaky(x @ p[name] + p[name + "_bias"])
    for name in ("tag", "name"):
        keep[name] = x @ p[name] + p[name + "_bias"]
    keep["arc"] = keep["arc_dep"] @ p["arc"] + p["arc_bias"]
    keep["label"] = jnp.einsum("bnd,lde->bnle", keep["label_dep"], p["label"]) + p["label_of_head"].T[None, None]
    keep["label"] = keep["label"].reshape(*x.shape[:2], -1)
    return {k: np.array(v)[there] for k, v in keep.items()}


def calibrate(p, data, vectors):
    rng = np.random.RandomState(0)
    chosen = [data[i] for i in rng.permutation(len(data))[:CALIBRATION_SENTENCES]]
    parts = []
    for length, size, numbers in batches.plan(chosen, 1400):
        b = batches.pack(chosen, length, size, numbers)
        parts.append(activations(p, b["ids"][..., :6], vectors[b["ids"][..., 6]], b["mask"]))
    return {k: np.concatenate([x[k] for x in parts]) for k in parts[0]}


def rounded(x, dtype):
    limit = np.iinfo(dtype)
    return np.clip(np.rint(x), limit.min, limit.max).astype(dtype)


def rows_int8(table, unit):
    """int8 rows with a multiplier each: value * unit = (row * scale + 128) >> 8."""
    step = np.maximum(np.abs(table).max(1), 1e-6) / 127
    scale = np.clip(np.rint(step * unit * 256), 1, 65535)
    step = scale / (unit * 256)
    return rounded(np.clip(table / step[:, None], -127, 127), np.int8), scale.astype(np.uint16)


def step_of(x, sigmas=None):
    """The size of one step of an int8 activation: the range that loses least in mean square."""
    x = np.abs(x).ravel()
    x = x[:: max(1, x.size // 400000)]
    best = None
    for share in np.linspace(.3, 1, 36):
        step = x.max() * share / 127
        error = np.mean((np.minimum(np.rint(x / step), 127) * step - x) ** 2)
        best = min(best or (error, step), (error, step))
    return best[1]


def dense(parts, name, weights, bias, step, unit, reach, paired=0):
    """int8 weights [in, out] with a step for each output; the int32 sum becomes
       clamp((sum + bias + half) >> down, +-32767) * scale >> shift = value * unit.
    `reach`: the largest value of each output; `paired`: outputs i and i + paired share a step (maxout)."""
    biggest = np.abs(weights).max(0)
    biggest = np.maximum(biggest, biggest.max() / 64)  # an output that is nearly all bias needs a step too
    if paired:
        biggest = np.tile(np.maximum(biggest[:paired], biggest[paired:]), 2)
        reach = np.tile(reach, 2)
    wstep = biggest / 127
    down = 0
    while (reach / (wstep * step) * 1.3 / (1 << down)).max() > 32767:
        down += 1
    factor = wstep * step * np.broadcast_to(unit, wstep.shape) * (1 << down)
    shift = 20
    while shift > 1 and (factor * (1 << shift)).max() > 32767:
        shift -= 1
    parts[name + ".weights"] = rounded(weights / wstep, np.int8)
    parts[name + ".bias"] = rounded(bias / (wstep * step), np.int32)
    parts[name + ".scale"] = rounded(factor * (1 << shift), np.int16)
    parts[name + ".shifts"] = np.array([down, shift], np.int32)


def embedding_parts(parts, p, vocabulary, table, ranges):
    unit = 2. ** np.floor(np.log2(24000 / np.abs(ranges["embed"]).max()))
    tables = {"word": np.array(p["word"]), "piece": table.rows @ np.array(p["pieces"])}
    for name, _ in network.TABLES:
        tables[name] = np.array(p[name])
    for name, rows in tables.items():
        parts[name + ".rows"], parts[name + ".scale"] = rows_int8(rows, unit)
    parts["words"] = "\n".join(vocabulary.words)
    parts["pieces"] = "\n".join(table.names)


def norm_parts(parts, name, gain, bias):
    parts[name + ".gain"] = rounded(np.array(gain) * GAIN_UNIT, np.int16)
    parts[name + ".bias"] = rounded(np.array(bias) * NORM_UNIT, np.int16)


def to_int8(step):
    """The factor of int8 = residual * factor >> 20."""
    return round((1 << 20) / (NORM_UNIT * step))


def convolution_parts(parts, p, ranges):
    width = p["norm"].size
    steps = [step_of(ranges[f"in{i}"]) for i in range(len(network.DILATIONS))] + [step_of(ranges["final"])]
    norm_parts(parts, "norm", p["norm"], p["norm_bias"])
    for i, _ in enumerate(network.DILATIONS):
        reach = np.abs(ranges[f"out{i}"]).max(0)
        dense(parts, f"conv{i}", np.array(p[f"conv{i}"]), np.array(p[f"conv{i}_bias"]), steps[i], NORM_UNIT, reach,
              paired=width)
        norm_parts(parts, f"norm{i}", p[f"norm{i}"], p[f"norm{i}_bias"])
    parts["dilations"] = np.array(network.DILATIONS, np.int32)
    parts["steps"] = np.array([to_int8(s) for s in steps], np.int32)
    return steps[-1]


GROUPS = (("arc_head", network.ARC), ("arc_dep", network.ARC), ("label_head", network.LABEL),
          ("label_dep", network.LABEL), ("name", 16), ("tag", None))
FINE = 16  # layers that become int8 again are kept this much finer before
HEAD_REACH, FIT = 2047, .8  # int16 factors of the arc and label products stay within HEAD_REACH and VALUE_REACH
VALUE_REACH = 8191


def head_parts(parts, p, ranges, step):
    top = {k: np.abs(ranges[k]).max() for k in ranges}
    unit = {"arc_head": FIT * HEAD_REACH / top["arc_head"], "label_head": FIT * HEAD_REACH / top["label_head"],
            "arc_dep": FINE / step_of(ranges["arc_dep"]), "label_dep": FINE / step_of(ranges["label_dep"]),
            "tag": 16000 / top["tag"], "name": 16000 / top["name"]}
    weights, bias, units, reach = [], [], [], []
    for name, size in GROUPS:
        w, b = np.array(p[name]), np.array(p[name + "_bias"])
        short = (size or -(-w.shape[1] // 16) * 16) - w.shape[1]
        # Outputs that only fill up never win.
        weights.append(np.pad(w, ((0, 0), (0, short))))
        bias.append(np.pad(b, (0, short)))
        units.append(np.full(w.shape[1] + short, unit[name]))
        reach.append(np.pad(np.abs(np.array(ranges[name])).max(0), (0, short), constant_values=1e-6) * 1.5)
    weights, bias, units, reach = (np.concatenate(x, -1) for x in (weights, bias, units, reach))
    # The leak makes the range of the layers before it wider than after.
    start = 0
    for name, size in GROUPS:
        if name.startswith(("arc", "label")):
            reach[start:start + size] = 3 * top[name]
        start += size or 0
    dense_padded(parts, "heads", weights, bias, step, units, reach)
    root = np.array(p["root"])[0]
    for name in ("arc_head", "label_head"):
        value = np.array(network.leaky(root @ p[name] + p[name + "_bias"]))
        parts["root." + name] = np.clip(np.rint(value * unit[name]), -HEAD_REACH, HEAD_REACH).astype(np.int16)
    arc_parts(parts, p, ranges, unit)
    label_parts(parts, p, ranges, unit)


def dense_padded(parts, name, weights, bias, step, units, reach):
    short = -weights.shape[1] % 64
    dense(parts, name, np.pad(weights, ((0, 0), (0, short))), np.pad(bias, (0, short)), step,
          np.pad(units, (0, short), constant_values=1), np.pad(reach, (0, short), constant_values=1e-6))


def arc_parts(parts, p, ranges, unit):
    value_unit = FIT * VALUE_REACH / np.abs(ranges["arc"]).max()
    dense_padded(parts, "arc", np.array(p["arc"]), np.array(p["arc_bias"]), FINE / unit["arc_dep"],
                 np.full(network.ARC, value_unit), np.abs(ranges["arc"]).max(0))
    parts["distance"] = rounded(np.array(p["distance"]) * value_unit * unit["arc_head"], np.int32)


def label_parts(parts, p, ranges, unit):
    """One column for each label and pair of the head's layer, pairs outermost; the last pair is (1, 0) in the head."""
    labels = p["label_bias"].size
    wide = -(-labels // 16) * 16
    value_unit = FIT * VALUE_REACH / np.abs(ranges["label"]).max()
    weights = np.zeros((network.LABEL, network.LABEL + 2, wide), np.float32)
    bias = np.zeros((network.LABEL + 2, wide), np.float32)
    weights[:, :network.LABEL, :labels] = np.transpose(np.array(p["label"]), (1, 2, 0))
    weights[:, network.LABEL, :labels] = np.array(p["label_of_dep"])
    bias[:network.LABEL, :labels] = np.array(p["label_of_head"])
    bias[network.LABEL, :labels] = np.array(p["label_bias"])
    bias[network.LABEL, labels:] = -10  # filling never wins

    def columns(x):  # [..., e, l] -> pairs of e inside
        lead = x.shape[:-2]
        x = x.reshape(*lead, (network.LABEL + 2) // 2, 2, wide)
        return np.swapaxes(x, -1, -2).reshape(*lead, -1)

    reach = np.full((network.LABEL + 2) * wide, np.abs(ranges["label"]).max() * 2)
    dense_padded(parts, "label", columns(weights), columns(bias), FINE / unit["label_dep"],
                 np.full(reach.size, value_unit), reach)
    parts["label.one"] = rounded(np.array([unit["label_head"]]), np.int32)


def self_check(parts, encoder):
    """Words with the rows the trainer gives them, for the reader of the file to compare with its own."""
    forms = ["Geneva", "don't", "1,250.75", "NATO's", "Ærøskøbing", "x" * 90, "“", "U.S.-led", "日本", "ЛАВРОВ", "co-opted", "''"]
    lines = []
    for form in forms:
        word = features.normalise(form)
        row = encoder.vocabulary.word_index.get(word, 1)
        numbers = [row, *features.hashed(form), *features.pieces(word, encoder.table.index)]
        lines.append(form + "\t" + " ".join(map(str, numbers)))
    parts["check"] = "\n".join(lines)


def make(weights, train_set, encoder_folder, licence, out):
    stored = np.load(weights)
    p = {k[2:]: jnp.array(stored[k]) for k in stored.files if k.startswith("p/")}
    vocabulary = batches.Vocabulary(*([str(x) for x in stored[k]] for k in ("words", "tags", "labels")))
    encoder = batches.Encoder(vocabulary, word_table.PieceTable(encoder_folder))
    data = [encoder.sentence(s) for s in train_set[::4]]
    ranges = calibrate(p, data, np.stack(encoder.vectors))
    with open(licence, encoding="utf-8") as f:
        parts = {"licence": f.read()}
    parts |= {"tags": "\n".join(vocabulary.tags), "labels": "\n".join(vocabulary.labels),
              "names": "\n".join(treebank.NAME_TAGS)}
    self_check(parts, encoder)
    embedding_parts(parts, p, vocabulary, encoder.table, ranges)
    last = convolution_parts(parts, p, ranges)
    head_parts(parts, p, ranges, last)
    size = model_file.write(out, parts)
    print(f"{out}: {size / 1e6:.1f} MB, {len(parts)} parts")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "data", "encoder", "licence", "out"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    train_set, _ = treebank.read_data(options.data)
    make(options.weights, train_set, options.encoder, options.licence, options.out)


if __name__ == "__main__":
    main()
