import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { composed, enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')
const loaded = await loadTensorflow()
const backends = ['cpu', 'wasm', ...(loaded.ok ? ['tensorflow'] : [])]
const places = backends.flatMap((backend) => [
  { backend, enabled: false },
  { backend, enabled: true },
])
const rows = [
  [1, 2, 3],
  [0, 1, 0],
  [5, -1, 2],
]
const ints = (values: readonly number[]) => tf.tensor1d([...values], 'int32')
const operations = {
  softmaxCrossEntropy,
  'composed.softmaxCrossEntropy': composed.softmaxCrossEntropy,
}

/** Runs on every backend, with the kernels and without, and with both operations. */
const everywhere = async (
  run: (operation: typeof softmaxCrossEntropy, name: string, place: string) => void,
) => {
  for (const { backend, enabled } of places) {
    await tf.setBackend(backend)
    const disable = enabled ? await enableTraining() : () => {}
    const before = tf.memory().numTensors
    for (const [name, operation] of Object.entries(operations))
      tf.tidy(() => run(operation, name, `${name}, ${backend}${enabled ? ' enabled' : ''}`))
    if (tf.memory().numTensors !== before) throw new Error(`${backend} leaks`)
    disable()
  }
}

t.test('loss and gradient, worked by hand', async (t) => {
  await everywhere((entropy, _, place) => {
    const labels = ints([0, 2])
    const z = tf.tensor2d(rows.slice(0, 2))
    const mean = (x: tf.Tensor) => tf.mean(entropy(labels, x)) as tf.Scalar
    const { value, grad } = tf.valueAndGrad(mean)(z)
    // log(e + e² + e³) − 1 = 2.4076059, log(2 + e) − 0 = 1.5514448; half of their sum
    t.ok(Math.abs((value.dataSync()[0] as number) - 1.9795253) < 1e-6, place)
    // (e/(e + e² + e³) − 1)/2
    t.ok(Math.abs((grad.dataSync()[0] as number) + 0.4549847) < 1e-6, place)
  })
})

t.test('an invalid label is the same error everywhere, with its value and place', async (t) => {
  await everywhere((entropy, name, place) => {
    for (const wrong of [-1, 3, 7, -2147483648])
      t.throws(
        () => entropy(ints([0, 1, wrong]), tf.tensor2d(rows)),
        new RangeError(
          `${name}: labels must lie in [0, 3), got ${wrong} in example 2; correct it, or ignore such examples with ignoreIndex: ${wrong}`,
        ),
        place,
      )
  })
})

t.test('an ignored example has loss 0 and gradient 0 for all logits', async (t) => {
  await everywhere((entropy, _, place) => {
    for (const [ignored, options] of [
      [-100, undefined],
      [-1, { ignoreIndex: -1 }],
      [1, { ignoreIndex: 1 }],
    ] as const) {
      const labels = ints([0, ignored, 2])
      const bad = [rows[0], [Number.NaN, Number.POSITIVE_INFINITY, 0], rows[2]] as number[][]
      const z = tf.tensor2d(bad)
      const losses = [...entropy(labels, z, options).dataSync()]
      const alone = [
        ...entropy(ints([0, 2]), tf.tensor2d([bad[0], bad[2]] as number[][])).dataSync(),
      ]
      t.equal(losses[1], 0, place)
      t.same([losses[0], losses[2]], alone, place)
      const grad = [
        ...tf
          .grad((x) => tf.sum(entropy(labels, x, options)))(z)
          .dataSync(),
      ]
      t.ok(
        grad.slice(3, 6).every((value) => value === 0),
        place,
      )
      t.ok((grad[0] as number) < -0.5 && grad.every(Number.isFinite), place)
    }
  })
})

t.test('wrong types and shapes are reported in one line', async (t) => {
  await everywhere((entropy, name, place) => {
    const z = tf.tensor2d(rows)
    const cases: readonly (readonly [() => tf.Tensor, string])[] = [
      [
        () => entropy(tf.tensor1d([0, 1, 0.5]), z),
        "labels must be int32, got float32; use tf.cast(labels, 'int32')",
      ],
      [
        () => entropy(tf.tensor1d([0, 1, 1], 'bool'), z),
        "labels must be int32, got bool; use tf.cast(labels, 'int32')",
      ],
      [() => entropy(ints([0, 1]), z), 'labels must have the shape [3], got [2]'],
      [() => entropy(tf.zeros([3, 3], 'int32'), z), 'labels must have the shape [3], got [3,3]'],
      [
        () => entropy(ints([0]), tf.zeros([1, 0])),
        'logits must have the shape [..., classes] with at least one class, got [1,0]',
      ],
      [
        () => entropy(tf.scalar(0, 'int32'), tf.scalar(1)),
        'logits must have the shape [..., classes] with at least one class, got []',
      ],
      [
        () => entropy(ints([0]), tf.zeros([1, 2], 'int32')),
        "logits must be float32, got int32; use tf.cast(logits, 'float32')",
      ],
      [
        () => entropy(ints([0, 1, 2]), z, { ignoreIndex: 0.5 }),
        'ignoreIndex must be an integer, got 0.5',
      ],
    ]
    for (const [run, message] of cases) t.throws(run, new RangeError(`${name}: ${message}`), place)
  })
})

t.test('if labels cannot be read, the loss and gradient of an invalid one are NaN', async (t) => {
  // a backend of another name: its tensors are not read
  tf.registerBackend('device', () => tf.findBackend('cpu') as tf.KernelBackend)
  tf.copyRegisteredKernels('cpu', 'device')
  await tf.setBackend('device')
  for (const [name, entropy] of Object.entries(operations)) {
    const labels = ints([0, 3, -100])
    const z = tf.tensor2d(rows)
    const losses = [...entropy(labels, z).dataSync()]
    t.same(losses.map(Number.isNaN), [false, true, false], name)
    t.equal(losses[2], 0)
    const grad = [
      ...tf
        .grad((x) => tf.sum(entropy(labels, x)))(z)
        .dataSync(),
    ]
    t.same(grad.map(Number.isNaN), [0, 0, 0, 1, 1, 1, 0, 0, 0].map(Boolean), name)
  }
  await tf.setBackend('cpu')
  tf.removeBackend('device')
})
