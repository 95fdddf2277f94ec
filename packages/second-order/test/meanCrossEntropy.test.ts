import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { composed } from '@momenta/kernels'
import { checkSecondOrder, hvp, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { everywhere } from './everywhere.js'

tf.enableProdMode()
const rows = [
  [1, 2, 3],
  [0, 1, 0],
  [5, -1, 2],
]
const ints = (values: readonly number[]) => tf.tensor1d([...values], 'int32')
type One = { readonly w: tf.Tensor }
const near = (a: number | undefined, b: number, tolerance: number) =>
  Math.abs((a as number) - b) <= tolerance

t.test(
  'loss, gradient and H v from integer labels, worked by hand, also on stock wasm',
  async (t) => {
    await everywhere((place) => {
      const w = tf.tensor2d(rows.slice(0, 2))
      const loss = (p: One) => meanCrossEntropy(ints([0, 2]), p.w)
      const { value, grad } = tf.valueAndGrad((x) => loss({ w: x }))(w)
      // log(e + e² + e³) − 1 = 2.4076059, log(2 + e) − 0 = 1.5514448; half of their sum
      t.ok(near(value.dataSync()[0], 1.9795253, 1e-6), place)
      // p = e/(e + e² + e³): (p − 1)/2
      t.ok(near(grad.dataSync()[0], -0.4549847, 1e-6), place)
      const along = tf.tensor2d([
        [1, 0, 0],
        [0, 0, 0],
      ])
      // p (1 − p)/2
      t.ok(near(hvp(loss, { w }, { w: along }).w.dataSync()[0], 0.0409625, 1e-6), place)
      const { ok, signal } = checkSecondOrder(loss, { w })
      t.ok(ok && signal, place)
    })
  },
)

t.test('the labels of both packages mean the same', async (t) => {
  await everywhere((place) => {
    const z = tf.tensor2d(rows)
    const own = meanCrossEntropy(ints([2, 1, 0]), z).dataSync()[0] as number
    const other = tf.mean(composed.softmaxCrossEntropy(ints([2, 1, 0]), z)).dataSync()[0] as number
    t.ok(near(own, other, 1e-6), place)
    for (const wrong of [-1, 3]) {
      const message = `labels must lie in [0, 3), got ${wrong} in example 1; correct it, or ignore such examples with ignoreIndex: ${wrong}`
      for (const run of [meanCrossEntropy, composed.softmaxCrossEntropy])
        t.throws(
          () => run(ints([0, wrong, 1]), z),
          { message: new RegExp(message.replace(/[[\]()]/g, '\\$&')) },
          place,
        )
    }
    t.throws(() => meanCrossEntropy(ints([0, 1, 2]), z, { ignoreIndex: 0.5 }), {
      message: 'meanCrossEntropy: ignoreIndex must be an integer, got 0.5',
    })
  })
})

t.test('ignored examples count neither in the sum nor in the number', async (t) => {
  await everywhere((place) => {
    const z = tf.tensor2d([rows[0], [Number.NaN, 0, 1], rows[2]] as number[][])
    const kept = meanCrossEntropy(ints([0, 2]), tf.tensor2d([rows[0], rows[2]] as number[][]))
    for (const [label, options] of [
      [-100, {}],
      [-1, { ignoreIndex: -1 }],
      [1, { ignoreIndex: 1 }],
    ] as const) {
      const loss = (x: tf.Tensor) => meanCrossEntropy(ints([0, label, 2]), x, options)
      const { value, grad } = tf.valueAndGrad(loss)(z)
      t.ok(near(value.dataSync()[0], kept.dataSync()[0] as number, 1e-6), place)
      t.same([...grad.dataSync()].slice(3, 6).map(Math.abs), [0, 0, 0], place)
    }
  })
})

t.test('a class with the logit -Infinity is masked, for labels of both forms', async (t) => {
  const masked = Number.NEGATIVE_INFINITY
  const [e, e3] = [Math.E, Math.exp(3)]
  for (const [logits, loss, gradient] of [
    [[1, masked, 3], Math.log(e + e3) - 1, [e / (e + e3) - 1, 0, e3 / (e + e3)]],
    [[2, masked, masked], 0, [0, 0, 0]],
    [[masked, 1, 1], Number.POSITIVE_INFINITY, [-1, 0.5, 0.5]],
  ] as const)
    await everywhere((place) => {
      for (const labels of [ints([0]), tf.tensor2d([[1, 0, 0]])]) {
        const of = (z: tf.Tensor) => meanCrossEntropy(labels, z)
        const z = tf.tensor2d([[...logits]])
        const { value, grad } = tf.valueAndGrad(of)(z)
        const found = [...value.dataSync(), ...grad.dataSync()]
        t.ok(
          [loss, ...gradient].every(
            (wanted, i) => found[i] === wanted || near(found[i], wanted, 1e-6),
          ),
          `${place}, ${logits}: ${found}`,
        )
        const { w } = hvp((p: One) => of(p.w), { w: z }, { w: tf.tensor2d([[1, 0, 0]]) })
        // p₀ (1 − p₀) and −p₀ p₂, where p₀ is the share of the label
        const p0 = (gradient[0] as number) + 1
        for (const [i, wanted] of [p0 * (1 - p0), -p0 * gradient[1], -p0 * gradient[2]].entries())
          t.ok(near(w.dataSync()[i], wanted, 1e-6), `${place}, ${logits}: ${w}`)
      }
    })
})

t.test('the mean of losses whose sum overflows is finite', async (t) => {
  await everywhere((place) => {
    // log softmax is -2e38 twice, and the third example is ignored
    const z = tf.tensor2d([
      [2e38, 0],
      [2e38, 0],
      [0, 0],
    ])
    const loss = meanCrossEntropy(ints([1, 1, -100]), z)
    t.equal(loss.dataSync()[0], Math.fround(2e38), place)
  })
})

t.test('the loss of an empty batch, and of ignored examples only, is 0', async (t) => {
  await everywhere((place) => {
    const none = (x: tf.Tensor) => meanCrossEntropy(tf.zeros([0], 'int32'), x)
    t.equal(Math.abs(none(tf.zeros([0, 3])).dataSync()[0] as number), 0, place)
    t.same(tf.grad(none)(tf.zeros([0, 3])).shape, [0, 3], place)
    const all = (x: tf.Tensor) => meanCrossEntropy(ints([-100, -100]), x)
    const { value, grad } = tf.valueAndGrad(all)(tf.tensor2d(rows.slice(0, 2)))
    t.equal(Math.abs(value.dataSync()[0] as number), 0, place)
    t.same([...grad.dataSync()].map(Math.abs), Array(6).fill(0), place)
  })
})

t.test('intermediate logits are saved', async (t) => {
  await everywhere((place) => {
    const x = tf.ones([2, 4])
    const before = tf.memory().numTensors
    const grad = tf.grad((w) =>
      tf.tidy(() => meanCrossEntropy(ints([0, 1]), tf.add(tf.matMul(x, w), [0, 1, 2]))),
    )(tf.zeros([4, 3]))
    t.ok(
      [...grad.dataSync()].every((value) => Number.isFinite(value)),
      place,
    )
    grad.dispose()
    // the zeros that are the argument
    t.equal(tf.memory().numTensors, before + 1, place)
  })
})
