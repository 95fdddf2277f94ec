import { differentiate } from '@momenta/eager'
import { adamCM, sgd, tfOptimizer, withSAM } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { input, layers, model, type SymbolicTensor, sequential } from '@tensorflow/tfjs-layers'
import t from 'tap'
import { convolutional, fit, images, linear, points, start, useBackend } from './models.js'

await useBackend('wasm')
const rho = 0.5
const descent = () => tfOptimizer(withSAM(sgd({ learningRate: 0.1, momentum: 0 }), { rho }))

/** One step of SAM with descent by hand, from two evaluations of the loss. */
const stepByHand = (loss: () => tf.Scalar, variables: readonly tf.Variable[]): number[][] =>
  tf.tidy(() => {
    const values = variables.map((variable) => tf.clone(variable))
    const first = differentiate('test', loss, variables).grads as tf.Tensor[]
    const norm = tf.sqrt(tf.addN(first.map((grad) => tf.sum(tf.square(grad)))))
    variables.forEach((variable, i) => {
      variable.assign(
        tf.add(values[i] as tf.Tensor, tf.div(tf.mul(rho, first[i] as tf.Tensor), norm)),
      )
    })
    const second = differentiate('test', loss, variables).grads as tf.Tensor[]
    return values.map((value, i) => {
      ;(variables[i] as tf.Variable).assign(value)
      return [...tf.sub(value, tf.mul(0.1, second[i] as tf.Tensor)).dataSync()]
    })
  })

const near = (a: readonly number[][], b: readonly number[][]): boolean =>
  a.flat().every((x, i) => Math.abs(x - (b.flat()[i] as number)) <= 1e-5)

t.test('the gradient is that at the perturbed weights', async (t) => {
  const x = tf.randomNormal([5, 3], 0, 1, 'float32', 1)
  const labels = tf.oneHot(tf.tensor1d([0, 1, 1, 0, 1], 'int32'), 2)
  const w = tf.variable(tf.randomNormal([3, 2], 0, 1, 'float32', 2))
  const b = tf.variable(tf.zeros([2]))
  const image = tf.randomNormal<tf.Rank.R4>([2, 4, 4, 1], 0, 1, 'float32', 6)
  const filter = tf.variable(tf.randomNormal<tf.Rank.R4>([2, 2, 1, 2], 0, 1, 'float32', 7))
  const convolution = () => tf.fused.conv2d({ x: image, filter, strides: 1, pad: 'valid', bias: b })
  const losses: readonly (() => tf.Scalar)[] = [
    () => tf.losses.meanSquaredError(labels, tf.sigmoid(tf.add(tf.matMul(x, w), b))),
    // custom operations, two of which read their inputs from a closure
    () => tf.losses.softmaxCrossEntropy(labels, tf.add(tf.matMul(x, w), b)),
    () => tf.mean(tf.square(tf.fused.matMul({ a: x as tf.Tensor2D, b: w, bias: b }))),
    () => tf.mean(tf.square(convolution())),
    // several outputs, lists of inputs, a clone
    () => tf.sum(tf.square(tf.concat(tf.split(tf.clone(w), 2, 1).concat([tf.reshape(b, [2, 1])])))),
    // the gradient of a gradient: the loss is called again
    () =>
      tf.add(tf.sum(tf.square(tf.grad((v) => tf.sum(tf.mul(v, v)))(w))), tf.sum(b)) as tf.Scalar,
  ]
  for (const [i, loss] of losses.entries()) {
    const used = [w, b, filter].filter(
      (_, k) => differentiate('test', loss, [w, b, filter]).grads[k] !== undefined,
    )
    const expected = stepByHand(loss, used)
    const before = tf.memory().numTensors
    const optimizer = descent()
    optimizer.minimize(loss, used)
    const got = used.map((variable) => [...variable.dataSync()])
    t.ok(near(got, expected), `loss ${i}: ${JSON.stringify([got, expected])}`)
    optimizer.dispose()
    t.equal(tf.memory().numTensors, before)
  }
})

t.test('the loss is called once in a step, and random numbers are the same in both', async (t) => {
  const w = tf.variable(tf.tensor1d([1, 2, 3]))
  let calls = 0
  let mask: tf.Tensor | undefined
  descent().minimize(() => {
    calls++
    mask = tf.keep(tf.randomUniform([3], 0, 1))
    return tf.sum(tf.mul(mask, tf.square(w)))
  }, [w])
  t.equal(calls, 1)
  const m = [...(mask as tf.Tensor).dataSync()]
  const gradient = [1, 2, 3].map((value, i) => 2 * (m[i] as number) * value)
  const norm = Math.hypot(...gradient)
  const expected = [1, 2, 3].map((value, i) => {
    const moved = value + (rho * (gradient[i] as number)) / norm
    return value - 0.1 * 2 * (m[i] as number) * moved
  })
  t.ok(near([[...w.dataSync()]], [expected]))
})

t.test('metrics are those of the unperturbed pass, each once, and nothing is kept', async (t) => {
  const data = images()
  const trained = convolutional()
  const optimizer = tfOptimizer(withSAM(adamCM({ learningRate: 1e-3 }), { rho }))
  const metrics = ['accuracy', 'mse']
  trained.compile({ optimizer, loss: 'categoricalCrossentropy', metrics })
  await fit(trained, data, 2)
  const before = tf.memory().numTensors
  await fit(trained, data, 3)
  t.equal(tf.memory().numTensors, before)
  const results = (await trained.trainOnBatch(data.x, data.y)) as number[]
  t.equal(results.length, 3)
  t.equal(tf.memory().numTensors, before)
})

t.test('the loss of a step is that of the unperturbed pass', async (t) => {
  const [plain, perturbed] = [linear(), linear()]
  const data = points()
  plain.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  perturbed.compile({ optimizer: descent(), loss: 'meanSquaredError' })
  t.equal(await perturbed.trainOnBatch(data.x, data.y), await plain.trainOnBatch(data.x, data.y))
})

t.test('a layer that is used twice keeps its averages and metrics too', async (t) => {
  const { x, y } = points()
  const trained = async (optimizer: string | tf.Optimizer) => {
    const [a, b] = [input({ shape: [2] }), input({ shape: [2] })]
    const shared = layers.batchNormalization({ momentum: 0.5 })
    const both = [shared.apply(a), shared.apply(b)] as SymbolicTensor[]
    const outputs = layers
      .dense({ units: 1, kernelInitializer: start(1) })
      .apply(layers.concatenate().apply(both)) as SymbolicTensor
    const twice = model({ inputs: [a, b], outputs })
    twice.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] })
    const results = (await twice.trainOnBatch([x, tf.mul(x, 3)], y)) as number[]
    const averages = shared.getWeights().slice(2)
    return [results, averages.map((weight) => [...weight.dataSync()])]
  }
  t.same(await trained(descent()), await trained('sgd'))
})

t.test('moving averages of batch normalization are updated once', async (t) => {
  const make = () =>
    sequential({
      layers: [
        layers.batchNormalization({ inputShape: [2], momentum: 0.5 }),
        layers.dense({ units: 1, kernelInitializer: start(1) }),
      ],
    })
  const { x, y } = points()
  const averages = async (optimizer: string | tf.Optimizer) => {
    const trained = make()
    trained.compile({ optimizer, loss: 'meanSquaredError' })
    await trained.trainOnBatch(x, y)
    return trained.layers[0]
      ?.getWeights()
      .slice(2)
      .map((weight) => [...weight.dataSync()])
  }
  t.same(await averages(descent()), await averages('sgd'))
})
