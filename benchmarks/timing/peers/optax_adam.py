"""One Adam step in Optax, jitted with donated buffers: prints one row. Usage: optax_adam.py jit PARAMS TENSORS SECONDS"""
import json, sys, time
from functools import partial
import jax, optax
from jax import numpy as jnp

size, count, seconds = int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
keys = jax.random.split(jax.random.key(1), 2 * count)
params = [jax.random.normal(k, (size // count,)) for k in keys[:count]]
grads = [jax.random.normal(k, (size // count,)) for k in keys[count:]]
adam = optax.adam(1e-3)
state = adam.init(params)


@partial(jax.jit, donate_argnums=(0, 1))
def step(params, state, grads):
    updates, state = adam.update(grads, state, params)
    return optax.apply_updates(params, updates), state


for _ in range(5):
    params, state = step(params, state, grads)
jax.block_until_ready(params)
times, end = [], time.perf_counter() + seconds
while len(times) < 7 or (time.perf_counter() < end and len(times) < 3000):
    start = time.perf_counter()
    params, state = step(params, state, grads)
    jax.block_until_ready((params, state))
    times.append(1e3 * (time.perf_counter() - start))
times.sort()
at = lambda q: times[max(0, -int(-q * len(times) // 1) - 1)]
print(json.dumps(dict(backend=f'optax {optax.__version__}', optimizer='adam', variant='peer', params=size // count * count, tensors=count, ms=at(0.5), p10=at(0.1))))
