import { describe, optimizer } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import { test } from 'tap'

/** Scales only matrices, by the number of their rows. */
const byShape = describe({
  name: 'byShape',
  slots: {},
  hyper: {},
  only: (_, shape) => shape.length === 2,
  init: (leaves) => leaves.reduce((sum, { shape }) => sum + (shape[0] as number), 0),
  plan: (rows: number) => ({ next: rows, plan: { scalars: { rows } } }),
  body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.rows, u), slots: {} }),
})

const start = { w: Float64Array.of(0, 0, 0, 0, 0, 0), b: Float64Array.of(0, 0) }
const ones = ({ w, b }: typeof start) => ({
  value: 0,
  grads: { w: w.map(() => 1), b: b.map(() => 1) },
})

test('float64 and compile tell a transform the shapes that they are given', async (t) => {
  const shapes = { w: [2, 3] }
  const runner = float64(optimizer(byShape), { shapes })
  const { params } = runner.step(ones, runner.init(start))
  t.same([...params.w], [2, 2, 2, 2, 2, 2])
  t.same([...params.b], [1, 1])
  const run = compile(optimizer(byShape), [start.w, start.b], { names: ['w', 'b'], shapes })
  run.step((_, grads) => {
    for (const leaf of grads) leaf.fill(1)
    return 0
  })
  t.same(run.params, [params.w, params.b])
})

test('without shapes every leaf has one axis', async (t) => {
  const runner = float64(optimizer(byShape))
  t.same([...runner.step(ones, runner.init(start)).params.w], [1, 1, 1, 1, 1, 1])
})

test('shapes that do not fit are named', async (t) => {
  const init = (shapes: { readonly [leaf: string]: readonly number[] }) =>
    float64(optimizer(byShape), { shapes }).init(start)
  t.throws(() => init({ w: [2, 2] }), {
    name: 'RangeError',
    message: "init: the shape of 'w' must have 6 elements, got [2, 2]",
  })
  t.throws(() => init({ x: [2] }), {
    name: 'RangeError',
    message: "init: shapes must hold only names of leaves, got 'x'",
  })
})
