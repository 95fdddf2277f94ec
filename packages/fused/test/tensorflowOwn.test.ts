import { chain, type Optimizer, optimizer, type Transform } from '@momenta/core'
import { disposeIterate, eager, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import {
  adam,
  adamBase,
  adamCG,
  adamCM,
  amsgradCM,
  compose,
  nadamCM,
  sgd,
  sgdCM,
} from '@momenta/optimizers'
import {
  addDecayedWeights,
  averageParams,
  clipByGlobalNorm,
  lookahead,
  scale,
  scaleByAdam,
  scaleByLearningRate,
  trace,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { apart, kernelsOf, rounding, unless } from './onTensorflow.js'
import { ownAdam, writings } from './ownAdam.js'

const ended = (...parts: readonly Transform[]): Optimizer =>
  optimizer(chain(...parts, scaleByLearningRate({ learningRate: 0.1 })))

const steps = 4
const leaves = 2

t.test("an Adam of one's own runs on TensorFlow's, with eager's numbers", unless, async (t) => {
  const before = tf.memory().numTensors
  for (const [name, write] of Object.entries(writings)) {
    const own = optimizer(ownAdam(write))
    const far = apart(own)
    t.ok(far <= rounding, `${name}: ${far}`)
    t.equal(kernelsOf(own, steps), steps * leaves, `${name}: one kernel a leaf`)
  }
  t.equal(tf.memory().numTensors, before, 'and no tensor leaks')
})

t.test('so do chains that put other parts around a kernel', unless, async (t) => {
  const before = tf.memory().numTensors
  // 1 − β is exact in float32, so that TensorFlow takes the same averages
  const exact = { b1: 0.875, b2: 1 - 2 ** -10 }
  const usual = { ...exact, learningRate: 0.1 }
  const coupled = { ...usual, weightDecay: 0.1, decoupled: false }
  const debiased = { of: 'momenta', startup: 'debiased', capacity: 3 } as const
  const all: { readonly [name: string]: Optimizer } = {
    'coupled decay': adam(coupled),
    'coupled decay, momenta': adamCM({ ...coupled, capacity: 2 }),
    'coupled decay, gradients': adamCG({ ...coupled, capacity: 2 }),
    'coupled decay, sgd': sgdCM({ weightDecay: 0.1, decoupled: false, capacity: 2 }),
    'a burst': adam({ ...usual, startup: 'burst' }),
    'read after the offer': adamCM({ ...usual, capacity: 2, read: 'after' }),
    debiased: compose({ base: adamBase(exact), memory: debiased, learningRate: 0.1 }),
    nadamCM: nadamCM({ ...usual, capacity: 3 }),
    'scaled before and after': ended(
      scale({ factor: 0.5 }),
      scaleByAdam(exact),
      scale({ factor: -2 }),
    ),
    'decay of a scaled step': ended(scaleByAdam(exact), scale({ factor: 2 }), addDecayedWeights()),
    'two momenta': ended(trace(), trace({ decay: 0.5, nesterov: true })),
    'averages of the parameters': optimizer(chain(adam(usual).transform, averageParams())),
    lookahead: optimizer(chain(adam(usual).transform, lookahead({ period: 3 }))),
  }
  for (const [name, one] of Object.entries(all)) {
    const far = apart(one)
    t.ok(far <= rounding, `${name}: ${far}`)
    t.ok(kernelsOf(one, steps) > 0, `${name}: by a kernel`)
  }
  t.equal(tf.memory().numTensors, before, 'and no tensor leaks')
})

/** The parameters after three steps with the same gradient. */
const after = (run: typeof eager, one: Optimizer, gradient: readonly number[]) => {
  const { init, step } = run(one)
  const w: tf.Tensor = tf.tensor1d([...gradient])
  let iterate = init({ w })
  const ask: Oracle<{ w: tf.Tensor }> = () => ({ value: tf.scalar(0), grads: { w } })
  for (let i = 0; i < 3; i++) iterate = step(ask, iterate)
  const numbers = [...iterate.params.w.dataSync()]
  disposeIterate(iterate)
  w.dispose()
  return numbers
}

t.test('a gradient of 0 moves nothing, without epsilon too', unless, async (t) => {
  const one = adam({ eps: 0, learningRate: 0.1 })
  // (√v + ε) is 0 there, and 0/0 is NaN, unless ε is a number that TensorFlow does not flush
  t.same(after(fused, one, [0, 0, 0])[0], 0)
  t.ok(kernelsOf(one) > 0)
})

t.test(
  'where TensorFlow would take another 1 − β than the chain does, it is not asked',
  unless,
  async (t) => {
    const one = adam({ b2: 1 - 1e-7, learningRate: 0.1 })
    t.same(after(fused, one, [1, 2, 3]), after(eager, one, [1, 2, 3]), 'the same bits')
    t.equal(kernelsOf(one), 0)
    t.ok(kernelsOf(adam({ b2: 0.9999 })) > 0)
    t.ok(kernelsOf(sgd()) > 0)
  },
)

t.test(
  'an update that is much smaller than the terms of its sum is read exactly',
  unless,
  async (t) => {
    // m = 0.999 m + 0.001 g, and the kernel of Adam starts from u = m
    const far = apart(amsgradCM({ b1: 0.999, learningRate: 0.1 }), 1)
    // TensorFlow's 1 − β₂ is off by 1.3e-5, of which the step has half
    t.ok(far <= 1e-5, `${far}`)
  },
)

t.test('scalars whose product is no normal float32 are not multiplied first', unless, async (t) => {
  // the norm is 1.25e38 and the maximum 1: u = (0.6, 0.8), though 1 / norm is subnormal
  const clipped = optimizer(clipByGlobalNorm({ max: 1 }))
  const step = (start: { readonly w: tf.Tensor }) => {
    const { init, step: take } = fused(clipped)
    const grads = { w: tf.tensor1d([7.5e37, 1e38]) }
    return take(() => ({ value: tf.scalar(0), grads }), init(start))
  }
  const next = step({ w: tf.tensor1d([1, 1]) })
  const [first, second] = next.params.w.dataSync()
  // two roundings of float32 each
  t.ok(Math.abs((first as number) - 1.6) < 1e-6 && Math.abs((second as number) - 1.8) < 1e-6)
  disposeIterate(next)
})
