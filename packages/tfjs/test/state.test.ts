import { adam, adamCM, cosine, sgd, tfOptimizer, withSAM } from '@momenta/tfjs'
import { applyIfFinite } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import { callbacks } from '@tensorflow/tfjs-layers'
import t from 'tap'
import {
  convolutional,
  difference,
  fit,
  images,
  linear,
  points,
  useBackend,
  weightsOf,
} from './models.js'

await useBackend('cpu')
const loss = 'meanSquaredError'

t.test('one optimizer trains two models, each as if it had its own', async (t) => {
  const shared = tfOptimizer(adamCM({ learningRate: 0.05 }))
  const data = points()
  const wide = { x: tf.randomNormal([16, 3], 0, 1, 'float32', 8), y: tf.ones([16, 2]) }
  const trained = async (optimizer: () => tf.Optimizer) => {
    const [a, b] = [linear(), linear(2, 3)]
    a.compile({ optimizer: optimizer(), loss })
    b.compile({ optimizer: optimizer(), loss })
    for (let i = 0; i < 2; i++) {
      await fit(a, data, 1)
      await fit(b, wide, 1)
    }
    return [weightsOf(a), weightsOf(b)]
  }
  t.same(
    await trained(() => shared),
    await trained(() => tfOptimizer(adamCM({ learningRate: 0.05 }))),
  )
})

t.test('weights that were set between two fits are trained from there', async (t) => {
  const trained = async (optimizer: tf.Optimizer) => {
    const model = linear()
    model.compile({ optimizer, loss })
    await fit(model, points(), 2)
    const given = [tf.tensor2d([[5], [6]]), tf.tensor1d([7])]
    model.setWeights(given)
    await fit(model, points(), 2)
    t.same([...(given[0] as tf.Tensor).dataSync()], [5, 6], 'what was given is unchanged')
    return weightsOf(model).flat()
  }
  const ours = await trained(tfOptimizer(adam({ learningRate: 0.05, eps: 1e-7 })))
  const theirs = await trained(tf.train.adam(0.05, 0.9, 0.999, 1e-7))
  t.ok(difference(ours, theirs) < 1e-3)
})

t.test('tensors that share the memory of a variable keep their values', async (t) => {
  const model = linear()
  model.compile({ optimizer: tfOptimizer(adam({ learningRate: 0.05 })), loss })
  await fit(model, points(), 2)
  const weight = model.getWeights()[0] as tf.Tensor
  const held = [tf.clone(weight), tf.reshape(weight, [2]), tf.variable(weight)]
  const before = [...weight.dataSync()]
  await fit(model, points(), 2)
  for (const tensor of held) t.same([...tensor.dataSync()], before)
  t.notSame([...weight.dataSync()], before)
})

t.test('layers that are frozen for a while keep their state', async (t) => {
  const trained = async (optimizer: tf.Optimizer, isThere: boolean) => {
    const [a, b] = tf.tidy(() => [
      tf.variable(tf.tensor1d([1, 2])),
      tf.variable(tf.tensor1d([3, -4])),
    ]) as [tf.Variable, tf.Variable]
    const both = () => tf.add(tf.sum(tf.square(a)), tf.sum(tf.square(b))) as tf.Scalar
    const one = () => tf.sum(tf.square(a)) as tf.Scalar
    optimizer.minimize(both, false, [a, b])
    optimizer.minimize(both, false, [a, b])
    const before = [...b.dataSync()]
    // left out of the list, or not read by the loss
    for (let i = 0; i < 3; i++) optimizer.minimize(one, false, isThere ? [a, b] : [a])
    t.same([...b.dataSync()], before)
    optimizer.minimize(both, false, [a, b])
    return [...a.dataSync(), ...b.dataSync()]
  }
  const expected = await trained(tf.train.adam(0.1, 0.9, 0.999, 1e-8), true)
  for (const isThere of [true, false]) {
    const optimizer = tfOptimizer(adam({ learningRate: 0.1 }))
    const before = tf.memory().numTensors
    t.ok(difference(await trained(optimizer, isThere), expected) < 1e-3, `${isThere}`)
    optimizer.dispose()
    t.equal(tf.memory().numTensors, before + 2, 'the two variables')
    await trained(tfOptimizer(withSAM(adamCM(), { rho: 0.05 })), isThere)
  }
})

t.test('the number of tensors does not grow, and dispose frees the state', async (t) => {
  const before = tf.memory()
  const model = linear()
  const optimizer = tfOptimizer(withSAM(adamCM(), { rho: 0.05 }))
  model.compile({ optimizer, loss, metrics: ['mse'] })
  const data = points()
  await fit(model, data, 6)
  const { numTensors, numBytes } = tf.memory()
  await fit(model, data, 3, { validationSplit: 0.25 })
  model.compile({ optimizer, loss, metrics: ['mse'] })
  await fit(model, data, 3)
  await model.trainOnBatch(data.x, data.y)
  t.same([tf.memory().numTensors, tf.memory().numBytes], [numTensors, numBytes])
  t.equal(optimizer.iterations, 6 * 2 + 3 * 2 + 3 * 2 + 1)
  optimizer.dispose()
  model.dispose()
  tf.dispose([data.x, data.y])
  t.equal(tf.memory().numTensors, before.numTensors)
  t.equal(optimizer.iterations, 0)
})

t.test('variables that are made again do not keep the state of those before', async (t) => {
  const optimizer = tfOptimizer(adamCM())
  const made = () => tf.tidy(() => tf.variable(tf.tensor1d([1, 2])))
  const [a, other] = [made(), made()]
  const before = tf.memory().numTensors
  const sum = (variables: readonly tf.Variable[]) => () =>
    tf.addN(variables.map((variable) => tf.sum(tf.square(variable)))) as tf.Scalar
  const counts: number[] = []
  for (let i = 0; i < 4; i++) {
    const b = made()
    // joined, left out, joined with what another run trains, disposed
    optimizer.minimize(sum([b, other]), [b, other])
    optimizer.minimize(sum([a, b]), [a, b])
    optimizer.minimize(sum([a]), [a])
    b.dispose()
    optimizer.minimize(sum([a, other]), [a, other])
    counts.push(tf.memory().numTensors)
  }
  t.equal(counts[3], counts[2])
  optimizer.dispose()
  t.equal(tf.memory().numTensors, before)
})

t.test('on wasm a step overwrites the memory of the variables', async (t) => {
  await useBackend('wasm')
  const backend = tf.backend() as unknown as { getMemoryOffset(id: object): number }
  for (const optimizer of [adam(), withSAM(adamCM(), { rho: 0.05 })].map(tfOptimizer)) {
    const w = tf.variable(tf.randomNormal([100], 0, 1, 'float32', 1))
    const offset = () => backend.getMemoryOffset(w.dataId)
    const step = () => optimizer.minimize(() => tf.sum(tf.square(w)), [w])
    step()
    const first = offset()
    for (let i = 0; i < 5; i++) step()
    t.equal(offset(), first)
    const held = tf.reshape(w, [10, 10])
    const before = [...held.dataSync()]
    step()
    t.not(offset(), first, 'unless somebody else holds it')
    t.same([...held.dataSync()], before)
  }
  await useBackend('cpu')
})

t.test('training continues on another backend', async (t) => {
  const trained = async (backends: readonly ('cpu' | 'wasm')[]) => {
    const model = linear()
    model.compile({ optimizer: tfOptimizer(adamCM({ learningRate: 0.05 })), loss })
    for (const backend of backends) {
      await useBackend(backend)
      await fit(model, points(), 2)
    }
    return weightsOf(model).flat()
  }
  const [moved, stayed] = [
    await trained(['cpu', 'wasm', 'cpu']),
    await trained(['cpu', 'cpu', 'cpu']),
  ]
  // products on wasm are rounded otherwise
  t.ok(difference(moved, stayed) < 1e-4, `${moved} ${stayed}`)
})

t.test('an optimizer that was disposed starts again', async (t) => {
  const optimizer = tfOptimizer(adam({ learningRate: 0.05 }))
  const data = points()
  const trained = async () => {
    const model = linear()
    model.compile({ optimizer, loss })
    await fit(model, data, 1)
    return weightsOf(model)
  }
  const first = await trained()
  optimizer.dispose()
  t.same(await trained(), first)
})

t.test('the learning rate can be read and set, by callbacks too', async (t) => {
  const optimizer = tfOptimizer(sgd({ learningRate: 0.5, momentum: 0 }))
  t.equal(optimizer.learningRate, 0.5)
  optimizer.learningRate = 0.25
  t.equal(optimizer.learningRate, 0.25)
  const w = tf.variable(tf.scalar(8))
  optimizer.minimize(() => tf.square(w), [w])
  t.same([...w.dataSync()], [4])
  optimizer.learningRate *= 2
  optimizer.minimize(() => tf.square(w), [w])
  t.same([...w.dataSync()], [0])
  const model = linear()
  model.compile({ optimizer, loss })
  const seen: number[] = []
  await fit(model, points(), 3, {
    callbacks: {
      onEpochEnd: async () => {
        optimizer.learningRate /= 2
        seen.push(optimizer.learningRate)
      },
    },
  })
  t.same(seen, [0.25, 0.125, 0.0625])
})

t.test('a learning rate that is set scales the rest of a schedule', async (t) => {
  const schedule = cosine({ init: 1, steps: 10 })
  const optimizer = tfOptimizer(sgd({ learningRate: schedule, momentum: 0 }))
  const w = tf.variable(tf.scalar(1))
  const rates = [optimizer.learningRate]
  for (let i = 0; i < 4; i++) {
    if (i === 2) optimizer.learningRate /= 2
    optimizer.minimize(() => tf.square(w), [w])
    rates.push(optimizer.learningRate)
  }
  const expected = [0, 1, 2, 3, 4].map((i) => schedule(i) * (i > 2 ? 0.5 : 1))
  t.ok(difference(rates, expected) < 1e-12)
})

t.test('weight decay is masked by the names of variables', async (t) => {
  const kernels = (name: string) => name.includes('kernel')
  const decay = { weightDecay: 0.5, decoupled: true, weightDecayMask: kernels }
  const optimizer = tfOptimizer(sgd({ learningRate: 0.1, momentum: 0, ...decay }))
  const [w, b] = [
    tf.variable(tf.scalar(2), true, 'masked/kernel'),
    tf.variable(tf.scalar(2), true, 'masked/bias'),
  ]
  optimizer.applyGradients({ 'masked/kernel': tf.scalar(0), 'masked/bias': tf.scalar(0) })
  t.ok(difference([...w.dataSync(), ...b.dataSync()], [2 - 0.1 * 0.5 * 2, 2]) < 1e-6)
})

t.test('training can be stopped, by a callback or early', async (t) => {
  const model = linear()
  const optimizer = tfOptimizer(adam({ learningRate: 0 }))
  model.compile({ optimizer, loss })
  const data = points()
  await model.fit(data.x, data.y, {
    epochs: 9,
    batchSize: 16,
    verbose: 0,
    callbacks: [callbacks.earlyStopping({ monitor: 'loss', patience: 1 })],
  })
  t.ok(optimizer.iterations < 9, `${optimizer.iterations}`)
  const stopped = optimizer.iterations
  await fit(model, data, 9, {
    callbacks: { onEpochEnd: async () => Object.assign(model, { stopTraining: true }) },
  })
  t.equal(optimizer.iterations, stopped + 2)
})

t.test('applyIfFinite receives gradients that are not finite', async (t) => {
  const base = sgd({ learningRate: 0.1, momentum: 0 })
  const optimizer = tfOptimizer({ ...base, transform: applyIfFinite(base.transform) })
  const w = tf.variable(tf.scalar(1))
  optimizer.minimize(() => tf.mul(w, Number.NaN), [w])
  t.same([...w.dataSync()], [1])
})

t.test('a convolutional model trains with an optimizer with a buffer', async (t) => {
  const model = convolutional()
  model.compile({
    optimizer: tfOptimizer(adamCM({ learningRate: 0.01 })),
    loss: 'categoricalCrossentropy',
  })
  const losses = await fit(model, images(), 4)
  t.ok((losses.at(-1) as number) < (losses[0] as number))
})
