"""Writes data/masked.json: `python masked.py > data/masked.json`, with numpy.

Magma (arXiv 2602.15322) around AdamW: after a step of AdamW, the change of a leaf is multiplied by its
alignment, an average of sigmoids of the cosine between momentum and gradient, or by 0 with probability
1 - p. SaRA (arXiv 2409.06633): AdamW on the weights whose absolute values were below a threshold at the
start. KEPT says which leaves momenta keeps in each step with the seed 0; the paper does not say how to
draw them. Both agree with pytorch_optimizer 4.1.0 (Magma, given the same masks, and SaRA) in float64.
"""

import json

import numpy as np

STEPS = 6
LR, B1, B2, EPS, DECAY = 0.1, 0.9, 0.999, 1e-8, 0.01
KEPT = [[0, 1], [1, 0], [1, 0], [1, 1], [1, 1], [0, 0]]
rng = np.random.default_rng(1)
start = {'b': rng.normal(size=2).round(3), 'w': rng.normal(size=6).round(3)}
start['w'][:3] *= 0.1
grads = [{name: rng.normal(size=x.size).round(3) for name, x in start.items()} for _ in range(STEPS)]


class AdamW:
    def __init__(self, size):
        self.m, self.v, self.t = np.zeros(size), np.zeros(size), 0

    def step(self, x, g):
        self.t += 1
        self.m = B1 * self.m + (1 - B1) * g
        self.v = B2 * self.v + (1 - B2) * g * g
        direction = self.m / (1 - B1**self.t) / (np.sqrt(self.v / (1 - B2**self.t)) + EPS)
        return x - LR * (direction + DECAY * x)


def magma(tau=2.0, average=0.9):
    x = {name: values.copy() for name, values in start.items()}
    adam = {name: AdamW(values.size) for name, values in x.items()}
    alignment = {name: 1.0 for name in x}
    for kept, g in zip(KEPT, grads):
        for keep, name in zip(kept, x):
            moved, m = adam[name].step(x[name], g[name]), adam[name].m
            cosine = m @ g[name] / (np.linalg.norm(m) * np.linalg.norm(g[name]))
            target = 1 / (1 + np.exp(-cosine / tau))
            alignment[name] = average * alignment[name] + (1 - average) * target
            x[name] = x[name] + keep * alignment[name] * (moved - x[name])
        yield {name: values.tolist() for name, values in x.items()}


def sara(threshold=0.1):
    x = {name: values.copy() for name, values in start.items()}
    adam = {name: AdamW(values.size) for name, values in x.items()}
    masks = {name: np.abs(values) < threshold for name, values in x.items()}
    for g in grads:
        for name in x:
            moved = adam[name].step(x[name], g[name])
            x[name] = np.where(masks[name], moved, x[name])
        yield {name: values.tolist() for name, values in x.items()}


plain = lambda leaves: {name: values.tolist() for name, values in leaves.items()}
print(
    json.dumps(
        {
            'start': plain(start),
            'grads': [plain(g) for g in grads],
            'magma': list(magma()),
            'sara': list(sara()),
        }
    )
)
