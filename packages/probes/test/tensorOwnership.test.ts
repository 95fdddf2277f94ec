import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  boxSharpness,
  centralDifferences,
  checkOperator,
  gaussianSharpness,
  gaussNewton,
  gradientAt,
  hutchinson,
  linearConnectivity,
  moveTo,
  mSharpness,
  randomDirection,
  samSharpness,
  slice,
  spectralDensity,
  squaredHessian,
  topEigenvalue,
  valueAt,
  worstSharpness,
} from '@momenta/probes'
import { flattenTensors, tensorModel, tensorObjective } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { type Batch, batchesOf, loss, outputs, type Params, paramsOf, size } from './tanhTensors.js'

t.before(async () => {
  await tf.setBackend('cpu')
})

t.test('parameters are bit-identical and no tensor is left after any probe', async (t) => {
  const params = paramsOf()
  const [batches, other] = [batchesOf([40, 24]), paramsOf()]
  const before = await flattenTensors(params)
  const objective = await tensorObjective({ params, loss, batches, size })
  const model = await tensorModel({ params, outputs, batches, size })
  const elsewhere = (await flattenTensors(other)).values.map((n) => n + 0.1)
  const start = tf.memory().numTensors
  await topEigenvalue(centralDifferences(objective))
  await topEigenvalue(gaussNewton(model, { hessian: squaredHessian() }))
  await checkOperator(centralDifferences(objective))
  await hutchinson(centralDifferences(objective), { products: 3 })
  await spectralDensity(centralDifferences(objective), { runs: 2, steps: 4 })
  await samSharpness(objective)
  await worstSharpness(objective, { steps: 2 })
  await mSharpness(objective)
  await boxSharpness(objective, { steps: 2 })
  await gaussianSharpness(objective, { pairs: 3 })
  await slice(objective, randomDirection(objective), { points: 3 })
  await linearConnectivity(objective, elsewhere, { points: 3, refinements: 1 })
  await gradientAt(moveTo(objective, elsewhere), elsewhere)
  t.equal(tf.memory().numTensors, start)
  const after = await flattenTensors(params)
  t.same(after.values, before.values)
  t.equal(params.V instanceof tf.Variable, true)
})

t.test('also when the loss throws, or returns an invalid value', async (t) => {
  const params = paramsOf()
  const [batch] = batchesOf([64]) as [Batch]
  const before = (await flattenTensors(params)).values
  const throwing = (when: number) => {
    let calls = 0
    return (p: Params) => {
      const made = loss(p, batch)
      if (++calls >= when) throw new Error('no more')
      return made
    }
  }
  const start = tf.memory().numTensors
  for (const when of [1, 2, 5]) {
    const objective = await tensorObjective({ params, loss: throwing(when), batches: [batch] })
    await t.rejects(topEigenvalue(centralDifferences(objective)), { message: 'no more' })
  }
  const fallible = await tensorObjective({ params, loss: throwing(2), batches: [batch] })
  await t.rejects(gaussianSharpness(fallible), { message: 'no more' })
  const vector = await tensorObjective({
    params,
    loss: ((p: Params) => p.b) as never,
    batches: [batch],
  })
  await t.rejects(valueAt(vector, vector.point), {
    message: /must return a scalar, got shape \[32\]/,
  })
  await t.rejects(gradientAt(vector, vector.point), { message: /must return a float32 scalar/ })
  const none = await tensorObjective({ params, loss: (() => 3) as never, batches: [batch] })
  await t.rejects(valueAt(none, none.point), { message: /must return a scalar, got 3/ })
  t.equal(tf.memory().numTensors, start)
  t.same((await flattenTensors(params)).values, before)
  // a loss that answers a tensor of its own keeps it
  const kept = tf.scalar(2)
  const constant = await tensorObjective({ params, loss: () => kept, batches: [batch] })
  t.equal(await valueAt(constant, constant.point), 2)
  t.notOk(kept.isDisposed)
  t.match(await samSharpness(constant), { converged: false, reason: /zero gradient/ })
})

t.test('dropout and shuffled batches are named', async (t) => {
  const params = paramsOf()
  const [batch] = batchesOf([64]) as [Batch]
  const dropped = await tensorObjective({
    params,
    loss: (p) => loss({ ...p, V: tf.dropout(p.V, 0.3) }, batch),
    batches: [batch],
  })
  let turn = 0
  const pieces = batchesOf([16, 16, 16, 16])
  const shuffled = await tensorObjective({
    params,
    loss: (p) => loss(p, pieces[turn++ % 4] as Batch),
    batches: [batch],
  })
  for (const objective of [dropped, shuffled]) {
    t.match(await topEigenvalue(centralDifferences(objective)), {
      converged: false,
      reason: /^random: .*dropout.* the same batches in the same order/,
    })
    t.match((await checkOperator(centralDifferences(objective))).faults[0], /^random/)
    t.match(await samSharpness(objective), { converged: false, reason: /^random/ })
    t.match(await gaussianSharpness(objective, { pairs: 3 }), {
      converged: false,
      reason: /^random/,
    })
  }
})

t.test('arguments that cannot be probed are errors that say what must hold', async (t) => {
  const [a, b] = batchesOf([32, 32]) as [Batch, Batch]
  await t.rejects(tensorObjective({ params: paramsOf(), loss, batches: [a, b] }), {
    message: /size must be given where there are several batches/,
  })
  await t.rejects(
    tensorObjective({
      params: { n: tf.tensor1d([1], 'int32') },
      loss: () => tf.scalar(0),
      batches: [a],
    }),
    { message: /'n' must be float32, got int32/ },
  )
  await t.rejects(tensorObjective({ params: paramsOf(), loss, batches: [], size }), {
    message: /at least one batch/,
  })
})
