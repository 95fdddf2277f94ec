import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { optimizer } from '@momenta/core'
import {
  cloneIterate,
  disposeIterate,
  eager,
  type Iterate,
  load,
  oracleOf,
  save,
  setHyperparameters,
} from '@momenta/eager'
import * as estimators from '@momenta/estimators'
import { scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

const { microbatches, sam } = estimators

type Params = { readonly w: tf.Tensor }
type Statistics = { readonly mean: tf.Tensor; readonly point: tf.Tensor }

const descent = scaleByLearningRate({ learningRate: 0.5 })
const batches = [
  [1, 2, 6],
  [5, 6, 7],
] as const

/** L = w² m, with the mean m of the microbatch and the point as auxiliary outputs. */
const oracle = oracleOf<Params, Statistics>(({ w }, microbatch) => {
  const mean = tf.mean(tf.tensor1d([...(batches[microbatch % 2] as readonly number[])]))
  return { loss: tf.mul(tf.square(w), mean) as tf.Scalar, aux: { mean, point: w } }
})
const start = () => ({ w: tf.scalar(2) })
const numberOf = (tensor: tf.Tensor | undefined) => tensor?.dataSync()[0]

for (const backend of ['cpu', 'wasm']) {
  t.test(`on ${backend} an iterate carries the auxiliary outputs of its last step`, async (t) => {
    await tf.setBackend(backend)
    const params = start()
    const { init, step } = eager(optimizer(descent))
    const before = tf.memory().numTensors
    let iterate: Iterate<Params, Statistics> = init(params)
    t.notOk('aux' in iterate)
    iterate = step(oracle, iterate)
    // w = 2, m = 3: L = 12, gradient 12, next w = 2 - 6
    t.equal(numberOf(iterate.aux?.mean), 3)
    t.equal(numberOf(iterate.aux?.point), 2)
    t.equal(numberOf(iterate.params.w), -4)
    t.equal(tf.memory().numTensors - before, 4, 'w, value, mean, point')
    iterate = step(oracle, iterate)
    t.equal(numberOf(iterate.aux?.point), -4)
    t.equal(tf.memory().numTensors - before, 4, 'those of the step before are freed')
    disposeIterate(iterate)
    t.equal(tf.memory().numTensors, before)
    params.w.dispose()
  })
}

t.test(
  'with every estimator they are those of the unperturbed point, and nothing leaks',
  async (t) => {
    for (const factory of Object.values(estimators)) {
      const params = start()
      const before = tf.memory().numTensors
      const { init, step } = eager(optimizer(descent, factory()))
      const next = step(oracle, init(params))
      t.equal(numberOf(next.aux?.point), 2, factory().name)
      t.equal(tf.memory().numTensors - before, 4, factory().name)
      disposeIterate(next)
      params.w.dispose()
    }
  },
)

t.test('sam over microbatches averages over them and leaves the second pass out', async (t) => {
  const list = [microbatches({ count: 2 }), sam({ rho: 1 })]
  const { init, step } = eager(optimizer(descent, ...list))
  const seen: (readonly [number, number])[] = []
  const watched = oracleOf<Params, tf.Tensor>(({ w }, microbatch, evaluation) => {
    seen.push([microbatch, evaluation])
    return { loss: tf.square(w) as tf.Scalar, aux: tf.scalar(10 * evaluation + microbatch) }
  })
  const next = step(watched, init(start()))
  t.same(seen, [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ])
  t.equal(numberOf(next.aux), 0.5)
})

t.test(
  'an oracle that throws, in the second pass too, leaves the iterate and leaks nothing',
  async (t) => {
    let fails = -1
    const moody = oracleOf<Params, Statistics>(({ w }, _, evaluation) => {
      if (evaluation === fails) throw new Error('the loss throws')
      return { loss: tf.square(w) as tf.Scalar, aux: { mean: tf.mul(w, 3), point: w } }
    })
    const { init, step, stepAsync } = eager(optimizer(descent, sam()))
    const first = step(moody, init(start()))
    const before = tf.memory().numTensors
    for (fails = 0; fails < 2; fails++) {
      t.throws(() => step(moody, first), /the loss throws/)
      await t.rejects(stepAsync(moody, first), /the loss throws/)
      t.equal(tf.memory().numTensors, before)
      t.equal(numberOf(first.aux?.point), 2)
    }
  },
)

t.test('a loss whose gradient throws after its outputs were held leaks nothing', async (t) => {
  const broken = oracleOf<Params, tf.Tensor>(({ w }) => {
    const failing = tf.customGrad((x) => ({
      value: tf.square(x as tf.Tensor),
      gradFunc: () => {
        throw new Error('no gradient')
      },
    }))
    return { loss: failing(w) as tf.Scalar, aux: tf.mul(w, 2) }
  })
  const params = start()
  const before = tf.memory().numTensors
  t.throws(() => broken(params, 0), /no gradient/)
  t.equal(tf.memory().numTensors, before)
})

t.test('outputs that are not float32 tensors with data are refused in one line', async (t) => {
  const params = start()
  const before = tf.memory().numTensors
  const withAux = (aux: () => unknown) => () =>
    oracleOf(({ w }: Params) => ({ loss: tf.square(w) as tf.Scalar, aux: aux() }))(params, 0)
  t.throws(
    withAux(() => ({ n: 3 })),
    {
      message:
        "oracleOf: the auxiliary outputs: a tree holds tensors (such as tf.tensor returns), lists and plain records, got number at 'n'",
    },
  )
  t.throws(
    withAux(() => [tf.scalar(1, 'int32')]),
    {
      message:
        "oracleOf: the auxiliary output '0' must be float32, got int32; cast it with tf.cast(x, 'float32')",
    },
  )
  const dead = tf.scalar(1)
  dead.dispose()
  t.throws(
    withAux(() => ({ m: tf.scalar(1), n: dead })),
    {
      message: "oracleOf: the auxiliary output 'n' must have data, got a tensor that was disposed",
    },
  )
  t.throws(() => oracleOf((() => ({ loss: 3, aux: [] })) as never)(params, 0), {
    message: /^oracleOf: the loss must return a float32 scalar tensor, got the number 3/,
  })
  t.equal(tf.memory().numTensors, before)
})

t.test(
  'an oracle by hand may return outputs too, also its parameters, which stay their own',
  async (t) => {
    const params = start()
    const before = tf.memory().numTensors
    const { init, step } = eager(optimizer(descent))
    const byHand = ({ w }: Params) => ({
      value: tf.scalar(0),
      grads: { w: tf.scalar(1) },
      aux: [w, w],
    })
    const first = step(byHand, init(params))
    t.equal(tf.memory().numTensors - before, 4, 'w, value and two outputs')
    t.equal(numberOf(first.aux?.[0]), 2)
    t.equal(numberOf(first.params.w), 1.5)
    disposeIterate(first)
    t.equal(tf.memory().numTensors, before)
  },
)

t.test(
  'a clone has its own, other hyperparameters keep them, and a saved iterate has none',
  async (t) => {
    const one = optimizer(descent)
    const { init, step } = eager(one)
    const first = step(oracle, init(start()))
    const clone = cloneIterate(setHyperparameters(one, first, { learningRate: 0.25 }))
    const before = tf.memory().numTensors
    const saved = await save(first)
    t.equal(tf.memory().numTensors, before)
    disposeIterate(step(oracle, first))
    t.equal(numberOf(clone.aux?.mean), 3)
    t.notOk('aux' in load(one, saved, start()))
  },
)

t.test('the outputs are constants to the gradient', async (t) => {
  const { value, grads, aux } = oracle({ w: tf.scalar(3) }, 1)
  // L = 6 w²
  t.same([numberOf(value), numberOf(grads.w), numberOf(aux?.mean)], [54, 36, 6])
})
