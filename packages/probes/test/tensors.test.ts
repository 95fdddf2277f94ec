import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  block,
  boxSharpness,
  centralDifferences,
  checkOperator,
  denseEigenvalues,
  eigenvalues,
  flattenTensors,
  gaussianSharpness,
  gaussNewton,
  gradientAt,
  hutchinson,
  linearConnectivity,
  movedTo,
  mSharpness,
  objectiveOf,
  operatorOf,
  randomDirection,
  samSharpness,
  slice,
  softmaxHessian,
  spectralDensity,
  squaredHessian,
  tensorModel,
  tensorObjective,
  tensorOperator,
  topEigenvalue,
  valueAt,
  worstSharpness,
} from '@momenta/probes'
import { hvp, meanCrossEntropy } from '@momenta/second-order'
import { enableTraining } from '@momenta/training'
import * as tf from '@tensorflow/tfjs-core'
import t, { type Test } from 'tap'
import { tanhNet } from './tanhNet.js'

const near = (a: number, b: number, share: number) => Math.abs(a - b) <= share * Math.abs(b)
t.before(async () => {
  await tf.setBackend('cpu')
})

/** The net of `tanhNet` on tensors: the same numbers, rounded to float32. */
const net = tanhNet()
type Params = {
  readonly W: tf.Tensor
  readonly b: tf.Tensor
  readonly V: tf.Tensor
  readonly c: tf.Tensor
}
type Batch = { readonly x: tf.Tensor; readonly y: tf.Tensor }
const paramsOf = (): Params => {
  const [W, b, V, c] = net.start.map((leaf) => Float32Array.from(leaf)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  return {
    W: tf.tensor2d(W, [8, 32]),
    b: tf.tensor1d(b),
    V: tf.variable(tf.tensor2d(V, [32, 3])),
    c: tf.tensor1d(c),
  }
}
const batchesOf = (sizes: readonly number[]): readonly Batch[] => {
  let from = 0
  return sizes.map((size) => {
    const cut = (all: Float64Array, width: number) =>
      tf.tensor2d(Float32Array.from(all.subarray(from * width, (from + size) * width)), [
        size,
        width,
      ])
    const batch = { x: cut(net.x, 8), y: cut(net.y, 3) }
    from += size
    return batch
  })
}
const outputs = ({ W, b, V, c }: Params, { x }: Batch) =>
  tf.add(
    tf.matMul(tf.tanh(tf.add(tf.matMul(x as tf.Tensor2D, W as tf.Tensor2D), b)), V as tf.Tensor2D),
    c,
  )
const loss = (params: Params, batch: Batch) =>
  tf.mul(3, tf.mean(tf.square(tf.sub(outputs(params, batch), batch.y)))) as tf.Scalar
const size = ({ x }: Batch) => x.shape[0] as number
const exact = objectiveOf({
  point: net.start.flatMap((leaf) => [...leaf]),
  parts: [{ size: 64, gradient: net.gradient }],
})

t.test(
  'on tensors as in float64: value, gradient and the top of the spectrum, within the error bars, in any batches and on both backends',
  async (t) => {
    const wanted = await eigenvalues(centralDifferences(exact), { largest: 4 })
    const { value, gradient } = await gradientAt(exact, exact.point)
    for (const backend of ['cpu', 'wasm'])
      for (const sizes of [[64], [10, 10, 10, 10, 10, 10, 4]]) {
        await tf.setBackend(backend)
        const objective = await tensorObjective({
          params: paramsOf(),
          loss,
          batches: batchesOf(sizes),
          size,
          hash: 'tanh',
        })
        const found = await gradientAt(objective, objective.point)
        t.ok(near(found.value, value, 1e-5))
        t.ok(near(await valueAt(objective, objective.point), value, 1e-5))
        t.ok(found.gradient.every((n, i) => Math.abs(n - (gradient[i] as number)) <= 1e-5))
        const { largest } = await eigenvalues(centralDifferences(objective), { largest: 4 })
        for (const [i, pair] of largest.entries()) {
          const truth = wanted.largest[i]?.value as number
          t.ok(
            Math.abs(pair.value - truth) <= pair.error,
            `${backend} ${sizes} ${i}: ${pair.value} ± ${pair.error}, ${truth}`,
          )
          t.ok(near(pair.value, truth, 1e-3) && pair.error < 0.01 * truth)
          t.match(pair, {
            converged: true,
            backend,
            dtype: 'float32',
            samples: 64,
            hash: 'tanh',
            step: 5e-3,
          })
        }
      }
    await tf.setBackend('cpu')
  },
)

t.test(
  'Gauss-Newton of the same net is that of float64 differences of its outputs, and positive',
  async (t) => {
    const model = await tensorModel({
      params: paramsOf(),
      outputs,
      batches: batchesOf([50, 14]),
      size,
    })
    const operator = gaussNewton(model, { hessian: squaredHessian('samples') })
    const { largest, smallest } = await eigenvalues(operator, { largest: 1, smallest: 1 })
    // at the optimum of the outputs the Hessian is Gauss-Newton's: labels that the net has itself
    const own = tf.tidy(() =>
      batchesOf([64]).map((batch) => ({
        x: tf.keep(tf.clone(batch.x)),
        y: tf.keep(outputs(paramsOf(), batch)),
      })),
    )
    const fitted = await tensorObjective({ params: paramsOf(), loss, batches: own, size })
    const top = await topEigenvalue(centralDifferences(fitted))
    t.ok(
      Math.abs((largest[0]?.value as number) - top.value) <=
        (largest[0]?.error as number) + top.error,
    )
    t.ok(near(largest[0]?.value as number, top.value, 1e-3))
    t.ok((smallest[0]?.value as number) > -(smallest[0]?.error as number))
    const check = await checkOperator(operator, { against: centralDifferences(fitted) })
    t.same(check.faults, [])
    t.ok((check.agreement as number) < 2e-3)
  },
)

t.test(
  'a relu classifier with the stock softmax cross-entropy: the small step, and Gauss-Newton',
  async (t) => {
    const params = {
      W: tf.randomNormal([4, 6], 0, 0.7, 'float32', 1),
      V: tf.randomNormal([6, 3], 0, 0.7, 'float32', 2),
    }
    const x = tf.randomNormal([20, 4], 0, 1, 'float32', 3)
    const y = tf.oneHot(
      tf.tensor1d(
        Array.from({ length: 20 }, (_, i) => i % 3),
        'int32',
      ),
      3,
    )
    const logits = ({ W, V }: typeof params) =>
      tf.matMul(tf.relu(tf.matMul(x as tf.Tensor2D, W as tf.Tensor2D)), V as tf.Tensor2D)
    const objective = await tensorObjective({
      params,
      loss: (p) => tf.losses.softmaxCrossEntropy(y, logits(p)) as tf.Scalar,
      batches: [undefined],
    })
    const hessian = centralDifferences(objective, { smooth: false })
    t.equal(hessian.made.step, 1e-3)
    const top = await topEigenvalue(hessian)
    t.ok(top.converged, top.reason)
    const coarse = await topEigenvalue(centralDifferences(objective, { step: 0.5 }))
    t.notOk(coarse.converged, 'a step across kinks is no number that looks fine')
    t.match(coarse.reason, /^(kink|step|asymmetric: .*across kinks)/)
    const whole = await denseEigenvalues(hessian)
    t.ok(Math.abs(top.value - (whole.values[0] as number)) <= top.error + whole.error)
    const model = await tensorModel({
      params,
      outputs: logits,
      batches: [undefined],
      size: () => 20,
    })
    const operator = gaussNewton(model, { hessian: softmaxHessian(3) })
    const gauss = await denseEigenvalues(operator)
    t.ok((gauss.values.at(-1) as number) > -gauss.error)
    // the last layer is linear: there the block of the Hessian is Gauss-Newton's
    const last = (name: string) => name === 'V'
    const [a, b] = await Promise.all(
      [hessian, operator].map((each) => topEigenvalue(block(each, objective.spans, last))),
    )
    t.ok(
      Math.abs((a?.value as number) - (b?.value as number)) <=
        (a?.error as number) + (b?.error as number),
    )
  },
)

/** λmax by differences, by exact products and by the dense matrices of both: every pair within the sum of the error bars. */
const threeWays = async (
  t: Test,
  params: { readonly [name: string]: tf.Tensor },
  lossOf: (params: never, batch: never) => tf.Scalar,
  batches: readonly unknown[],
  size: (batch: never) => number,
) => {
  const objective = await tensorObjective({
    params,
    loss: lossOf as never,
    batches,
    size: size as never,
  })
  const differences = centralDifferences(objective)
  const exact = await tensorOperator({
    params,
    product: (at, along, batch) => hvp((p) => lossOf(p as never, batch as never), at, along),
    batches,
    size: size as never,
    how: 'repaired double backward',
  })
  t.same((await checkOperator(exact, { against: differences })).faults, [])
  const ways = [await topEigenvalue(differences), await topEigenvalue(exact)]
  const wholes = [await denseEigenvalues(differences), await denseEigenvalues(exact)]
  for (const { value, error, converged, how, reason } of ways) {
    t.ok(converged, `${how}: ${reason}`)
    t.ok(error < 5e-3 * value, `${how}: ${value} ± ${error}`)
    for (const other of ways) t.ok(Math.abs(value - other.value) <= error + other.error, how)
    for (const whole of wholes)
      t.ok(
        Math.abs(value - (whole.values[0] as number)) <= error + whole.error,
        `${how}, dense by ${whole.how}`,
      )
  }
}

t.test(
  'λmax by differences, by repaired double backward and by the dense Hessian: an MLP, on cpu and wasm',
  async (t) => {
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend)
      const x = tf.randomNormal([30, 5], 0, 1, 'float32', 11)
      const y = tf.oneHot(
        tf.tensor1d(
          Array.from({ length: 30 }, (_, i) => i % 3),
          'int32',
        ),
        3,
      )
      const params = {
        W: tf.randomNormal([5, 7], 0, 0.6, 'float32', 12),
        V: tf.randomNormal([7, 3], 0, 0.6, 'float32', 13),
      }
      const cut = [0, 20].map((from, i) => ({
        x: tf.slice(x, [from, 0], [i === 0 ? 20 : 10, 5]),
        y: tf.slice(y, [from, 0], [i === 0 ? 20 : 10, 3]),
      }))
      const lossOf = ({ W, V }: typeof params, { x, y }: Batch) =>
        tf.mean(
          meanCrossEntropy(
            y,
            tf.matMul(tf.tanh(tf.matMul(x as tf.Tensor2D, W as tf.Tensor2D)), V as tf.Tensor2D),
          ),
        ) as tf.Scalar
      await threeWays(t, params, lossOf as never, cut, size as never)
    }
    await tf.setBackend('cpu')
  },
)

t.test('and a small CNN, on cpu and, with the kernels of training, on wasm', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const disable = backend === 'wasm' ? await enableTraining() : () => {}
    const params = {
      kernel: tf.randomNormal([3, 3, 1, 2], 0, 0.5, 'float32', 4),
      dense: tf.randomNormal([18, 2], 0, 0.5, 'float32', 5),
    }
    const x = tf.randomNormal([6, 5, 5, 1], 0, 1, 'float32', 6)
    const y = tf.randomNormal([6, 2], 0, 1, 'float32', 7)
    const lossOf = ({ kernel, dense }: typeof params, batch: Batch) => {
      const features = tf.tanh(tf.conv2d(batch.x as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'valid'))
      const outputs = tf.matMul(tf.reshape(features, [6, 18]), dense as tf.Tensor2D)
      return tf.mean(tf.square(tf.sub(outputs, batch.y))) as tf.Scalar
    }
    await threeWays(t, params, lossOf as never, [{ x, y }], size as never)
    disable()
  }
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
  await gradientAt(movedTo(objective, elsewhere), elsewhere)
  t.equal(tf.memory().numTensors, start)
  const after = await flattenTensors(params)
  t.same(after.values, before.values)
  t.equal(params.V instanceof tf.Variable, true)
})

t.test('also when the loss throws, or answers what it should not', async (t) => {
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
    message: /must answer a scalar, got shape \[32\]/,
  })
  await t.rejects(gradientAt(vector, vector.point), { message: /must return a float32 scalar/ })
  const none = await tensorObjective({ params, loss: (() => 3) as never, batches: [batch] })
  await t.rejects(valueAt(none, none.point), { message: /must answer a scalar, got 3/ })
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

t.test(
  'double backward through tanh in tfjs is wrong and symmetric: only agreement finds it',
  async (t) => {
    const x = tf.tensor2d([
      [1, 0.5],
      [-0.4, 1.2],
      [0.7, -1],
    ])
    const f = (w: tf.Tensor) =>
      tf.mean(tf.square(tf.tanh(tf.matMul(x, tf.reshape(w, [2, 2]))))) as tf.Scalar
    const w = tf.tensor1d([0.5, -0.3, 0.8, 0.2])
    const objective = await tensorObjective({
      params: { w },
      loss: ({ w }) => f(w),
      batches: [undefined],
    })
    const double = operatorOf({
      dim: 4,
      made: { how: 'double backward', dtype: 'float32' },
      product: async (v) => {
        const product = tf.tidy(() => {
          const along = tf.tensor1d(Float32Array.from(v))
          const slope = (w: tf.Tensor) => tf.sum(tf.mul(tf.grad((u) => f(u))(w), along))
          return tf.grad(slope)(w)
        })
        const values = Float64Array.from(await product.data())
        product.dispose()
        return values
      },
    })
    const alone = await checkOperator(double)
    t.same(alone.faults, [], 'nothing to see without comparison')
    const { faults, agreement } = await checkOperator(double, {
      against: centralDifferences(objective),
    })
    t.match(faults, [/^disagrees: with central differences/])
    t.ok((agreement as number) > 0.05)
  },
)

t.test('what cannot be probed is refused in words', async (t) => {
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
