"""Hashed features and word pieces into dilated maxout convolutions, then tags, names and a biaffine parse, one pass."""

import jax
import jax.numpy as jnp
import numpy as np

import features

DILATIONS = (1, 2, 4, 1, 2)
ARC, LABEL = 96, 32  # widths of the arc and label layers
DISTANCE_MAX = 20
LEAK = 0.125  # a shift by three in integers
PIECE_WIDTH = 384
TABLES = (("prefix", features.PREFIX_ROWS), ("suffix", features.SUFFIX_ROWS), ("ending", features.ENDING_ROWS),
          ("shape", features.SHAPE_ROWS), ("hash", features.WORD_ROWS))


def initial(width, words, tags, names, labels, seed):
    rng = np.random.RandomState(seed)

    def normal(*size, scale=None):
        return (rng.randn(*size) * (scale or 1 / np.sqrt(size[0]))).astype(np.float32)

    def zeros(*size):
        return np.zeros(size, np.float32)

    p = {"word": normal(words, width, scale=.1), "pieces": normal(PIECE_WIDTH, width),
         "norm": np.ones(width, np.float32), "norm_bias": zeros(width), "root": normal(1, width, scale=.5)}
    for name, rows in TABLES:
        p[name] = normal(rows, width, scale=.1)
    for i in range(len(DILATIONS)):
        p[f"conv{i}"] = normal(3 * width, 2 * width)
        p[f"conv{i}_bias"] = zeros(2 * width)
        p[f"norm{i}"] = np.ones(width, np.float32)
        p[f"norm{i}_bias"] = zeros(width)
    for name, outputs in (("tag", tags), ("name", names), ("arc_head", ARC), ("arc_dep", ARC), ("label_head", LABEL),
                          ("label_dep", LABEL)):
        p[name] = normal(width, outputs)
        p[name + "_bias"] = zeros(outputs)
    p |= {"arc": normal(ARC, ARC), "arc_bias": zeros(ARC), "distance": zeros(2 * DISTANCE_MAX + 1),
          "label": normal(labels, LABEL, LABEL, scale=1 / LABEL), "label_of_head": normal(LABEL, labels),
          "label_of_dep": normal(LABEL, labels), "label_bias": zeros(labels)}
    return {k: jnp.array(v) for k, v in p.items()}


def layer_norm(x, gain, bias):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * gain + bias


def shift(x, by):
    n = x.shape[1]
    if by > 0:
        return jnp.pad(x, ((0, 0), (by, 0), (0, 0)))[:, :n]
    return jnp.pad(x, ((0, 0), (0, -by), (0, 0)))[:, -by:]


def leaky(x):
    return jnp.where(x > 0, x, LEAK * x)


def drop(x, rate, key):
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def embed(p, ids, vectors, key):
    """ids [..., 6]: word, then TABLES; vectors: the words' piece means."""
    word, hashed_word = p["word"][ids[..., 0]], p["hash"][ids[..., 5]]
    if key is not None:
        k1, k2 = jax.random.split(key)
        keep = jax.random.bernoulli(k1, .85, ids.shape[:-1])[..., None]
        word = jnp.where(keep, word, p["word"][1])
        hashed_word = hashed_word * jax.random.bernoulli(k2, .8, ids.shape[:-1])[..., None]
    x = word + hashed_word + vectors @ p["pieces"]
    for i, (name, _) in enumerate(TABLES[:-1]):
        x = x + p[name][ids[..., 1 + i]]
    return x


def encode(p, x, mask, keys, rate=.25):
    width = x.shape[-1]
    x = drop(layer_norm(x, p["norm"], p["norm_bias"]), rate, keys[0])
    m = mask[..., None]
    for i, d in enumerate(DILATIONS):
        x = x * m
        y = jnp.concatenate([shift(x, d), x, shift(x, -d)], -1) @ p[f"conv{i}"] + p[f"conv{i}_bias"]
        y = jnp.maximum(y[..., :width], y[..., width:])
        x = layer_norm(x + drop(y, rate, keys[1 + i]), p[f"norm{i}"], p[f"norm{i}_bias"])
    return x * m


def forward(p, ids, vectors, mask, key=None):
    """Scores of tags, names and arcs ([dependent, head], head 0 = root), and the label layers of heads and dependents."""
    keys = jax.random.split(key, 10) if key is not None else [None] * 10
    x = encode(p, embed(p, ids, vectors, keys[9]), mask, keys)
    batch, n, width = x.shape
    tags = x @ p["tag"] + p["tag_bias"]
    names = x @ p["name"] + p["name_bias"]
    with_root = jnp.concatenate([jnp.broadcast_to(p["root"], (batch, 1, width)), x], 1)
    as_head, as_dep = drop(with_root, .25, keys[7]), drop(x, .25, keys[8])
    arc_head = leaky(as_head @ p["arc_head"] + p["arc_head_bias"])
    arc_dep = leaky(as_dep @ p["arc_dep"] + p["arc_dep_bias"])
    arcs = jnp.einsum("bda,bha->bdh", arc_dep @ p["arc"] + p["arc_bias"], arc_head)
    distance = jnp.clip(jnp.arange(n + 1)[None, :] - 1 - jnp.arange(n)[:, None], -DISTANCE_MAX, DISTANCE_MAX)
    arcs = arcs + p["distance"][distance + DISTANCE_MAX][None]
    heads_there = jnp.concatenate([jnp.ones((batch, 1)), mask], 1)[:, None, :] > 0
    itself = (jnp.arange(n + 1)[None, :] == jnp.arange(1, n + 1)[:, None])[None]
    arcs = jnp.where(heads_there & ~itself, arcs, -1e9)
    label_head = leaky(as_head @ p["label_head"] + p["label_head_bias"])
    label_dep = leaky(as_dep @ p["label_dep"] + p["label_dep_bias"])
    return tags, names, arcs, label_head, label_dep


def label_scores(p, label_head, label_dep, heads):
    head = jnp.take_along_axis(label_head, heads[..., None], 1)
    return (jnp.einsum("bnd,lde,bne->bnl", label_dep, p["label"], head) + head @ p["label_of_head"] +
            label_dep @ p["label_of_dep"] + p["label_bias"])


def cross_entropy(scores, gold):
    there = gold >= 0
    log_probability = jax.nn.log_softmax(scores)
    return -(jnp.take_along_axis(log_probability, jnp.maximum(gold, 0)[..., None], -1)[..., 0] * there).sum()


def loss(p, batch, vectors, key):
    tags, names, arcs, label_head, label_dep = forward(p, batch["ids"], vectors, batch["mask"], key)
    labels = label_scores(p, label_head, label_dep, jnp.maximum(batch["heads"], 0))
    total = (cross_entropy(tags, batch["tags"]) + cross_entropy(arcs, batch["heads"]) +
             cross_entropy(labels, batch["labels"]) + cross_entropy(names, batch["names"]))
    return total / batch["mask"].sum()


@jax.jit
def predict(p, ids, vectors, mask):
    tags, names, arcs, label_head, label_dep = forward(p, ids, vectors, mask)
    heads = arcs.argmax(-1)
    return tags.argmax(-1), names.argmax(-1), heads, label_scores(p, label_head, label_dep, heads).argmax(-1)
