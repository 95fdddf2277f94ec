import { chain, optimizer } from '@momenta/core'
import { cloneIterate, disposeIterate, eager, evaluationParams, type Iterate } from '@momenta/eager'
import {
  averageParams,
  freezable,
  lookahead,
  masked,
  partition,
  scaleByAdam,
  scaleByLearningRate,
  scheduled,
  scheduleFree,
} from '@momenta/transforms'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

type Point = { readonly a: tf.Tensor; readonly b: { readonly c: tf.Tensor } }
const start = (): Point => ({ a: tf.tensor1d([0, 1]), b: { c: tf.scalar(0) } })
// all gradients are 1
const slope = () => ({ value: tf.scalar(0), grads: { a: tf.ones([2]), b: { c: tf.scalar(1) } } })

const after = (steps: number, of: ReturnType<typeof optimizer>): Iterate<Point> => {
  const { init, step } = eager(of)
  let iterate: Iterate<Point> = tf.tidy(() => init(start()) as never)
  for (let i = 0; i < steps; i++) iterate = step(slope as never, iterate)
  return iterate
}

/** The parameters at which the model is evaluated, as numbers; neither they nor the run are kept. */
const evaluatedAt = (of: ReturnType<typeof optimizer>, steps: number) => {
  const iterate = after(steps, of)
  const before = tf.memory().numTensors
  const found = evaluationParams(of, iterate)
  const numbers = { a: [...found.a.dataSync()], c: [...found.b.c.dataSync()] }
  tf.dispose(found as unknown as tf.TensorContainer)
  t.equal(tf.memory().numTensors, before, 'only the result is made')
  disposeIterate(iterate)
  return numbers
}

const rate = scaleByLearningRate({ learningRate: 1 })

t.test('a schedule-free optimizer is evaluated at its average, x', async (t) => {
  // z = -1, -2, -3 with equal weights: x = -1, -1.5, -2; exact in float32, for b1 a power of 2
  const transform = scheduleFree({ learningRate: 1, b1: 0.5 })
  const free = optimizer(transform)
  for (const [steps, x] of [0, -1, -1.5, -2].entries())
    t.same(evaluatedAt(free, steps), { a: [x, 1 + x], c: [x] }, `${steps} steps`)
  // combinators keep it, and its hyperparameters: a schedule of b1 too
  for (const [name, one] of Object.entries({
    freezable: freezable(transform),
    masked: masked(transform, () => true),
    scheduled: scheduled(transform, { b1: () => 0.5 }),
    'with a learning rate of a schedule': scheduleFree({ learningRate: () => 1, b1: 0.5 }),
  }))
    t.same(evaluatedAt(optimizer(one), 2), { a: [-1.5, -0.5], c: [-1.5] }, name)
})

t.test(
  'averages and slow parameters are those of evaluation; others are the iterate',
  async (t) => {
    t.same(evaluatedAt(optimizer(chain(rate, averageParams())), 2), { a: [-1.5, -0.5], c: [-1.5] })
    // the slow parameters are still the first ones
    t.same(evaluatedAt(optimizer(chain(rate, lookahead({ period: 3 }))), 2), { a: [0, 1], c: [0] })
    t.same(evaluatedAt(optimizer(rate), 2), { a: [-2, -1], c: [-2] })
  },
)

t.test('the last part that acts on a leaf counts', async (t) => {
  const isA = (name: string) => name === 'a'
  const both = chain(rate, lookahead({ period: 3 }), masked(averageParams(), isA))
  t.same(evaluatedAt(optimizer(both), 2), { a: [-1.5, -0.5], c: [0] })
  const groups = partition(
    { free: scheduleFree({ learningRate: 1, b1: 0.5 }), plain: rate },
    (name) => (isA(name) ? 'free' : 'plain'),
  )
  t.same(evaluatedAt(optimizer(groups), 2), { a: [-1.5, -0.5], c: [-2] })
})

t.test(
  'an iterate that was consumed or is of another optimizer is refused in one line',
  async (t) => {
    const of = optimizer(rate)
    const iterate = after(1, of)
    const kept = cloneIterate(iterate)
    disposeIterate(iterate)
    t.throws(() => evaluationParams(of, iterate), {
      message: /^evaluationParams: the iterate must hold/,
    })
    t.throws(() => evaluationParams(optimizer(chain(scaleByAdam(), rate)), kept), {
      message: /^evaluationParams: the state must have/,
    })
    disposeIterate(kept)
  },
)
