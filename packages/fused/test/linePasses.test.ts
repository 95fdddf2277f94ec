import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, describe, describeWhole, optimizer } from '@momenta/core'
import { disposeIterate, eager, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adafactor } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** Each way to reduce over a list of axes, and slots of its shape and of the leaf's. */
const reducing = (axes: readonly number[]) => {
  const along = (shape: readonly number[]) => shape.map((n, axis) => (axes.includes(axis) ? 1 : n))
  return describeWhole({
    name: 'reducing',
    slots: { line: { fill: 0.5, shape: along }, mu: 'zeros', same: 'params' },
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: { half: 0.5, weights: [0.25, -3] } } }),
    leaf: (x, { updates: u, params: p, slots: s, scalars: k }) => {
      const line = x.add(x.mul(k.half, s.line), x.meanOver(x.mul(u, p), axes))
      const mu = x.sub(s.mu, x.mul(k.weights[0] as typeof u, x.max(u, line)))
      const most = x.maxOver(x.abs(mu), axes)
      const sum = x.sumOver(x.div(x.sign(p), x.add(most, x.of(1))), axes)
      return {
        updates: x.min(x.mul(mu, sum), x.sqrt(x.abs(x.neg(x.mul(k.weights[1] as typeof u, p))))),
        slots: { line, mu, same: s.same },
      }
    },
  })
}

const descent = describe({
  name: 'descent',
  slots: {},
  hyper: {},
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: { rate: -0.125 } } }),
  body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.rate, u), slots: {} }),
})

type Tensors = { readonly [name: string]: tf.Tensor }

const leafOf = (shape: number[], seed: number) => {
  const size = shape.reduce((all, n) => all * n, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(seed + i * i)),
    shape,
  )
}

const oracle: Oracle<Tensors> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(
    Object.entries(params).map(([name, w]) => [name, tf.sub(tf.mul(w, 0.5), 0.25)]),
  ),
})

/** All numbers of parameters and state after three steps. */
const ran = ({ init, step }: Runner, shapes: readonly number[][]) => {
  const before = tf.memory().numTensors
  const first = Object.fromEntries(shapes.map((shape, i) => [`w${i}`, leafOf(shape, i)]))
  let iterate = init(first as Tensors)
  tf.dispose(first)
  for (let i = 0; i < 3; i++) iterate = step(oracle, iterate)
  const slots = iterate.state.parts.flatMap((part) =>
    Object.values(part.slots).flatMap((leaves) => Object.values(leaves)),
  )
  const numbers = [...Object.values(iterate.params), ...slots].map((w) => [...w.dataSync()])
  disposeIterate(iterate)
  t.equal(tf.memory().numTensors, before, 'no tensor leaks')
  return numbers
}

const shapes = [
  [
    [4, 9],
    [9, 4],
    [1, 17],
    [33, 1],
    [16, 8],
    [1, 1],
  ],
  [
    [2, 3, 9],
    [3, 1, 8],
    [2, 16, 1],
  ],
  [
    [2, 1, 3, 5],
    [2, 2, 2, 9],
  ],
] as const

for (const backend of ['cpu', 'wasm'])
  t.test(`passes over any axes have the bits of eager on ${backend}`, async (t) => {
    await tf.setBackend(backend)
    for (const [i, group] of shapes.entries())
      for (let set = 1; set < 2 ** (i + 2); set++) {
        const axes = Array.from({ length: i + 2 }, (_, axis) => axis).filter(
          (axis) => (set >> axis) & 1,
        )
        const one = optimizer(chain(descent, reducing(axes), descent))
        const own = group.map((shape) => [...shape])
        t.same(ran(fused(one), own), ran(eager(one), own), `axes ${axes}`)
      }
  })

t.test(
  'the passes of a part of rows and columns are listed, those over lines left out',
  async (t) => {
    await tf.setBackend('wasm')
    const { init, step, explain } = fused(adafactor({ minSize: 2 }))
    const w = leafOf([4, 5], 1)
    const v = tf.clone(w)
    const iterate = step(oracle, init({ w, v }))
    t.same(
      explain()?.passes.map(({ parts, leaves, reads, writes }) => [
        parts[0],
        leaves,
        reads,
        writes,
      ]),
      [
        ['scaleByFactoredRms', 2, 1, 0],
        ['scaleByFactoredRms', 2, 1, 1],
        ['clipByLeafRms', 2, 2, 1],
      ],
    )
    disposeIterate(iterate)
    w.dispose()
  },
)

t.test('a state of the wrong shape is an error that names the leaf, and frees all', async (t) => {
  await tf.setBackend('wasm')
  const { init, step } = fused(optimizer(reducing([0])))
  const w = leafOf([4, 5], 1)
  const iterate = init({ w })
  const [part] = iterate.state.parts
  const other = {
    ...iterate,
    state: { step: 0, parts: [{ ...part, slots: { ...part?.slots, line: { w } } }] },
  }
  const before = tf.memory().numTensors
  t.throws(() => step(() => ({ value: tf.scalar(0), grads: { w: tf.clone(w) } }), other as never), {
    name: 'TypeError',
  })
  t.equal(tf.memory().numTensors, before)
  disposeIterate(iterate)
  w.dispose()
})
