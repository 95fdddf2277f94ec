import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  type Arithmetic,
  chain,
  counted,
  describe,
  hyperparameters,
  optimizer,
  ranges,
  remember,
  standardNormal,
  storedNorm,
  type Transform,
} from '@momenta/core'
import { disposeIterate, eager, type Iterate, oracleOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

/** u' = f(u), without state. */
const mapped = (f: <A>(x: Arithmetic<A>, u: A) => A): Transform =>
  describe({
    name: 'mapped',
    slots: {},
    hyper: {},
    init: () => null,
    plan: () => ({ next: null, plan: { scalars: {} } }),
    body: (x, { updates: u }) => ({ updates: f(x, u), slots: {} }),
  })

/** u' = -rate u */
const descend = (rate: number): Transform =>
  counted({
    name: 'descend',
    slots: {},
    hyper: hyperparameters('descend', { rate: [rate, ranges.positive] }),
    scalars: ({ rate }) => ({ minus: -rate }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.minus, u), slots: {} }),
  })

/** mu' = mu / 2 + u / 2, and u' = mu' */
const half = counted({
  name: 'half',
  slots: { mu: 'zeros' },
  hyper: {},
  scalars: () => ({ share: 0.5 }),
  body: (x, { updates: u, slots: s, scalars: k }) => {
    const mu = x.add(x.mul(k.share, s.mu), x.mul(k.share, u))
    return { updates: mu, slots: { mu } }
  },
})

type W = { readonly w: tf.Tensor }
const numbers = (tensor: tf.Tensor | undefined): readonly number[] =>
  Array.from(tensor?.dataSync() ?? [])

/** One step from w = 0 with the gradient given. */
const once = (transform: Transform, grad: tf.Tensor): Iterate<W> => {
  const { init, step } = eager(optimizer(transform))
  return step(() => ({ value: tf.scalar(0), grads: { w: grad } }), init({ w: tf.zerosLike(grad) }))
}

const steep = oracleOf(({ w }: W) => tf.sum(tf.mul(w, [4, 8])) as tf.Scalar)

t.test('gradient descent on the sum of squares, worked by hand', async (t) => {
  const { init, step } = eager(optimizer(descend(0.25)))
  const bowl = oracleOf(({ w }: W) => tf.sum(tf.square(w)) as tf.Scalar)
  let iterate = init<W>({ w: tf.tensor1d([1, -2]) })
  // w - 0.25 * 2 w = w / 2; the value is that at the previous point
  for (const [w, value] of [
    [[0.5, -1], 5],
    [[0.25, -0.5], 1.25],
    [[0.125, -0.25], 0.3125],
  ] as const) {
    iterate = step(bowl, iterate)
    t.same(numbers(iterate.params.w), w)
    t.same(numbers(iterate.value), [value])
  }
  t.equal(iterate.state.step, 3)
  disposeIterate(iterate)
})

t.test('momentum and its memory, worked by hand; the entry is the momentum itself', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const { init, step } = eager(optimizer(chain(half, remember({ capacity: 2 }), descend(1))))
    let iterate = init<W>({ w: tf.tensor1d([0, 0]) })
    // gradient [4, 8]: mu = [2, 4], [3, 6], [3.5, 7]; the aggregate is mu plus the mean of those
    // stored before: [2, 4], [3 + 2, 6 + 4], [3.5 + (2 + 3) / 2, 7 + (4 + 6) / 2] = [6, 12]; all
    // exact in float32
    for (const w of [
      [-2, -4],
      [-7, -14],
      [-13, -26],
    ]) {
      iterate = step(steep, iterate)
      t.same(numbers(iterate.params.w), w, backend)
    }
    const [momentum, memory] = iterate.state.parts
    t.same(numbers(momentum?.slots.mu?.w), [3.5, 7])
    t.ok(memory?.buffers.w?.includes(momentum?.slots.mu?.w as tf.Tensor))
    disposeIterate(iterate)
  }
  await tf.setBackend('cpu')
})

t.test('updates between the parts of a chain are freed after each leaf', async (t) => {
  const leaves = 20
  const seen: number[] = []
  const watch = mapped((_, u) => {
    seen.push(tf.memory().numTensors)
    return u
  })
  const peak = (parts: number): number => {
    const double = mapped((x, u) => x.add(u, u))
    const { init, step } = eager(optimizer(chain(...Array(parts).fill(double), watch)))
    const point = Array.from({ length: leaves }, () => tf.ones([3]))
    const iterate = init(point)
    const before = tf.memory().numTensors
    const value = () => ({ value: tf.scalar(0), grads: point.map(() => tf.ones([3])) })
    disposeIterate(step(value, iterate))
    tf.dispose(point)
    return (seen.at(-1) as number) - before
  }
  // besides the iterate, at the last leaf: the value, one gradient per leaf, one update per leaf
  // except the last, and the temporaries of one leaf
  for (const parts of [1, 6]) t.equal(peak(parts), 1 + leaves + (leaves - 1) + parts)
})

t.test('max, min and sign are the same on every backend', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const at = (f: <A>(x: Arithmetic<A>, u: A) => A, values: readonly number[]) => {
      const iterate = once(mapped(f), tf.tensor1d([...values]))
      const answer = numbers(iterate.params.w)
      disposeIterate(iterate)
      return answer
    }
    const values = [1, 3, Number.NaN]
    // a NaN in a is returned: a < b is false; a NaN in b is not
    t.same(
      at((x, u) => x.max(u, x.of(2)), values),
      [2, 3, Number.NaN],
      backend,
    )
    t.same(
      at((x, u) => x.max(x.of(2), u), values),
      [2, 3, 2],
      backend,
    )
    t.same(
      at((x, u) => x.min(u, x.of(2)), values),
      [1, 2, Number.NaN],
      backend,
    )
    t.same(
      at((x, u) => x.min(x.of(2), u), values),
      [1, 2, 2],
      backend,
    )
    // 0 only for 0 and NaN, not for small numbers
    t.same(
      at((x, u) => x.sign(u), [1e-9, -1e-9, 0, Number.NaN]),
      [1, -1, 0, 0],
      backend,
    )
    // the constants -0 and 0 are different: u / -0 and then u / 0
    t.same(
      at((x, u) => x.mul(x.of(0), x.div(u, x.of(-0))), [1]),
      [Number.NaN],
      backend,
    )
    t.same(
      at(
        (x, u) => {
          const below = x.div(u, x.of(-0))
          return x.max(below, x.div(u, x.of(0)))
        },
        [1],
      ),
      [Number.POSITIVE_INFINITY],
      backend,
    )
  }
  await tf.setBackend('cpu')
})

t.test('scalars that a body returns are broadcast to the leaf: updates and slots', async (t) => {
  const sevens = describe({
    name: 'sevens',
    slots: { seven: 'zeros' },
    hyper: {},
    init: () => null,
    plan: () => ({ next: null, plan: { scalars: {} } }),
    body: (x) => ({ updates: x.of(1), slots: { seven: x.of(7) } }),
  })
  const iterate = once(sevens, tf.ones([2, 3]))
  t.same(iterate.params.w.shape, [2, 3])
  t.same(iterate.state.parts[0]?.slots.seven?.w?.shape, [2, 3])
  disposeIterate(iterate)
})

t.test('leaves without elements work, including norms, memory and comparisons', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const clipped = mapped((x, u) => x.max(u, x.of(0)))
    const iterate = once(chain(remember({ capacity: 2 }), clipped), tf.zeros([0, 3]))
    t.same(iterate.params.w.shape, [0, 3])
    disposeIterate(iterate)
  }
  await tf.setBackend('cpu')
})

t.test('if a readback or a body fails, the iterate is unchanged', async (t) => {
  const stored = chain(
    mapped((x, u) => x.neg(u)),
    remember({ capacity: 2, key: storedNorm() }),
  )
  const { init, step, stepAsync } = eager(optimizer(stored))
  const given = { a: tf.tensor1d([1, 2]), b: tf.scalar(3) }
  const oracle = oracleOf(
    ({ a, b }: typeof given) => tf.add(tf.sum(tf.square(a)), tf.square(b)) as tf.Scalar,
  )
  const iterate = step(oracle, init(given))
  const before = tf.memory().numTensors
  const backend = tf.backend()
  const { read, readSync } = backend
  try {
    backend.readSync = () => {
      throw new Error('OffscreenCanvas is not defined')
    }
    backend.read = async () => {
      throw new Error('device lost')
    }
    t.throws(() => step(oracle, iterate), { message: /^step: .* use stepAsync/ })
    await t.rejects(stepAsync(oracle, iterate), { message: 'device lost' })
    // Nothing is measured unless a part needs it, so this chain runs on a backend that cannot be
    // read.
    disposeIterate(
      eager(optimizer(descend(1))).step(oracle, eager(optimizer(descend(1))).init(given)),
    )
  } finally {
    Object.assign(backend, { read, readSync })
  }
  t.equal(tf.memory().numTensors, before)
  let bodies = 0
  const breaks = mapped((_, u) => {
    bodies += 1
    if (bodies === 2) throw new Error('the second leaf')
    return u
  })
  const torn = eager(optimizer(chain(half, breaks)))
  const start = torn.init(given)
  const held = tf.memory().numTensors
  t.throws(() => torn.step(oracle, start), { message: 'the second leaf' })
  t.equal(tf.memory().numTensors, held)
  disposeIterate(torn.step(oracle, start))
  disposeIterate(step(oracle, iterate))
  tf.dispose(given)
})

t.test('a transform whose init fails leaks no tensor', async (t) => {
  const w = tf.scalar(1)
  const before = tf.memory().numTensors
  const fails: Transform = half.map((description) => ({
    ...description,
    init: () => {
      throw new Error('no such leaf')
    },
  }))
  t.throws(() => eager(optimizer(chain(half, fails))).init({ w }), { message: 'no such leaf' })
  t.equal(tf.memory().numTensors, before)
  w.dispose()
})

t.test('two leaves of one name and a consumed iterate are errors', async (t) => {
  const { init, step } = eager(optimizer(half))
  const w = tf.scalar(1)
  t.throws(() => init({ 'a/b': w, a: { b: w } }), {
    message: /^init: each parameter must have a unique name, got 'a\/b' twice/,
  })
  const first = init({ w })
  const oracle = oracleOf((p: W) => tf.square(p.w) as tf.Scalar)
  const second = step(oracle, first)
  const before = tf.memory().numTensors
  t.throws(() => step(oracle, first), { message: /^step: .* clone it first with cloneIterate/ })
  t.equal(tf.memory().numTensors, before)
  disposeIterate(second)
  w.dispose()
})

t.test('parameters may be one tensor or a list', async (t) => {
  const { init, step } = eager(optimizer(descend(1)))
  // d(w^2) = 2w: 3 - 6 = -3
  const one = step(
    oracleOf((w: tf.Tensor) => tf.square(w) as tf.Scalar),
    init(tf.scalar(3)),
  )
  t.same(numbers(one.params), [-3])
  disposeIterate(one)
  const [a, b] = [tf.scalar(1), tf.scalar(2)]
  const product = oracleOf(
    ([x, y]: readonly tf.Tensor[]) => tf.mul(x as tf.Tensor, y as tf.Tensor) as tf.Scalar,
  )
  const list = step(product, init([a, b] as readonly tf.Tensor[]))
  t.same(list.params.flatMap(numbers), [1 - 2, 2 - 1])
  disposeIterate(list)
})

t.test(
  'estimators get sums and noise; the noise depends on the seed alone and is that of core',
  async (t) => {
    const noisy = optimizer(
      mapped((_, u) => u),
      {
        name: 'noisy',
        wrap: (_, x) => (params) => ({
          value: x.total(params[0] as (typeof params)[number]),
          grads: params.map((leaf) => x.generate(leaf, (size) => standardNormal(7, size))),
        }),
      },
    )
    const { init, step } = eager(noisy)
    const iterate = step(steep, init({ w: tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]) }))
    t.same(numbers(iterate.value), [1 + 2 + 3 + 4 + 5 + 6])
    const noise = Float32Array.from(standardNormal(7, 6))
    t.same(
      numbers(iterate.params.w),
      [1, 2, 3, 4, 5, 6].map((n, i) => Math.fround(n + (noise[i] as number))),
    )
    disposeIterate(iterate)
  },
)
