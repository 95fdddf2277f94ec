import { gradientNoise, microbatches } from '@momenta/estimators'
import {
  adam,
  adamCM,
  clipByGlobalNorm,
  oracleOfVariables,
  sgd,
  tfOptimizer,
  withSAM,
} from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { fit, linear, points, useBackend } from './models.js'

await useBackend('cpu')
const loss = 'meanSquaredError'
const descent = () => tfOptimizer(sgd({ learningRate: 0.1, momentum: 0 }))

t.test('what is no optimizer', async (t) => {
  t.throws(() => tfOptimizer(adam as never), { message: /^tfOptimizer: the optimizer must be/ })
  t.throws(() => tfOptimizer(tf.train.adam() as never), { message: /^tfOptimizer: / })
})

t.test('a model without trainable weights', async (t) => {
  const model = linear()
  for (const layer of model.layers) layer.trainable = false
  model.compile({ optimizer: descent(), loss })
  await t.rejects(fit(model, points(), 1), {
    message:
      'minimize: at least one variable must be trainable, got none of 0; of a tf.layers model set layer.trainable = true and compile it again',
  })
})

t.test('a loss that is NaN in fit, which changes nothing', async (t) => {
  const model = linear()
  const optimizer = descent()
  model.compile({ optimizer, loss })
  const { x, y } = points()
  await fit(model, { x, y }, 1)
  const before = model.getWeights().map((weight) => [...weight.dataSync()])
  const tensors = tf.memory().numTensors
  await t.rejects(fit(model, { x, y: tf.fill([16, 1], Number.NaN) }, 1), {
    message:
      /^minimize: the loss must be a number, got NaN in iteration 2; the variables are unchanged/,
  })
  t.same(
    model.getWeights().map((weight) => [...weight.dataSync()]),
    before,
  )
  // the targets, and what fit itself does not free when it throws: the indices of the epoch
  t.ok(tf.memory().numTensors - tensors <= 3)
  await fit(model, { x, y }, 1)
})

t.test('gradients alone for an optimizer that needs the loss', async (t) => {
  const w = tf.variable(tf.scalar(1), true, 'alone')
  const optimizer = tfOptimizer(withSAM(adam()))
  const { value, grads } = optimizer.computeGradients(() => tf.square(w), [w])
  t.same([value.dataSync()[0], grads.alone?.dataSync()[0]], [1, 2])
  const before = tf.memory().numTensors
  t.throws(() => optimizer.applyGradients(grads), {
    message:
      'applyGradients: the optimizer must not need the loss, got one with sam; call minimize(loss, returnCost, variables)',
  })
  t.same([...w.dataSync()], [1])
  optimizer.dispose()
  t.equal(tf.memory().numTensors, before)
})

t.test('estimators that change gradients only take gradients alone', async (t) => {
  const w = tf.variable(tf.scalar(1), true, 'noisy')
  const base = adam()
  const optimizer = tfOptimizer({ ...base, estimators: [gradientNoise({ eta: 0 })] })
  optimizer.applyGradients([{ name: 'noisy', tensor: tf.scalar(2) }])
  t.not(w.dataSync()[0], 1)
  const many = tfOptimizer({ ...base, estimators: [microbatches({ count: 2 })] })
  t.throws(() => many.minimize(() => tf.square(w), [w]), { message: /use a smaller batchSize/ })
})

t.test('gradients of what is no variable', async (t) => {
  t.throws(() => descent().applyGradients({ nothing: tf.scalar(1) }), {
    message: /^applyGradients: gradient 'nothing' must have the name of a variable, got none/,
  })
  t.throws(() => descent().applyGradients(tf.scalar(1) as never), { message: /got a tensor$/ })
  const w = tf.variable(tf.scalar(1), true, 'shaped')
  t.throws(() => descent().applyGradients({ [w.name]: tf.ones([2]) }), {
    message: /gradient of 'shaped' must have shape \[\], got \[2\]/,
  })
  t.same([...w.dataSync()], [1])
})

t.test('a loss that does not depend on the variables, is async or throws', async (t) => {
  const w = tf.variable(tf.scalar(1), true, 'unused')
  const optimizer = descent()
  t.throws(() => optimizer.minimize(() => tf.scalar(1), [w]), {
    message: /^minimize: the loss must depend on the variables, got one that uses none of 'unused'/,
  })
  t.throws(() => optimizer.minimize((async () => tf.square(w)) as never, [w]), {
    message: /^minimize: the loss must return a float32 scalar tensor, got a Promise/,
  })
  const failing = () => {
    tf.square(w)
    throw new Error('no data')
  }
  for (const one of [optimizer, tfOptimizer(withSAM(adamCM()))]) {
    const before = tf.memory().numTensors
    t.throws(() => one.minimize(failing, [w]), { message: 'no data' })
    t.equal(tf.memory().numTensors, before)
  }
  t.throws(() => optimizer.minimize(() => tf.square(w), [tf.scalar(1)] as never), {
    message: /must be a list of tf.variable\(…\), got a tensor in it/,
  })
  const gone = tf.variable(tf.scalar(1), true, 'gone')
  gone.dispose()
  t.throws(() => optimizer.minimize(() => tf.square(w), [gone]), { message: /'gone'.*disposed/ })
})

t.test('a learning rate out of range, or none', async (t) => {
  const optimizer = descent()
  t.throws(() => Object.assign(optimizer, { learningRate: -1 }), {
    message: /learning rate must be/,
  })
  t.throws(() => Object.assign(optimizer, { learningRate: '1' }), {
    message: /learning rate must be/,
  })
  t.equal(optimizer.learningRate, 0.1)
  const without = tfOptimizer({ transform: clipByGlobalNorm(), estimators: [] })
  t.throws(() => without.learningRate, { message: /add it to the chain/ })
})

t.test('variables that parameters leave out', async (t) => {
  const w = tf.variable(tf.scalar(1), true, 'left')
  const oracle = oracleOfVariables(() => tf.square(w), { w })
  t.throws(() => oracle({} as never, 0), {
    message:
      /^oracleOfVariables: the parameters must have the leaves of the parameters .*: 'w' is missing/,
  })
  t.throws(() => oracleOfVariables(() => tf.square(w), { w: tf.scalar(1) }), {
    message: /^oracleOfVariables: a tree holds variables .*, got Tensor at 'w'/,
  })
  const negative = oracleOfVariables(() => tf.neg(tf.square(w)), [w])
  const before = tf.memory().numTensors
  t.throws(() => oracleOfVariables((() => 1) as never, [w])([tf.scalar(2)] as never, 0), {
    message: /^oracleOfVariables: the loss must return a float32 scalar tensor, got the number 1/,
  })
  t.equal(tf.memory().numTensors, before + 1, 'the parameter')
  t.same([...w.dataSync()], [1])
  t.equal(negative([w], 0).grads[0]?.dataSync()[0], -2)
})

t.test('weights and variables of the wrong kind are named', async (t) => {
  const scalar = tf.scalar(1)
  for (const weights of [[null], [{ name: 'iter' }], [{ tensor: scalar }]])
    await t.rejects(descent().setWeights(weights as never), {
      name: 'TypeError',
      message: /^setWeights: each weight must be \{ name, tensor \}, got /,
    })
  for (const count of [-3, 0.5, Number.NaN])
    await t.rejects(descent().setWeights([{ name: 'iter', tensor: tf.scalar(count) }]), {
      message: /^setWeights: the weight iter must be a non-negative integer, got /,
    })
  const [whole, real] = [tf.variable(tf.scalar(1, 'int32'), true, 'count'), tf.variable(scalar)]
  t.throws(() => descent().minimize(() => tf.square(real), false, [whole, real]), {
    name: 'TypeError',
    message:
      "minimize: variable 'count' must be float32 to be trained, got int32; make it with trainable false",
  })
  tf.dispose([whole, real])
})
