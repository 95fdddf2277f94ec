import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, describe, describeWhole, optimizer, remember, type Transform } from '@momenta/core'
import { disposeIterate, eager, load, save } from '@momenta/eager'
import { compile, float64 } from '@momenta/float64'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'tap'

/** G ← G + U Uᵀ, of the shape rows × rows; U' = G U + the sums of its columns. */
const gram = describeWhole({
  name: 'gram',
  axes: 2,
  slots: { gram: { fill: 0.5, shape: ([rows = 0]) => [rows, rows] }, last: 'zeros' },
  hyper: {},
  init: () => 0,
  plan: (count: number) => ({ next: count + 1, plan: { scalars: { share: 1 / (count + 1) } } }),
  leaf: (x, { updates: u, slots: s, scalars: k }) => {
    const sum = x.add(s.gram, x.matmul(u, x.transpose(u)))
    const moved = x.add(x.matmul(sum, u), x.sumOver(u, [0]))
    const scaled = x.div(x.mul(k.share, moved), x.add(x.norm(moved), x.of(1)))
    return { updates: scaled, slots: { gram: sum, last: u } }
  },
})

/** U' = U + the values of U Uᵀ, halved on the host, times U. */
const halved = describeWhole({
  name: 'halved',
  axes: 2,
  slots: {},
  hyper: {},
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: {} } }),
  leaf: (x, { updates: u }) => {
    const [half] = x.onHost([x.matmul(u, x.transpose(u))], (inputs) =>
      inputs.map(({ shape, values }) => ({ shape, values: values.map((n) => n / 2) })),
    )
    return { updates: x.add(u, x.matmul(half as typeof u, u)), slots: {} }
  },
})

const descent = describe({
  name: 'descent',
  slots: { mu: 'zeros' },
  hyper: {},
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: { decay: 0.5, rate: -0.25 } } }),
  body: (x, { updates: u, slots: s, scalars: k }) => {
    const mu = x.add(x.mul(k.decay, s.mu), u)
    return { updates: x.mul(k.rate, mu), slots: { mu } }
  },
})

const chains: { readonly [name: string]: Transform } = {
  alone: gram,
  first: chain(gram, descent),
  last: chain(descent, gram),
  between: chain(descent, remember({ capacity: 2 }), gram, descent),
  host: chain(halved, descent),
  twice: chain(gram, gram, remember({ capacity: 1 })),
}

const [rows, columns] = [2, 3]
const start = [0.5, -1, 2, 0.25, 1, -0.75]
const target = [1, 0, -1, 0.5, 2, 0]

const gradientAt = (w: ArrayLike<number>) => target.map((n, i) => (w[i] as number) - n)

const oracle = ({ w }: { readonly w: tf.Tensor }) => ({
  value: tf.scalar(0),
  grads: { w: tf.sub(w, tf.tensor2d(target, [rows, columns])) },
})

/** The parameters after five steps on tensors, and the number of tensors that remain. */
const onTensors = (runner: Pick<ReturnType<typeof eager>, 'init' | 'step'>) => {
  const before = tf.memory().numTensors
  const first = { w: tf.tensor2d(start, [rows, columns]) as tf.Tensor }
  let iterate = runner.init(first)
  first.w.dispose()
  for (let i = 0; i < 5; i++) {
    const next = runner.step((at: { readonly w: tf.Tensor }) => tf.tidy(() => oracle(at)), iterate)
    if (iterate.params.w.isDisposed === false) disposeIterate(iterate)
    iterate = next
  }
  const values = [...iterate.params.w.dataSync()]
  disposeIterate(iterate)
  return { values, leaked: tf.memory().numTensors - before }
}

const inFloat64 = (transform: Transform): readonly number[] => {
  const { init, step } = float64(optimizer(transform), { shapes: { w: [rows, columns] } })
  let iterate = init({ w: Float64Array.from(start) })
  for (let i = 0; i < 5; i++)
    iterate = step(
      ({ w }) => ({ value: 0, grads: { w: Float64Array.from(gradientAt(w)) } }),
      iterate,
    )
  return [...iterate.params.w]
}

for (const [name, transform] of Object.entries(chains))
  test(`a whole part ${name} in a chain gives the same numbers in all interpreters`, async (t) => {
    const expected = inFloat64(transform)
    const run = compile(optimizer(transform), [start], { shapes: { 0: [rows, columns] } })
    for (let i = 0; i < 5; i++)
      run.step(([w], [g]) => {
        g?.set(gradientAt(w as Float64Array))
        return 0
      })
    t.same([...(run.params[0] as Float64Array)], expected, 'compile, bit for bit')
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend)
      const plain = onTensors(eager(optimizer(transform)))
      const fast = onTensors(fused(optimizer(transform)))
      t.same(fast.values, plain.values, `fused on ${backend}, bit for bit`)
      t.equal(fast.leaked, 0, `fused on ${backend} leaks nothing`)
      for (const [i, n] of plain.values.entries())
        t.ok(Math.abs(n - (expected[i] as number)) < 1e-5 * (1 + Math.abs(n)), `${backend} ${i}`)
    }
  })

test('slots of shapes of their own are saved and loaded', async (t) => {
  await tf.setBackend('cpu')
  const made = optimizer(chain(gram, descent))
  const { init, step } = eager(made)
  const like = { w: tf.tensor2d(start, [rows, columns]) as tf.Tensor }
  const iterate = step(oracle, init(like))
  t.same(iterate.state.parts[0]?.slots.gram?.w?.shape, [rows, rows])
  const loaded = load(made, await save(iterate), like)
  t.same(
    [...(loaded.state.parts[0]?.slots.gram?.w?.dataSync() ?? [])],
    [...(iterate.state.parts[0]?.slots.gram?.w?.dataSync() ?? [])],
  )
})

test('a leaf with too few axes, and a result of another shape, are named', async (t) => {
  await tf.setBackend('cpu')
  t.throws(() => eager(optimizer(gram)).init({ b: tf.tensor1d([1]) }), {
    name: 'TypeError',
    message:
      "init: gram must act on leaves with at least 2 axes, got 'b' of shape [1]; give such leaves to another transform with partition",
  })
  const turned = describeWhole({
    name: 'turned',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    leaf: (x, { updates: u }) => ({ updates: x.transpose(u), slots: {} }),
  })
  const { init, step } = eager(optimizer(turned))
  const error = {
    name: 'TypeError',
    message: 'step: the updates of turned must have shape [2, 3], got [3, 2]',
  }
  t.throws(() => step(oracle, init({ w: tf.tensor2d(start, [rows, columns]) })), error)
  const plain = float64(optimizer(turned), { shapes: { w: [rows, columns] } })
  const from = plain.init({ w: Float64Array.from(start) })
  t.throws(() => plain.step(({ w }) => ({ value: 0, grads: { w } }), from), error)
})
