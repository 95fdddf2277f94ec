"""The workloads of bench:train in JAX with Optax, jitted, all threads: prints one row. Usage: jax_step.py WORKLOAD SECONDS"""
import json, sys, time
import jax, optax
from jax import lax, nn, numpy as jnp

EIGHT = [(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)]


class Numbers:
    def __init__(self):
        self.key = jax.random.key(1)

    def next(self):
        self.key, key = jax.random.split(self.key)
        return key

    def weights(self, *shape):
        fan = 1
        for size in shape[:-1]:
            fan *= size
        return jax.random.normal(self.next(), shape) * (2 / fan) ** 0.5

    def normal(self, *shape):
        return jax.random.normal(self.next(), shape)

    def integers(self, below, *shape):
        return jax.random.randint(self.next(), shape, 0, below)


def conv(x, w, stride=1):
    pad = w.shape[0] // 2
    return lax.conv_general_dilated(x, w, (stride, stride), ((pad, pad),) * 2, dimension_numbers=('NHWC', 'HWIO', 'NHWC'))


def pool(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), 'VALID')


def normalized(p, x, stride=1):
    h = conv(x, p['w'], stride)
    mean, variance = h.mean((0, 1, 2)), h.var((0, 1, 2))
    return (h - mean) * lax.rsqrt(variance + 1e-5) * p['g'] + p['b']


def residual(p, x, stride):
    h = normalized(p['second'], nn.relu(normalized(p['first'], x, stride)))
    return nn.relu(h + (normalized(p['shortcut'], x, stride) if 'shortcut' in p else x))


def layer(n, size, inputs, outputs):
    return dict(w=n.weights(size, size, inputs, outputs), g=jnp.ones(outputs), b=jnp.zeros(outputs))


def resnet(n, stem, blocks):
    p, inputs = dict(stem=layer(n, 3, 3, stem), blocks=[]), stem
    for outputs, stride in blocks:
        block = dict(first=layer(n, 3, inputs, outputs), second=layer(n, 3, outputs, outputs))
        if stride != 1 or inputs != outputs:
            block['shortcut'] = layer(n, 1, inputs, outputs)
        p['blocks'].append(block)
        inputs = outputs
    p['w'], p['c'] = n.weights(inputs, 10), jnp.zeros(10)

    def logits(p, x):
        h = nn.relu(normalized(p['stem'], x))
        for block, (_, stride) in zip(p['blocks'], blocks):
            h = residual(block, h, stride)
        return h.mean((1, 2)) @ p['w'] + p['c']

    return p, logits, n.normal(32, 32, 32, 3), n.integers(10, 32)


def lstm(n):
    p = dict(e=n.weights(2000, 64), k=n.weights(64, 256), r=n.weights(64, 256), b=jnp.zeros(256), w=n.weights(64, 2000), c=jnp.zeros(2000))

    def logits(p, x):
        def cell(state, u):
            h, c = state
            i, f, g, o = jnp.split(u + h @ p['r'], 4, -1)
            c = nn.sigmoid(f) * c + nn.sigmoid(i) * jnp.tanh(g)
            h = nn.sigmoid(o) * jnp.tanh(c)
            return (h, c), h

        zeros = jnp.zeros((20, 64))
        _, hidden = lax.scan(cell, (zeros, zeros), p['e'][x] @ p['k'] + p['b'])
        return (hidden @ p['w'] + p['c']).reshape(700, 2000)

    return p, logits, n.integers(2000, 35, 20), n.integers(2000, 700)


def made(name, n):
    if name == 'mlp':
        p = dict(w=n.weights(784, 128), b=jnp.zeros(128), v=n.weights(128, 10), c=jnp.zeros(10))
        return p, lambda p, x: nn.relu(x @ p['w'] + p['b']) @ p['v'] + p['c'], n.normal(64, 784), n.integers(10, 64)
    if name == 'cnn':
        p = dict(w=n.weights(3, 3, 1, 8), b=jnp.zeros(8), v=n.weights(3, 3, 8, 16), c=jnp.zeros(16), o=n.weights(784, 10), d=jnp.zeros(10))

        def logits(p, x):
            h = pool(nn.relu(conv(pool(nn.relu(conv(x, p['w']) + p['b'])), p['v']) + p['c']))
            return h.reshape(64, -1) @ p['o'] + p['d']

        return p, logits, n.normal(64, 28, 28, 1), n.integers(10, 64)
    if name == 'lstm':
        return lstm(n)
    return resnet(n, 16, [(16, 1)]) if name == 'resnetBlock' else resnet(n, 64, EIGHT)


def main(name, seconds):
    p, logits, x, y = made(name, Numbers())
    adam = optax.adam(1e-3)
    loss = lambda p: optax.softmax_cross_entropy_with_integer_labels(logits(p, x), y).mean()

    @jax.jit
    def train(p, state):
        value, grads = jax.value_and_grad(loss)(p)
        updates, state = adam.update(grads, state, p)
        return optax.apply_updates(p, updates), state, value

    state, large = adam.init(p), name == 'resnet18'
    for _ in range(1 if large else 10):
        p, state, value = train(p, state)
    jax.block_until_ready(p)
    times, end = [], time.perf_counter() + seconds
    while len(times) < (3 if large else 10) or time.perf_counter() < end:
        start = time.perf_counter()
        p, state, value = train(p, state)
        read = float(value)
        jax.block_until_ready(p)
        times.append(1e3 * (time.perf_counter() - start))
    times.sort()
    at = lambda q: times[max(0, -int(-q * len(times) // 1) - 1)]
    print(json.dumps(dict(backend=f'jax {jax.__version__}', workload=name, variant='peer', ms=at(0.5), p10=at(0.1), loss=read)))


main(sys.argv[1], float(sys.argv[2]))
