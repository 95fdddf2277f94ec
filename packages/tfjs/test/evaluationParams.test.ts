import {
  evaluationParams,
  fused,
  scheduleFreeSGD,
  sgd,
  tfOptimizer,
  withEvaluationParams,
} from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { loadLayersModel } from '@tensorflow/tfjs-layers'
import t from 'tap'
import { fit, linear, points, useBackend } from './models.js'

await useBackend('cpu')

const free = scheduleFreeSGD({ learningRate: 1, b1: 0.5 })
const numbersOf = (variable: tf.Tensor) => [...variable.dataSync()]

/** Two steps with gradient 1: z = -2, x = -1.5 and θ = -1.75, exact in float32. */
const trained = (optimizer = tfOptimizer(free)) => {
  const w = tf.variable(tf.scalar(0))
  const step = () => optimizer.minimize(() => tf.mul(w, 1) as tf.Scalar, false, [w])
  step()
  step()
  return { w, optimizer, step }
}

t.test('the variables are x while the function runs, and training continues from θ', async (t) => {
  const { w, optimizer, step } = trained()
  const other = trained()
  const before = tf.memory().numTensors
  t.same(numbersOf(w), [-1.75])
  t.same(
    withEvaluationParams(optimizer, () => numbersOf(w)),
    [-1.5],
  )
  t.same(
    await withEvaluationParams(optimizer, async () => {
      await Promise.resolve()
      return withEvaluationParams(optimizer, () => numbersOf(w))
    }),
    [-1.5],
  )
  t.same(numbersOf(w), [-1.75])
  t.equal(tf.memory().numTensors, before, 'no tensor is left')
  step()
  other.step()
  t.same(numbersOf(w), numbersOf(other.w))
})

t.test('other optimizers, and those without a step, are evaluated where they are', async (t) => {
  const { w, optimizer } = trained(tfOptimizer(sgd({ learningRate: 1, momentum: 0 })))
  t.same(
    withEvaluationParams(optimizer, () => numbersOf(w)),
    [-2],
  )
  t.equal(
    withEvaluationParams(tfOptimizer(free), () => 3),
    3,
  )
})

t.test('a function that throws or trains gives the variables back', async (t) => {
  const { w, optimizer, step } = trained()
  const fail = () => {
    throw new Error('mine')
  }
  t.throws(() => withEvaluationParams(optimizer, fail), { message: 'mine' })
  await t.rejects(
    withEvaluationParams(optimizer, async () => fail()),
    { message: 'mine' },
  )
  t.throws(() => withEvaluationParams(optimizer, step), {
    message: /^minimize: the optimizer must not train in withEvaluationParams/,
  })
  t.same(numbersOf(w), [-1.75])
  t.equal(optimizer.iterations, 2)
  step()
})

t.test('values that were assigned count', async (t) => {
  const { w, optimizer } = trained()
  w.assign(tf.scalar(0))
  // z + (θ - z)/β = -2 + 2/0.5
  t.same(
    withEvaluationParams(optimizer, () => numbersOf(w)),
    [2],
  )
  t.same(numbersOf(w), [0])
})

t.test('a model that was loaded is evaluated at x before its first step', async (t) => {
  const model = linear()
  model.compile({ optimizer: tfOptimizer(free), loss: 'meanSquaredError' })
  const data = points()
  await fit(model, data, 1)
  const predicted = (of: typeof model) => numbersOf(of.predict(data.x) as tf.Tensor)
  const optimizer = (of: typeof model) => of.optimizer as ReturnType<typeof tfOptimizer>
  const wanted = withEvaluationParams(optimizer(model), () => predicted(model))
  t.not(wanted[0], predicted(model)[0])
  let saved: tf.io.ModelArtifacts | undefined
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } }
    }),
    { includeOptimizer: true },
  )
  model.dispose()
  const loaded = await loadLayersModel(tf.io.fromMemory(saved as tf.io.ModelArtifacts))
  t.same(
    withEvaluationParams(optimizer(loaded), () => predicted(loaded)),
    wanted,
  )
})

t.test('an iterate of fused has the same parameters', async (t) => {
  const { init, step } = fused(free)
  let iterate = init({ w: tf.scalar(0) })
  const slope = () => ({ value: tf.scalar(0), grads: { w: tf.scalar(1) } })
  for (let i = 0; i < 2; i++) iterate = step(slope, iterate)
  t.same(numbersOf(evaluationParams(free, iterate).w), [-1.5])
  t.same(numbersOf(step(slope, iterate).params.w), [-2.5])
})

t.test('wrong arguments are one line', async (t) => {
  const call = (...args: readonly unknown[]) => Reflect.apply(withEvaluationParams, undefined, args)
  t.throws(() => call(free, () => 1), { message: /^withEvaluationParams: the optimizer must be/ })
  t.throws(() => call(tfOptimizer(free), 3), {
    message: 'withEvaluationParams: the second argument must be a function, got the number 3',
  })
})
