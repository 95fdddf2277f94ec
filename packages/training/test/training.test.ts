import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { loadTensorflow } from '@momenta/native'
import { batchNorm, composed, enableTraining, lstm, softmaxCrossEntropy } from '@momenta/training'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')
const loaded = await loadTensorflow()
/** Where TensorFlow cannot be had, its tests are skipped, saying why. */
const unless = E.isLeft(loaded) ? { skip: loaded.left.message } : {}

type Tensors = readonly tf.Tensor[]
/** A function of tensors, and the tensors that it is differentiated by. */
interface Case {
  readonly f: (...x: tf.Tensor[]) => tf.Tensor
  readonly at: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[]
}

/** Deterministic numbers in [-1, 1), distinct enough that maxima have no ties. */
const numbers = (seed: number, size: number): Float32Array => {
  let state = seed * 2654435761 + 12345
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return ((state >>> 8) / 2 ** 24) * 2 - 1
  })
}
const given = (seed: number, ...shapes: (readonly number[])[]): Case['at'] =>
  shapes.map((shape, i) => ({
    shape,
    values: numbers(
      seed + 977 * i,
      shape.reduce((a, b) => a * b, 1),
    ),
  }))

/** Value and gradients of a weighted sum of the answer, on a backend. */
const onBackend = async (backend: string, { f, at }: Case): Promise<readonly Float32Array[]> => {
  await tf.setBackend(backend)
  const x = at.map(({ shape, values }) => tf.tensor(values, [...shape]))
  const value = tf.tidy(() => f(...x))
  const weights = tf.tensor(numbers(99, value.size), value.shape)
  const grads = tf.grads((...y: tf.Tensor[]) => tf.sum(tf.mul(f(...y), weights)))(x)
  const out = [value, ...grads].map((tensor) => tensor.dataSync() as Float32Array)
  tf.dispose([...x, value, weights, ...grads])
  return out
}

/** The largest difference, over the largest magnitude. */
const apart = (a: readonly Float32Array[], b: readonly Float32Array[]): number =>
  Math.max(
    ...a.map((x, i) => {
      const y = b[i] as Float32Array
      if (x.length !== y.length) return Number.POSITIVE_INFINITY
      const scale = Math.max(1e-3, ...y.map(Math.abs))
      return (
        x.reduce((worst, value, j) => Math.max(worst, Math.abs(value - (y[j] as number))), 0) /
        scale
      )
    }),
  )

/** Value and gradients on a backend with its kernels. */
const enabledOn = async (backend: string, example: Case): Promise<readonly Float32Array[]> => {
  await tf.setBackend(backend)
  const disable = await enableTraining()
  const answers = await onBackend(backend, example)
  disable()
  return answers
}

/** How far a backend with its kernels is from cpu, from the first answer that is asked for. */
const difference = async (example: Case, first = 0, backend = 'wasm'): Promise<number> => {
  const cpu = await onBackend('cpu', example)
  return apart((await enabledOn(backend, example)).slice(first), cpu.slice(first))
}

/** Central differences of the weighted sum on cpu, whose sums are float64. */
const slopes = async ({ f, at }: Case, h = 1e-2): Promise<readonly Float32Array[]> => {
  await tf.setBackend('cpu')
  const weightsOf = (size: number, shape: number[]) => tf.tensor(numbers(99, size), shape)
  const value = (x: Tensors) =>
    tf.tidy(() => {
      const y = f(...x)
      const products = tf.mul(y, weightsOf(y.size, y.shape)).dataSync() as Float32Array
      return products.reduce((a, b) => a + b, 0)
    })
  const moved = (i: number, j: number, by: number) =>
    value(
      at.map(({ shape, values }, k) => {
        const copy = Float32Array.from(values)
        if (k === i) copy[j] = (copy[j] as number) + by
        return tf.tensor(copy, [...shape])
      }),
    )
  return at.map(({ values }, i) =>
    Float32Array.from(values, (_, j) =>
      tf.tidy(() => (moved(i, j, h) - moved(i, j, -h)) / (2 * h)),
    ),
  )
}

const size = fc.integer({ min: 1, max: 9 })
const channels = fc.integer({ min: 1, max: 19 })
const window = fc.integer({ min: 1, max: 4 })
const stride = fc.integer({ min: 1, max: 3 })
const padding = fc.constantFrom<'same' | 'valid'>('same', 'valid')
const runs = { numRuns: 25, seed: 7 }

// cpu adds up in float64, wasm in float32 runs: 1e-5 of the largest gradient, as the project promises
const rounding = 1e-5

t.test('both gradients of a convolution are those of cpu, whatever its shape', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        n: fc.integer({ min: 1, max: 3 }),
        h: size,
        w: size,
        ci: channels,
        co: channels,
      }),
      fc.record({ kh: window, kw: window, sh: stride, sw: stride, pad: padding }),
      async ({ n, h, w, ci, co }, { kh, kw, sh, sw, pad }) => {
        fc.pre(pad === 'same' || (kh <= h && kw <= w))
        const f = (x: tf.Tensor, k: tf.Tensor) =>
          tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, [sh, sw], pad)
        const example = { f: f as Case['f'], at: given(n, [n, h, w, ci], [kh, kw, ci, co]) }
        // gradients alone: stock wasm's forward pass itself is wrong for some filters larger than the image
        const far = await difference(example, 1)
        if (far > rounding) throw new Error(`${far}`)
      },
    ),
    runs,
  )
  t.pass('25 shapes')
})

t.test('explicit padding, more positions than a block, and wide channels', async (t) => {
  const conv =
    (strides: [number, number], pad: Parameters<typeof tf.conv2d>[3]): Case['f'] =>
    (x, k) =>
      tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, strides, pad)
  const pads: Parameters<typeof tf.conv2d>[3] = [
    [0, 0],
    [2, 1],
    [0, 3],
    [0, 0],
  ]
  const cases: readonly (readonly [string, Case])[] = [
    ['explicit padding', { f: conv([1, 1], pads), at: given(1, [2, 7, 6, 5], [3, 3, 5, 9]) }],
    [
      'padding beyond the filter',
      { f: conv([2, 1], pads), at: given(2, [2, 7, 6, 5], [2, 2, 5, 9]) },
    ],
    ['900 positions', { f: conv([1, 1], 'same'), at: given(3, [4, 15, 15, 3], [3, 3, 3, 8]) }],
    [
      'stride 2, 300 positions',
      { f: conv([2, 2], 'same'), at: given(4, [6, 14, 14, 4], [3, 3, 4, 16]) },
    ],
    ['64 channels', { f: conv([2, 2], 'same'), at: given(5, [2, 6, 6, 64], [3, 3, 64, 24]) }],
    [
      'a rounded size',
      {
        f: (x, k) => tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, 2, 1, 'NHWC', 1, 'floor'),
        at: given(6, [1, 6, 6, 2], [3, 3, 2, 3]),
      },
    ],
  ]
  for (const [name, example] of cases) t.ok((await difference(example)) <= rounding, name)
})

t.test('both gradients of a depthwise convolution are those of cpu', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        n: fc.integer({ min: 1, max: 3 }),
        h: size,
        w: size,
        c: channels,
        m: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ kh: window, kw: window, s: stride, pad: padding }),
      async ({ n, h, w, c, m }, { kh, kw, s, pad }) => {
        fc.pre(pad === 'same' || (kh <= h && kw <= w))
        const f: Case['f'] = (x, k) =>
          tf.depthwiseConv2d(x as tf.Tensor4D, k as tf.Tensor4D, s, pad)
        const far = await difference({ f, at: given(n, [n, h, w, c], [kh, kw, c, m]) }, 1)
        if (far > rounding) throw new Error(`${far}`)
      },
    ),
    runs,
  )
  t.pass('25 shapes')
})

t.test('pooling, relu, products, gather, sums and means agree with cpu', async (t) => {
  const pool =
    (kind: typeof tf.maxPool, k: number, s: number, pad: 'same' | 'valid'): Case['f'] =>
    (x) =>
      kind(x as tf.Tensor4D, k, s, pad)
  const image = (c: number) => given(c, [2, 7, 8, c])
  const ids = () =>
    tf.tensor2d(
      [
        [0, 3, 3],
        [1, 0, 3],
      ],
      [2, 3],
      'int32',
    )
  const cases: readonly (readonly [string, Case])[] = [
    ['maxPool 2/2', { f: pool(tf.maxPool, 2, 2, 'valid'), at: image(6) }],
    ['maxPool 3/2 overlapping', { f: pool(tf.maxPool, 3, 2, 'same'), at: image(5) }],
    ['maxPool 3/1', { f: pool(tf.maxPool, 3, 1, 'same'), at: image(4) }],
    ['avgPool 2/2', { f: pool(tf.avgPool, 2, 2, 'valid'), at: image(7) }],
    ['avgPool 3/2', { f: pool(tf.avgPool, 3, 2, 'valid'), at: image(4) }],
    ['relu', { f: (x) => tf.relu(x), at: given(8, [3, 7]) }],
    ['a b', { f: (a, b) => tf.matMul(a, b), at: given(9, [5, 7], [7, 11]) }],
    ['aᵀ b', { f: (a, b) => tf.matMul(a, b, true), at: given(10, [7, 5], [7, 11]) }],
    ['a bᵀ', { f: (a, b) => tf.matMul(a, b, false, true), at: given(11, [5, 7], [11, 7]) }],
    ['aᵀ bᵀ', { f: (a, b) => tf.matMul(a, b, true, true), at: given(12, [7, 5], [11, 7]) }],
    ['600 rows', { f: (a, b) => tf.matMul(a, b), at: given(13, [600, 6], [6, 10]) }],
    ['batches', { f: (a, b) => tf.matMul(a, b, true), at: given(14, [3, 7, 5], [3, 7, 4]) }],
    ['gather', { f: (x) => tf.gather(x, ids()), at: given(16, [4, 5]) }],
    ['sum of all', { f: (x) => tf.sum(x), at: given(17, [5, 6, 7]) }],
    ['sum of columns', { f: (x) => tf.sum(x, [0, 1]), at: given(18, [5, 6, 19]) }],
    ['sum of the middle', { f: (x) => tf.sum(x, 1, true), at: given(19, [5, 6, 7]) }],
    ['sum of apart axes', { f: (x) => tf.sum(x, [0, 2]), at: given(20, [5, 6, 7]) }],
    ['mean of rows', { f: (x) => tf.mean(x, -1), at: given(21, [5, 6, 7]) }],
    ['mean over space', { f: (x) => tf.mean(x, [1, 2]), at: given(22, [2, 5, 6, 9]) }],
    ['a scalar', { f: (x) => tf.sum(tf.sum(x)), at: given(23, [3]) }],
  ]
  for (const [name, example] of cases) {
    const far = await difference(example)
    t.ok(far <= rounding, `${name}: ${far}`)
  }
})

t.test(
  'the gradient of a padded average is that of differences, where cpu itself is wrong',
  async (t) => {
    const example: Case = {
      f: (x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'same'),
      at: given(3, [1, 4, 4, 2]),
    }
    await tf.setBackend('wasm')
    const disable = await enableTraining()
    const [, grad] = await onBackend('wasm', example)
    disable()
    // the function is linear: the error of the difference is rounding, 1e-7/h
    t.ok(apart([grad as Float32Array], await slopes(example)) < 1e-4)
  },
)

t.test('dilated depthwise kernels, which TensorFlow.js never calls, are right too', async (t) => {
  const f: Case['f'] = (x, k) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, k as tf.Tensor4D, 1, 'same', 'NHWC', 2)
  const example: Case = { f, at: given(4, [1, 6, 5, 3], [2, 3, 3, 2]) }
  const expected = await slopes(example)
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const [x, filter] = example.at.map(({ shape, values }) =>
    tf.tensor(values, [...shape] as [number, number, number, number]),
  ) as [tf.Tensor4D, tf.Tensor4D]
  const y = f(x, filter) as tf.Tensor4D
  const dy = tf.tensor(numbers(99, y.size), y.shape)
  const attrs = { strides: 1, pad: 'same', dilations: 2, dimRoundingMode: 'floor' }
  const grad = (name: string, inputs: tf.NamedTensorMap, shape: object) =>
    (
      tf.engine().runKernel(`DepthwiseConv2dNativeBackprop${name}`, inputs, {
        ...attrs,
        ...shape,
      }) as tf.Tensor
    ).dataSync() as Float32Array
  const dx = grad('Input', { dy, filter }, { inputShape: x.shape })
  const dfilter = grad('Filter', { x, dy }, { filterShape: filter.shape })
  disable()
  // linear in each: the error of the difference is rounding, 1e-7/h
  t.ok(apart([dx, dfilter], expected) < 1e-4)
})

const cell = (steps: number, batch: number, inputs: number, units: number): Case => ({
  f: (x, kernel, recurrentKernel, bias, h, c) => {
    const weights = { kernel, recurrentKernel, bias } as Parameters<typeof lstm>[0]
    const { outputs, state } = lstm(
      weights,
      x as tf.Tensor3D,
      { h, c } as Parameters<typeof lstm>[2],
    )
    return tf.concat([
      tf.reshape(outputs, [-1]),
      tf.reshape(state.h, [-1]),
      tf.reshape(state.c, [-1]),
    ])
  },
  at: given(
    units,
    ...[[steps, batch, inputs], [inputs, 4 * units], [units, 4 * units], [4 * units]],
    ...[
      [batch, units],
      [batch, units],
    ],
  ),
})
const normalized = (shape: readonly number[]): Case => ({
  f: (x, gamma, beta) => batchNorm(x, gamma as tf.Tensor1D, beta as tf.Tensor1D).y,
  at: given(shape.length, shape, shape.slice(-1), shape.slice(-1)),
})
const entropy = (rows: readonly number[], classes: number): Case => ({
  f: (logits) => {
    const size = rows.reduce((a, b) => a * b, 1)
    const labels = tf.tensor(
      Int32Array.from({ length: size }, (_, i) => (i * 7) % classes),
      [...rows],
      'int32',
    )
    return softmaxCrossEntropy(labels, tf.mul(logits, 5))
  },
  at: given(classes, [...rows, classes]),
})

const operations: readonly (readonly [string, Case])[] = [
  ['lstm 5×3, 4 → 8', cell(5, 3, 4, 8)],
  ['lstm 4×5, 3 → 7', cell(4, 5, 3, 7)],
  ['lstm 1×1, 1 → 1', cell(1, 1, 1, 1)],
  ['lstm 9×2, 6 → 10', cell(9, 2, 6, 10)],
  ['batchNorm of images', normalized([3, 5, 4, 19])],
  ['batchNorm of rows', normalized([40, 3])],
  ['batchNorm of 2000 rows', normalized([2000, 8])],
  ['cross-entropy of 10', entropy([13], 10)],
  ['cross-entropy of 3', entropy([2, 5], 3)],
  ['cross-entropy of 1', entropy([4], 1)],
  ['cross-entropy of 1030', entropy([3], 1030)],
]

t.test('the operations agree with their composed form on cpu', async (t) => {
  for (const [name, example] of operations) {
    const far = await difference(example)
    t.ok(far <= rounding, `${name}: ${far}`)
  }
})

t.test("on TensorFlow's own operations too, and relu", unless, async (t) => {
  const relu: Case = { f: (x) => tf.relu(x), at: given(8, [3, 7]) }
  for (const [name, example] of [...operations, ['relu', relu] as const]) {
    const far = await difference(example, 0, 'tensorflow')
    t.ok(far <= rounding, `${name}: ${far}`)
  }
})

t.test('nothing leaks on TensorFlow, tensor or int64', unless, async (t) => {
  await tf.setBackend('tensorflow')
  const disable = await enableTraining()
  for (const [name, { f, at }] of [operations[0], operations[4], operations[8]] as (readonly [
    string,
    Case,
  ])[]) {
    const x = at.map(({ shape, values }) => tf.tensor(values, [...shape]))
    const step = () => tf.dispose(tf.grads((...y: tf.Tensor[]) => tf.sum(f(...y)))(x))
    step()
    const before = tf.memory().numTensors
    step()
    t.equal(tf.memory().numTensors, before, name)
    tf.dispose(x)
  }
  disable()
  t.equal(tf.getKernel('LstmSequence', 'tensorflow'), undefined)
})

t.test('the gradients of the operations are those of differences', async (t) => {
  const cases: readonly (readonly [string, Case])[] = [
    ['lstm', cell(3, 2, 2, 3)],
    ['batchNorm', normalized([6, 2])],
    ['cross-entropy', entropy([3], 4)],
  ]
  for (const [name, example] of cases) {
    const [, ...grads] = await enabledOn('wasm', example)
    // truncation h²/6 times a third derivative of order 10, and rounding 1e-7/h: 1e-3
    t.ok(apart(grads, await slopes(example)) < 2e-3, name)
  }
})

t.test('worked by hand', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const disable = await enableTraining()
    const x = tf.tensor2d([
      [1, 10],
      [3, 30],
    ])
    const { y, mean, variance } = batchNorm(x, tf.tensor1d([2, 1]), tf.tensor1d([0, 5]), {
      epsilon: 1e-12,
    })
    t.same([...mean.dataSync()], [2, 20], backend)
    t.same([...variance.dataSync()], [1, 100], backend)
    t.ok(apart([y.dataSync() as Float32Array], [Float32Array.of(-2, 4, 2, 6)]) < 1e-6, backend)
    const loss = softmaxCrossEntropy(
      tf.tensor1d([1, 0], 'int32'),
      tf.tensor2d([
        [0, 0],
        [Math.log(3), 0],
      ]),
    )
    const expected = Float32Array.of(Math.log(2), Math.log(4 / 3))
    t.ok(apart([loss.dataSync() as Float32Array], [expected]) < 1e-6, backend)
    const far = softmaxCrossEntropy(
      tf.tensor1d([0, 1], 'int32'),
      tf.tensor2d([
        [1000, 0],
        [1000, 0],
      ]),
    )
    t.same([...far.dataSync()], [0, 1000], `${backend}: large logits overflow nothing`)
    disable()
  }
})

t.test('batchNorm keeps its digits far from 0, and NaN stays NaN', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const { y, variance } = batchNorm(tf.tensor2d([[10000], [10001]]), tf.ones([1]), tf.zeros([1]))
  t.same([...variance.dataSync()], [0.25])
  t.ok(Math.abs((y.dataSync()[1] as number) - 1) < 1e-4)
  const bad = softmaxCrossEntropy(
    tf.tensor1d([0, 1], 'int32'),
    tf.tensor2d([
      [Number.NaN, 0],
      [1, 2],
    ]),
  )
  t.same([...bad.dataSync()].map(Number.isNaN), [true, false])
  const grown = tf.grad((z) =>
    tf.sum(softmaxCrossEntropy(tf.tensor1d([0], 'int32'), z as tf.Tensor2D)),
  )
  t.ok(Number.isNaN(grown(tf.tensor2d([[Number.NaN, 0]])).dataSync()[1]))
  disable()
})

t.test('the error of a sum does not grow with its length', async (t) => {
  await tf.setBackend('wasm')
  const x = tf.fill([2_000_000, 2], 0.1)
  const exact = Math.fround(0.1) * 2_000_000
  const errors = () =>
    [
      tf.sum(x, 0),
      tf.sum(tf.transpose(x), 1),
      tf.mul(tf.mean(x, 0), 2e6),
      tf.mul(tf.sum(x), 0.5),
    ].map((sum) => Math.abs((sum.dataSync()[0] as number) - exact) / exact)
  const stock = errors()
  const disable = await enableTraining()
  // runs of 16 additions, each half a unit of float32 at most
  t.ok(Math.max(...errors()) < 1e-6, 'with the kernels')
  t.ok(Math.min(...stock) > 1e-5, 'stock, for comparison')
  disable()
  tf.dispose(x)
})

t.test(
  'enabling changes nothing on import, is as once when done twice, and can be undone',
  async (t) => {
    await tf.setBackend('wasm')
    const names = ['Conv2DBackpropFilter', 'BatchMatMul', 'Sum', 'Identity', 'LstmSequence']
    const kernels = () => names.map((name) => tf.getKernel(name, 'wasm')?.kernelFunc)
    const relu = tf.getGradient('Relu')
    const before = kernels()
    t.equal(before[0], undefined, 'stock wasm lacks the gradient of a convolution')
    const disable = await enableTraining()
    const enabled = kernels()
    t.ok(enabled.every((kernel, i) => kernel !== undefined && kernel !== before[i]))
    await enableTraining()
    t.same(kernels(), enabled)
    disable()
    disable()
    t.same(kernels(), before)
    t.equal(tf.getGradient('Relu'), relu)
    await tf.setBackend('cpu')
    t.equal((await enableTraining())(), undefined, 'cpu needs nothing')
  },
)

t.test('nothing leaks, and the heap does not grow from step to step', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const [x, k, g] = [
    tf.randomNormal([4, 8, 8, 3]),
    tf.variable(tf.randomNormal([3, 3, 3, 8])),
    tf.variable(tf.ones([8])),
  ]
  const w = tf.variable(tf.randomNormal([8, 32]))
  const labels = tf.tensor1d([0, 1, 2, 3], 'int32')
  const loss = () => {
    const h = tf.relu(
      batchNorm(
        tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, 2, 'same'),
        g as tf.Tensor1D,
        g as tf.Tensor1D,
      ).y,
    )
    const rows = tf.reshape(tf.maxPool(h as tf.Tensor4D, 2, 2, 'valid'), [4, 4, 8])
    const state = { h: tf.zeros<tf.Rank.R2>([4, 8]), c: tf.zeros<tf.Rank.R2>([4, 8]) }
    const weights = {
      kernel: w as tf.Tensor2D,
      recurrentKernel: w as tf.Tensor2D,
      bias: tf.zeros<tf.Rank.R1>([32]),
    }
    const { outputs } = lstm(weights, tf.transpose(rows, [1, 0, 2]) as tf.Tensor3D, state)
    return tf.mean(softmaxCrossEntropy(labels, tf.mean(outputs, 0))) as tf.Scalar
  }
  const step = () => {
    const { value, grads } = tf.variableGrads(loss, [k, g, w])
    tf.dispose([value, grads])
  }
  step()
  const tensors = tf.memory().numTensors
  const heap = (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm
  const bytes = heap.HEAPU8.length
  for (let i = 0; i < 50; i++) step()
  t.equal(tf.memory().numTensors, tensors)
  t.equal(heap.HEAPU8.length, bytes)
  tf.dispose([x, k, g, w, labels])
  disable()
})

t.test('a clone shares its memory, and outlives what it was made of', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const x = tf.tensor1d([1, 2, 3])
  const clone = tf.clone(x)
  x.dispose()
  t.same([...clone.dataSync()], [1, 2, 3])
  const variable = tf.variable(clone)
  variable.assign(tf.tensor1d([4, 5, 6]))
  t.same([...clone.dataSync()], [1, 2, 3], 'assigning replaces, it does not overwrite')
  const text = tf.tensor(['a'])
  t.same(tf.clone(text).dataSync(), ['a'])
  disable()
})

t.test('a heap at its end is an error, not overwritten memory', async (t) => {
  await tf.setBackend('wasm')
  const { wasm } = tf.backend() as unknown as { wasm: { _malloc: (bytes: number) => number } }
  const malloc = wasm._malloc
  // as emscripten's stub, which its first call replaces
  wasm._malloc = () => {
    wasm._malloc = () => 0
    return malloc(8)
  }
  const disable = await enableTraining()
  t.throws(() => tf.tensor1d([1, 2]), /wasm: the heap must have room for 8 bytes more/)
  disable()
  wasm._malloc = malloc
})

t.test(
  'second derivatives: the composed forms have them, the kernels say that they have none',
  async (t) => {
    const labels = tf.tensor1d([1], 'int32')
    const twice = (entropy: typeof softmaxCrossEntropy) => (z: tf.Tensor) =>
      tf.sum(tf.grad((y) => tf.sum(entropy(labels, y)))(z))
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend)
      const z = tf.tensor2d([[0.3, -0.7, 0.1]])
      const p = [...tf.softmax(z).dataSync()] as [number, number, number]
      // the gradient of Σ_j dℓ/dz_j is 0 for the plain sum; with weights 1, 2, 3 it is p_i (i − Σ p_j j)
      const weights = tf.tensor2d([[1, 2, 3]])
      const hvp = tf.grad((x) =>
        tf.sum(tf.mul(weights, tf.grad((y) => tf.sum(composed.softmaxCrossEntropy(labels, y)))(x))),
      )(z)
      const mean = p[0] + 2 * p[1] + 3 * p[2]
      const expected = Float32Array.from(p, (share, i) => share * (i + 1 - mean))
      t.ok(apart([hvp.dataSync() as Float32Array], [expected]) < 1e-5, backend)
    }
    const disable = await enableTraining()
    t.throws(
      () => tf.grad(twice(softmaxCrossEntropy))(tf.tensor2d([[0.3, -0.7, 0.1]])),
      /use composed.softmaxCrossEntropy/,
    )
    const relus = tf.grad((x) =>
      tf.sum(tf.grad((y) => tf.sum(tf.mul(tf.relu(y), tf.square(y))))(x)),
    )(tf.tensor1d([-1, 2]))
    t.same([...relus.dataSync()], [0, 12], 'relu can be differentiated again: (x³)″ = 6x')
    disable()
  },
)

t.test('what cannot be is said in one line', async (t) => {
  await tf.setBackend('cpu')
  const x = tf.ones([2, 3])
  t.throws(
    () => batchNorm(x, tf.ones([2]), tf.ones([3])),
    /batchNorm: gamma must have the shape \[3\], got \[2\]/,
  )
  t.throws(
    () => batchNorm(x, tf.ones([3]), tf.ones([3]), { epsilon: 0 }),
    /epsilon must be positive, got 0/,
  )
  t.throws(
    () => softmaxCrossEntropy(tf.ones([2]), x),
    /labels must be int32, got float32; use tf.cast/,
  )
  t.throws(
    () => softmaxCrossEntropy(tf.ones([3], 'int32'), x),
    /labels must have the shape \[2\], got \[3\]/,
  )
  const weights = {
    kernel: tf.ones<tf.Rank.R2>([3, 8]),
    recurrentKernel: tf.ones<tf.Rank.R2>([2, 8]),
    bias: tf.ones<tf.Rank.R1>([8]),
  }
  const state = { h: tf.ones<tf.Rank.R2>([1, 2]), c: tf.ones<tf.Rank.R2>([1, 3]) }
  t.throws(
    () => lstm(weights, tf.ones([4, 1, 3]), state),
    /lstm: state.c must have the shape \[1,2\], got \[1,3\]/,
  )
  t.throws(
    () => lstm(weights, tf.ones([4, 1, 4]), state),
    /lstm: kernel must have the shape \[4,8\], got \[3,8\]/,
  )
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const images = tf.ones<tf.Rank.R4>([1, 2, 4, 4])
  t.throws(
    () =>
      tf.grad((k) => tf.sum(tf.conv2d(images, k as tf.Tensor4D, 1, 'valid', 'NCHW')))(
        tf.ones([1, 1, 2, 1]),
      ),
    Error,
  )
  disable()
})
