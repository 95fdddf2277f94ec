import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  checkSecondOrder,
  enableSecondOrder,
  hvp,
  logSoftmax,
  softmaxCrossEntropy,
  withSecondOrder,
} from '@momenta/second-order'
import { composed, enableTraining } from '@momenta/training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

type F = (...x: tf.Tensor[]) => tf.Tensor
type Four = tf.Tensor4D
interface Case {
  readonly f: F
  readonly shapes: readonly number[][]
  /** Keeps the point away from kinks: |x| in [0.2, 1.2], positive if asked for. */
  readonly positive?: boolean
}

/** Deterministic numbers in [0.2, 1.2), signed unless positive, evenly spaced and shuffled: no kink and no tie within a step. */
const numbers = (seed: number, size: number, positive = false): Float32Array => {
  let state = seed * 2654435761 + 12345
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) / 2 ** 24
  }
  const even = Array.from({ length: size }, (_, i) => {
    const value = 0.2 + (i + 0.5) / size
    return { value: positive || next() < 0.5 ? value : -value, key: next() }
  })
  return Float32Array.from(
    even.sort((a, b) => a.key - b.key),
    ({ value }) => value,
  )
}
const pointOf = ({ shapes, positive }: Case, seed = 7) =>
  Object.fromEntries(
    shapes.map((shape, i) => [
      `x${i}`,
      tf.tensor(
        numbers(
          seed + i,
          shape.reduce((a, b) => a * b, 1),
          positive,
        ),
        shape,
      ),
    ]),
  )
/** A loss that is curved in the answer, so that every second derivative counts. */
const lossOf =
  ({ f }: Case) =>
  (params: { readonly [name: string]: tf.Tensor }) => {
    const y = f(...Object.values(params))
    const weights = tf.tensor(numbers(99, y.size), y.shape)
    return tf.sum(tf.mul(weights, tf.add(y, tf.mul(0.3, tf.square(y))))) as tf.Scalar
  }
const image = [1, 5, 6, 2]
const conv =
  (strides: number, pad: 'same' | 'valid'): F =>
  (x, k) =>
    tf.conv2d(x as Four, k as Four, strides, pad)

const cases: { readonly [name: string]: Case } = {
  dense: { f: (x, w, b) => tf.add(tf.matMul(x, w), b as tf.Tensor), shapes: [[3, 4], [4, 2], [2]] },
  sigmoid: { f: (x) => tf.sigmoid(x), shapes: [[5]] },
  tanh: { f: (x) => tf.tanh(x), shapes: [[5]] },
  exp: { f: (x) => tf.exp(x), shapes: [[5]] },
  log: { f: (x) => tf.log(x), shapes: [[5]], positive: true },
  sqrt: { f: (x) => tf.sqrt(x), shapes: [[5]], positive: true },
  rsqrt: { f: (x) => tf.rsqrt(x), shapes: [[5]], positive: true },
  'pow by base and exponent': {
    f: (a, b) => tf.pow(a, b as tf.Tensor),
    shapes: [[3, 4], [4]],
    positive: true,
  },
  softplus: { f: (x) => tf.softplus(x), shapes: [[5]] },
  relu: { f: (x) => tf.relu(x), shapes: [[6]] },
  relu6: { f: (x) => tf.relu6(x), shapes: [[6]] },
  elu: { f: (x) => tf.elu(x), shapes: [[6]] },
  selu: { f: (x) => tf.selu(x), shapes: [[6]] },
  leakyRelu: { f: (x) => tf.leakyRelu(x), shapes: [[6]] },
  prelu: { f: (x, a) => tf.prelu(x, a as tf.Tensor), shapes: [[6], [6]] },
  swish: { f: (x) => tf.mul(x, tf.sigmoid(x)), shapes: [[5]] },
  gelu: {
    f: (x) => tf.mul(x, tf.add(1, tf.tanh(tf.mul(0.8, tf.add(x, tf.mul(0.045, tf.pow(x, 3))))))),
    shapes: [[5]],
  },
  softmax: { f: (x) => tf.softmax(x), shapes: [[3, 4]] },
  logSoftmax: { f: (x) => logSoftmax(x), shapes: [[3, 4]] },
  'cross-entropy': {
    f: (z) => softmaxCrossEntropy(tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3), z),
    shapes: [[2, 3]],
  },
  'cross-entropy from labels': {
    f: (z) => composed.softmaxCrossEntropy(tf.tensor1d([0, 2], 'int32'), z),
    shapes: [[2, 3]],
  },
  'tf.logSoftmax': { f: (x) => tf.logSoftmax(x), shapes: [[3, 4]] },
  'tf.losses.softmaxCrossEntropy of a layer': {
    f: (x, w) =>
      tf.losses.softmaxCrossEntropy(
        tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3),
        tf.matMul(x, w as tf.Tensor),
      ),
    shapes: [
      [2, 4],
      [4, 3],
    ],
  },
  'cross-entropy of a layer, from integer labels': {
    f: (x, w) => softmaxCrossEntropy(tf.tensor1d([0, 2], 'int32'), tf.matMul(x, w as tf.Tensor)),
    shapes: [
      [2, 4],
      [4, 3],
    ],
  },
  'tf.logSigmoid': { f: (x) => tf.logSigmoid(x), shapes: [[5]] },
  logSumExp: { f: (z) => tf.logSumExp(z, -1), shapes: [[2, 3]] },
  'squared error': { f: (x) => tf.losses.meanSquaredError(tf.ones([5]), x), shapes: [[5]] },
  'binary cross-entropy': {
    f: (z) => tf.losses.sigmoidCrossEntropy(tf.tensor1d([0, 1, 1]), z),
    shapes: [[3]],
  },
  'conv2d, same': { f: conv(1, 'same'), shapes: [image, [3, 3, 2, 3]] },
  'conv2d, valid': { f: conv(1, 'valid'), shapes: [image, [2, 3, 2, 3]] },
  'conv2d, stride 2': { f: conv(2, 'same'), shapes: [image, [3, 3, 2, 3]] },
  'conv2d, explicit padding': {
    f: (x, k) =>
      tf.conv2d(x as Four, k as Four, 2, [
        [0, 0],
        [1, 2],
        [0, 1],
        [0, 0],
      ]),
    shapes: [image, [3, 2, 2, 2]],
  },
  'conv2d, dilations 2 and 1': {
    f: (x, k) => tf.conv2d(x as Four, k as Four, 1, 'same', 'NHWC', [2, 1]),
    shapes: [image, [3, 2, 2, 3]],
  },
  'depthwise conv2d, dilation 2': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 1, 'valid', 'NHWC', [2, 2]),
    shapes: [image, [2, 3, 2, 2]],
  },
  'depthwise conv2d': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 1, 'same'),
    shapes: [image, [3, 3, 2, 2]],
  },
  'depthwise conv2d, stride 2': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 2, 'valid'),
    shapes: [image, [3, 2, 2, 1]],
  },
  conv2dTranspose: {
    f: (x, k) => tf.conv2dTranspose(x as Four, k as Four, [1, 10, 12, 3], 2, 'same'),
    shapes: [image, [3, 3, 3, 2]],
  },
  'fused conv2d': {
    f: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as Four,
        filter: filter as Four,
        bias: bias as tf.Tensor,
        strides: 1,
        pad: 'same',
        activation: 'relu',
      }),
    shapes: [image, [3, 3, 2, 3], [3]],
  },
  'fused conv2d, linear': {
    f: (x, filter) =>
      tf.fused.conv2d({ x: x as Four, filter: filter as Four, strides: 2, pad: 'same' }),
    shapes: [image, [3, 3, 2, 3]],
  },
  'fused depthwise conv2d': {
    f: (x, filter) =>
      tf.fused.depthwiseConv2d({ x: x as Four, filter: filter as Four, strides: 1, pad: 'same' }),
    shapes: [image, [3, 3, 2, 1]],
  },
  'fused matMul, linear': {
    f: (a, b, bias) => tf.tanh(tf.fused.matMul({ a, b: b as tf.Tensor, bias: bias as tf.Tensor })),
    shapes: [[3, 4], [4, 2], [2]],
  },
  'fused matMul': {
    f: (a, b, bias) =>
      tf.fused.matMul({ a, b: b as tf.Tensor, bias: bias as tf.Tensor, activation: 'relu' }),
    shapes: [[3, 4], [4, 2], [2]],
  },
  'maxPool 2/2': { f: (x) => tf.maxPool(x as Four, 2, 2, 'valid'), shapes: [[1, 4, 4, 2]] },
  'maxPool 3/2, overlapping': {
    f: (x) => tf.maxPool(x as Four, 3, 2, 'same'),
    shapes: [[1, 7, 6, 2]],
  },
  'maxPool 3/1, overlapping': {
    f: (x) => tf.maxPool(x as Four, 3, 1, 'valid'),
    shapes: [[1, 5, 5, 1]],
  },
  'avgPool 2/2': { f: (x) => tf.avgPool(x as Four, 2, 2, 'valid'), shapes: [[1, 4, 4, 2]] },
  'avgPool 3/1, overlapping': {
    f: (x) => tf.avgPool(x as Four, 3, 1, 'valid'),
    shapes: [[1, 5, 5, 1]],
  },
  'avgPool 3/2, padded': { f: (x) => tf.avgPool(x as Four, 3, 2, 'same'), shapes: [[1, 5, 5, 1]] },
  batchNorm: {
    f: (x, g, b) => composed.batchNorm(x, g as tf.Tensor1D, b as tf.Tensor1D, 1e-3).y,
    shapes: [[6, 3], [3], [3]],
  },
  'tf.batchNorm of moments': {
    f: (x, g, b) => {
      const { mean, variance } = tf.moments(x, 0)
      return tf.batchNorm(
        x,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        b as tf.Tensor1D,
        g as tf.Tensor1D,
        1e-3,
      )
    },
    shapes: [[6, 3], [3], [3]],
  },
  'layer normalisation': {
    f: (x) => {
      const { mean, variance } = tf.moments(x, -1, true)
      return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)))
    },
    shapes: [[2, 5]],
  },
  basicLSTMCell: {
    f: (w, b, x, c, h) =>
      tf.concat(
        tf.basicLSTMCell(
          tf.scalar(1),
          w as tf.Tensor2D,
          b as tf.Tensor1D,
          x as tf.Tensor2D,
          c as tf.Tensor2D,
          h as tf.Tensor2D,
        ),
        1,
      ),
    shapes: [[5, 12], [12], [1, 2], [1, 3], [1, 3]],
  },
  'lstm, 3 steps': {
    f: (x, kernel, recurrentKernel, bias) => {
      const zeros = tf.zeros<tf.Rank.R2>([2, 2])
      const weights = { kernel, recurrentKernel, bias } as Parameters<typeof composed.lstm>[0]
      return composed.lstm(weights, x as tf.Tensor3D, { h: zeros, c: zeros }).outputs
    },
    shapes: [[3, 2, 2], [2, 8], [2, 8], [8]],
  },
  gather: { f: (x) => tf.gather(x, tf.tensor1d([0, 2, 2], 'int32')), shapes: [[3, 2]] },
  'concat, slice, pad, transpose': {
    f: (a, b) =>
      tf.transpose(
        tf.pad(tf.slice(tf.concat([a, b as tf.Tensor], 1), [0, 1], [2, 3]), [
          [0, 1],
          [1, 0],
        ]),
      ),
    shapes: [
      [2, 2],
      [2, 3],
    ],
  },
  max: { f: (x) => tf.max(x, -1), shapes: [[2, 5]] },
  min: { f: (x) => tf.min(x, -1), shapes: [[2, 5]] },
  'maximum and minimum': {
    f: (a, b) => tf.add(tf.maximum(a, b as tf.Tensor), tf.square(tf.minimum(a, b as tf.Tensor))),
    shapes: [[6], [6]],
  },
  clipByValue: { f: (x) => tf.clipByValue(x, -0.7, 0.7), shapes: [[6]] },
  'where greater': {
    f: (x) =>
      tf.where(
        tf.logicalAnd(tf.greater(x, -0.1), tf.logicalNot(tf.less(x, 0))),
        tf.square(x),
        tf.mul(x, tf.exp(x)),
      ),
    shapes: [[6]],
  },
  norm: { f: (x) => tf.norm(x), shapes: [[5]] },
}

t.test(
  'every second derivative is that of differences of the first, within their error bar',
  async (t) => {
    for (const [name, example] of Object.entries(cases))
      for (const seed of [7, 23]) {
        const { ok, message, errorBar } = checkSecondOrder(
          lossOf(example),
          pointOf(example, seed),
          { seed, step: 0.01 },
        )
        t.ok(ok, `${name}: ${message}`)
        // the bar itself must be tight, or the check says nothing
        t.ok(errorBar < 0.05, `${name}: the error bar is ${errorBar}`)
      }
  },
)

t.test('first derivatives are the same, bit for bit; elu to a rounding', async (t) => {
  for (const [name, example] of Object.entries(cases)) {
    const values = () => {
      try {
        const params = Object.values(pointOf(example))
        const loss = (...x: tf.Tensor[]) =>
          lossOf(example)(Object.fromEntries(x.map((y, i) => [`x${i}`, y])))
        return tf
          .grads(loss)(params)
          .map((grad) => grad.dataSync() as Float32Array)
      } catch (error) {
        return (error as Error).message
      }
    }
    const stock = values()
    const ours = withSecondOrder(values)
    if (typeof stock === 'string') {
      t.match(
        stock,
        /gradient function not found|Cannot compute gradient|dilation rates greater than 1/,
        `${name} throws on stock TensorFlow.js`,
      )
      t.not(typeof ours, 'string', `${name} works here`)
    } else if (name === 'elu')
      t.ok(
        stock.every((x, i) =>
          x.every((value, j) => Math.abs(value - ((ours[i] as Float32Array)[j] as number)) < 1e-6),
        ),
        name,
      )
    else t.same(ours, stock, name)
  }
})

const second = (f: (x: tf.Tensor) => tf.Tensor) => tf.grad((x) => tf.grad(f)(x))

t.test(
  'stock TensorFlow.js is wrong in silence for tanh, which is why this package exists',
  async (t) => {
    const y = Math.tanh(1)
    const stock = second((x) => tf.tanh(x))
    t.throws(() => stock(tf.scalar(1)), /Cannot compute gradient/, 'alone it is cut off')
    const mixed = second((x) => tf.mul(x, tf.tanh(x)))
    const right = 2 * (1 - y * y) - 2 * y * (1 - y * y)
    t.ok(
      Math.abs((mixed(tf.scalar(1)).dataSync()[0] as number) - right) > 0.1,
      'in a product it is wrong',
    )
    const mended = withSecondOrder(() => mixed(tf.scalar(1)).dataSync()[0] as number)
    t.ok(Math.abs(mended - right) < 1e-5)
  },
)

t.test('the check finds a second derivative that is wrong in silence', async (t) => {
  // exp, whose gradient reads numbers and makes a tensor of them: the tape ends there
  const silent = (x: tf.Tensor) =>
    tf.customGrad((input) => ({
      value: tf.exp(input as tf.Tensor),
      gradFunc: (dy: tf.Tensor) =>
        tf.mul(dy, tf.tensor1d((input as tf.Tensor).dataSync().map(Math.exp) as Float32Array)),
    }))(x)
  const loss = ({ w }: { w: tf.Tensor }) => tf.sum(tf.mul(w, silent(w))) as tf.Scalar
  const { ok, message, worst } = checkSecondOrder(loss, { w: tf.tensor1d([0.3, 0.9]) })
  t.notOk(ok)
  t.equal(worst, 'w')
  t.match(message, /an operation on the way to w has a wrong second derivative/)
})

t.test('Hessians by hand', async (t) => {
  // L = a² b: H = [[2b, 2a], [2a, 0]]
  const loss = ({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => tf.mul(tf.square(a), b) as tf.Scalar
  const at = { a: tf.scalar(3), b: tf.scalar(5) }
  const column = (a: number, b: number) => {
    const { a: x, b: y } = hvp(loss, at, { a: tf.scalar(a), b: tf.scalar(b) })
    return [x.dataSync()[0], y.dataSync()[0]]
  }
  t.same(column(1, 0), [10, 6])
  t.same(column(0, 1), [6, 0])
})

t.test(
  'the registry is exactly as before, also after an error, a promise, and nested use',
  async (t) => {
    const names = [
      ...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName),
      'Conv2DBackpropFilter',
    ]
    const registered = () => names.map((name) => tf.getGradient(name))
    const tanh = tf.getGradient('Tanh')
    const { customGrad } = tf.engine()
    const before = registered()
    t.throws(
      () =>
        withSecondOrder(() => {
          throw new Error('mine')
        }),
      /mine/,
    )
    t.ok(registered().every((gradient, i) => gradient === before[i]))
    const [outer, inner] = [enableSecondOrder(), enableSecondOrder()]
    inner()
    inner()
    t.not(tf.getGradient('Tanh'), tanh, 'still there for the other user')
    outer()
    t.ok(registered().every((gradient, i) => gradient === before[i]))
    const pending = withSecondOrder(async () => {
      await null
      return tf.getGradient('Tanh')
    })
    t.not(await pending, tanh)
    t.equal(tf.getGradient('Tanh'), tanh)
    await t.rejects(
      withSecondOrder(async () => {
        throw new Error('later')
      }),
      /later/,
    )
    t.ok(registered().every((gradient, i) => gradient === before[i]))
    t.equal(tf.engine().customGrad, customGrad)
    t.notOk(Object.hasOwn(tf.engine(), 'customGrad'), 'the method is that of the class again')
  },
)

t.test('nothing leaks, also when the loss throws, at whatever depth', async (t) => {
  const example = cases['maxPool 3/2, overlapping'] as Case
  const params = pointOf(example)
  const loss = lossOf(example)
  const [w, labels] = [tf.tensor2d([[1, 2]]), tf.tensor1d([1], 'int32')]
  type One = { readonly w: tf.Tensor }
  const broken: readonly ((p: One) => tf.Scalar)[] = [
    (p) => {
      tf.exp(tf.tanh(p.w))
      throw new Error('mine')
    },
    (p) => tf.tanh(p.w) as tf.Scalar,
    (p) => tf.sum(tf.cumprod(tf.tanh(p.w))) as tf.Scalar,
    (p) =>
      tf.sum(
        tf.localResponseNormalization(tf.reshape(tf.tanh(p.w), [1, 1, 1, 2]) as Four),
      ) as tf.Scalar,
    (p) => tf.sum(p.w) as tf.Scalar,
  ]
  const before = tf.memory().numTensors
  tf.dispose(hvp(loss, params, params))
  checkSecondOrder(loss, params)
  tf.dispose(hvp((p: One) => softmaxCrossEntropy(labels, p.w), { w }, { w }))
  tf.dispose(
    hvp((p: One) => tf.sum(tf.square(tf.logSoftmax(tf.tanh(p.w)))) as tf.Scalar, { w }, { w }),
  )
  t.equal(tf.memory().numTensors, before)
  for (const [i, bad] of broken.entries()) {
    t.throws(() => hvp(bad, { w }, { w }), `${i} throws`)
    t.equal(tf.memory().numTensors, before, `hvp of ${i}`)
  }
  for (const [i, bad] of broken.slice(0, 4).entries()) {
    t.throws(() => checkSecondOrder(bad, { w }), `${i} throws`)
    t.equal(tf.memory().numTensors, before, `check of ${i}`)
  }
})

t.test(
  'a product within a gradient frees its own, and leaves the tape around it whole',
  async (t) => {
    // L = x³, h = L'' · 1 = 6x, so ∇(h · x²) = 18x²
    const cube = ({ x }: { x: tf.Tensor }) => tf.sum(tf.mul(x, tf.square(x))) as tf.Scalar
    const x = tf.scalar(2)
    const f = (y: tf.Tensor) => {
      t.throws(
        () =>
          hvp(
            () => {
              throw new Error('mine')
            },
            { y },
            { y },
          ),
        /mine/,
      )
      return tf.mul(hvp(cube, { x: y }, { x: tf.scalar(1) }).x, tf.square(y))
    }
    const before = tf.memory().numTensors
    const slope = tf.grad(f)(x)
    t.same([...slope.dataSync()], [72])
    slope.dispose()
    t.equal(tf.memory().numTensors, before)
  },
)

t.test(
  'the Hessian of a cross-entropy by hand, also next to another term, from every kind of label',
  async (t) => {
    // p = softmax(0, ln 3) = (1/4, 3/4): H = diag p − p pᵀ = 3/16 [[1, −1], [−1, 1]], and 1 from the term
    const z = tf.tensor2d([[0, Math.log(3)]])
    const v = tf.tensor2d([[1, 0]])
    const [sparse, rows] = [tf.tensor1d([1], 'int32'), tf.tensor2d([[0, 1]])]
    const losses: { readonly [name: string]: (z: tf.Tensor) => tf.Tensor } = {
      'integer labels': (x) => softmaxCrossEntropy(sparse, x),
      rows: (x) => softmaxCrossEntropy(rows, x),
      'rows of integers': (x) => softmaxCrossEntropy(tf.cast(rows, 'int32'), x),
      'TensorFlow.js’s own': (x) => tf.losses.softmaxCrossEntropy(rows, x),
      'by tf.logSoftmax': (x) => tf.neg(tf.sum(tf.mul(rows, tf.logSoftmax(x)))),
    }
    for (const [name, crossEntropy] of Object.entries(losses)) {
      const loss = (p: { readonly z: tf.Tensor }) =>
        tf.add(crossEntropy(p.z), tf.mul(0.5, tf.sum(tf.square(p.z)))) as tf.Scalar
      const [a, b] = hvp(loss, { z }, { z: v }).z.dataSync() as unknown as [number, number]
      t.ok(Math.abs(a - 1 - 3 / 16) < 1e-6 && Math.abs(b + 3 / 16) < 1e-6, `${name}: ${a}, ${b}`)
    }
    t.equal(softmaxCrossEntropy(tf.tensor1d([0], 'int32'), tf.tensor2d([[7]])).dataSync()[0], 0)
  },
)

t.test('a tensor that stands under two names is two parameters', async (t) => {
  const loss = ({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => tf.mul(tf.square(a), b) as tf.Scalar
  const x = tf.scalar(3)
  const { a, b } = hvp(loss, { a: x, b: x }, { a: tf.scalar(1), b: tf.scalar(0) })
  t.same([a.dataSync()[0], b.dataSync()[0]], [6, 6])
})

t.test(
  'the check finds a step between kinks by itself, and says where there is none',
  async (t) => {
    const [x, a, b] = [1, 2, 3].map((seed) =>
      tf.randomNormal(
        [
          [200, 5],
          [5, 30],
          [30, 1],
        ][seed - 1] as number[],
        0,
        1,
        'float32',
        seed,
      ),
    ) as [tf.Tensor, tf.Tensor, tf.Tensor]
    const relu = (p: { readonly a: tf.Tensor; readonly b: tf.Tensor }) =>
      tf.mean(tf.square(tf.matMul(tf.relu(tf.matMul(x, p.a)), p.b))) as tf.Scalar
    const found = checkSecondOrder(relu, { a, b })
    t.ok(found.ok, found.message)
    t.ok(found.step < 0.02 && found.errorBar < 0.01)
    const coarse = checkSecondOrder(relu, { a, b }, { step: 0.1 })
    t.notOk(coarse.ok)
    t.match(coarse.message, /says little: a kink within the step/)
    const linear = checkSecondOrder(({ a: y }) => tf.sum(tf.log(tf.exp(y))) as tf.Scalar, { a })
    t.ok(linear.ok, `no curvature but rounding is no kink: ${linear.message}`)
  },
)

t.test('what cannot be is said in one line', async (t) => {
  const w = tf.tensor1d([1, 2])
  const bad = { w: tf.scalar(1) as unknown as tf.Tensor1D }
  t.throws(
    () => hvp(({ w: x }) => x as unknown as tf.Scalar, { w }, { w }),
    /hvp: the loss must answer a scalar, got shape \[2\]; use tf.mean or tf.sum/,
  )
  t.throws(
    () => hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, bad),
    /hvp: direction.w must have the shape \[2\], got \[\]/,
  )
  t.throws(
    () => hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, { w }),
    /the gradient must depend on the parameter w, and it does not; .*allowZero/,
  )
  t.same(
    [...hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, { w }, { allowZero: true }).w.dataSync()],
    [0, 0],
  )
  t.throws(
    () => softmaxCrossEntropy(tf.ones([2]), tf.ones([3])),
    /labels must have the shape of the logits \[3\], or be int32 of shape \[\], got float32 \[2\]/,
  )
  t.throws(
    () => hvp(({ w: x }) => tf.sum(tf.cumprod(tf.tanh(x))) as tf.Scalar, { w }, { w }),
    /hvp: no gradient is registered for Cumprod; the loss must not need it/,
  )
  const sum = tf.getGradient('Sum') as tf.GradConfig
  tf.unregisterGradient('Sum')
  try {
    t.throws(
      () => hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, { w }),
      /hvp: no gradient is registered for Sum; import '@momenta\/gradients'/,
    )
  } finally {
    tf.registerGradient(sum)
  }
})

t.test('on wasm, with the kernels that it lacks', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  for (const name of [
    'tanh',
    'conv2d, stride 2',
    'conv2d, dilations 2 and 1',
    'depthwise conv2d, dilation 2',
    'tf.losses.softmaxCrossEntropy of a layer',
    'depthwise conv2d',
    'maxPool 3/2, overlapping',
    'lstm, 3 steps',
    'cross-entropy',
    'gather',
  ]) {
    const example = cases[name] as Case
    const { ok, message } = checkSecondOrder(lossOf(example), pointOf(example), { step: 0.01 })
    t.ok(ok, `${name}: ${message}`)
  }
  disable()
  await tf.setBackend('cpu')
})
