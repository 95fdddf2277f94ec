import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { drawLabels, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { everywhere } from './everywhere.js'

tf.enableProdMode()

t.test('classes are drawn as often as the softmax says, on every backend the same', async (t) => {
  // shares of 1/8, 1/2 and 3/8
  const row = [Math.log(1), Math.log(4), Math.log(3)]
  const drawn: string[] = []
  await everywhere((place) => {
    const logits = tf.tensor2d(Array.from({ length: 4000 }, () => row))
    const labels = drawLabels(logits, 5)
    t.same([labels.shape, labels.dtype], [[4000], 'int32'], place)
    const found = [...labels.dataSync()]
    drawn.push(String(found))
    for (const [label, share] of [1 / 8, 1 / 2, 3 / 8].entries()) {
      const got = found.filter((l) => l === label).length / 4000
      // four standard deviations of a share of 4000 draws
      const bound = 4 * Math.sqrt((share * (1 - share)) / 4000)
      t.ok(Math.abs(got - share) < bound, `${place}: ${got} of ${label}`)
    }
    t.notSame([...drawLabels(logits, 6).dataSync()], found, `${place}: another seed`)
  })
  t.equal(new Set(drawn).size, 1)
})

t.test('no gradient flows through labels, and nothing is kept', async (t) => {
  await everywhere((place) => {
    const logits = tf.tensor2d([[0, 0]])
    const before = tf.memory().numTensors
    const [p] = tf.tidy(() => {
      const gradient = tf.grad((z) => meanCrossEntropy(drawLabels(z, 3), z))(logits)
      return [...gradient.dataSync()]
    })
    // p − y with p = 1/2 and y = 0 or 1
    t.equal(Math.abs(p as number), 0.5, place)
    t.equal(tf.memory().numTensors, before, place)
  })
})

t.test(
  'B times the squares of sampled gradients has the mean of the Gauss-Newton diagonal',
  async (t) => {
    await tf.setBackend('cpu')
    const inputs = [
      [1, -2],
      [0.5, 1],
      [2, 0],
    ]
    const classes = 3
    const x = tf.tensor2d(inputs)
    const w = tf.tensor2d([
      [0.5, -1, 0],
      [0.25, 0.5, -0.5],
    ])
    const logits = tf.matMul(x, w) as tf.Tensor2D
    const p = tf.softmax(logits).arraySync()
    const draws = 500
    const squares = Array.from({ length: draws }, (_, seed) => {
      const labels = drawLabels(logits, seed).dataSync()
      return [0, 1].flatMap((feature) =>
        Array.from({ length: classes }, (_, k) => {
          const each = inputs.map(
            (row, i) =>
              (row[feature] as number) * ((p[i]?.[k] as number) - (labels[i] === k ? 1 : 0)),
          )
          return each.reduce((sum, n) => sum + n) ** 2 / inputs.length
        }),
      )
    })
    for (const [at, feature, k] of [0, 1].flatMap((f) =>
      [0, 1, 2].map((k) => [f * classes + k, f, k] as const),
    )) {
      // the mean over examples of x² p (1 − p)
      const exact =
        inputs.reduce((sum, row, i) => {
          const share = p[i]?.[k] as number
          return sum + (row[feature] as number) ** 2 * share * (1 - share)
        }, 0) / inputs.length
      const found = squares.map((row) => row[at] as number)
      const mean = found.reduce((sum, n) => sum + n) / draws
      const deviation = Math.sqrt(found.reduce((sum, n) => sum + (n - mean) ** 2, 0) / draws)
      const bound = (4 * deviation) / Math.sqrt(draws)
      t.ok(Math.abs(mean - exact) < bound, `${at}: ${mean} of ${exact} ± ${bound}`)
    }
  },
)

t.test('logits without classes and seeds that are no integers are errors', async (t) => {
  t.throws(() => drawLabels(tf.scalar(1), 0), {
    message:
      'drawLabels: logits must have the shape [..., classes] with at least one class, got []',
  })
  t.throws(() => drawLabels(tf.tensor2d([[1, 2]]), 0.5), {
    message: 'drawLabels: seed must be a non-negative integer, got 0.5',
  })
})
