import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import {
  type Arithmetic,
  describe,
  describeSearch,
  describeWhole,
  optimizer,
  type WholeArithmetic,
} from '@momenta/core'
import { disposeIterate, eager, type Oracle, type Runner } from '@momenta/eager'
import { compile, float64 } from '@momenta/float64'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'tap'

const common = {
  name: 'mine',
  slots: {},
  hyper: {},
  init: () => 0,
  plan: (count: number) => ({ next: count + 1, plan: { scalars: {}, write: 0 } }),
}

/** A part that writes an entry in each step, with what its body returns for it. */
const writing = (entryOf: <A>(x: Arithmetic<A>, updates: A) => { readonly entry?: A }) =>
  optimizer(
    describe({
      ...common,
      body: (x, { updates }) => ({ updates, slots: {}, ...entryOf(x, updates) }),
    }),
  )

/** The same with whole leaves. */
const writingWhole = (entryOf: <A>(x: WholeArithmetic<A>, updates: A) => { readonly entry?: A }) =>
  optimizer(
    describeWhole({
      ...common,
      leaf: (x, { updates }) => ({ updates, slots: {}, ...entryOf(x, updates) }),
    }),
  )

const shape = [2, 2] as const
type Optimizer = ReturnType<typeof writing>

const onTensors = (run: (optimizer: Optimizer) => Runner) => (optimizer: Optimizer) => {
  const { init, step } = run(optimizer)
  const oracle: Oracle<{ w: tf.Tensor }> = () => ({
    value: tf.scalar(0),
    grads: { w: tf.tensor([1, 2, 3, 4], [...shape]) },
  })
  const before = init({ w: tf.zeros([...shape]) })
  try {
    const after = step(oracle, before)
    const [entry] = after.state.parts[0]?.buffers.w ?? []
    const values = entry && [...entry.dataSync()]
    disposeIterate(after)
    return values
  } finally {
    disposeIterate(before)
  }
}

const interpreters: ReadonlyMap<string, (optimizer: Optimizer) => readonly number[] | undefined> =
  new Map([
    ['eager', onTensors(eager)],
    ['fused', onTensors(fused)],
    [
      'float64',
      (optimizer) => {
        const { init, step } = float64(optimizer, { shapes: { w: shape } })
        const grads = { w: Float64Array.of(1, 2, 3, 4) }
        const { state } = step(() => ({ value: 0, grads }), init({ w: new Float64Array(4) }))
        return [...(state.parts[0]?.buffers.w?.[0] ?? [])]
      },
    ],
    [
      'compile',
      (optimizer) => {
        const run = compile(optimizer, [[0, 0, 0, 0]], { shapes: { 0: shape } })
        run.step((_, [grad]) => {
          grad?.set([1, 2, 3, 4])
          return 0
        })
        return [...(run.state().parts[0]?.buffers[0]?.[0] ?? [])]
      },
    ],
  ])

for (const [name, entryOf] of interpreters) {
  test(`${name}: a plan that writes an entry needs one from the body`, async (t) => {
    const message = 'step: the body of mine must return the entry that its plan writes, got none'
    for (const without of [writing(() => ({})), writingWhole(() => ({}))])
      t.throws(() => entryOf(without), { name: 'TypeError', message })
  })

  test(`${name}: an entry has the shape of its leaf, or is a scalar`, async (t) => {
    t.throws(() => entryOf(writingWhole((x, u) => ({ entry: x.reshape(u, [1, 4]) }))), {
      name: 'TypeError',
      message: 'step: the entry of mine must have shape [2, 2], got [1, 4]',
    })
    t.throws(() => entryOf(writingWhole((x, u) => ({ entry: x.sumOver(u, [0]) }))), {
      message: 'step: the entry of mine must have shape [2, 2], got [1, 2]',
    })
    for (const two of [
      writing((x) => ({ entry: x.of(2) })),
      writingWhole((x) => ({ entry: x.of(2) })),
    ])
      t.same(entryOf(two), [2, 2, 2, 2])
    t.same(entryOf(writingWhole((x, u) => ({ entry: x.matmul(u, u) }))), [7, 10, 15, 22])
  })

  test(`${name}: a proposal reads only entries that exist`, async (t) => {
    const { plan: _, ...rest } = common
    const reading = describeSearch({
      ...rest,
      needs: ['value'],
      *search(count: number) {
        yield { scalars: {}, read: [0] }
        return { next: count + 1, plan: { scalars: {} } }
      },
      body: (_, { updates }) => ({ updates, slots: {} }),
    })
    t.throws(() => entryOf(optimizer(reading)), {
      name: 'RangeError',
      message: /^step: part 0 \(mine\): it must read one of the 0 entries of leaf '\w+', got 0$/,
    })
  })
}
