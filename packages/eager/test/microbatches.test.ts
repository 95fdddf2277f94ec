import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { identity, optimizer } from '@momenta/core'
import { disposeIterate, eager } from '@momenta/eager'
import { microbatches } from '@momenta/estimators'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

type Point = { readonly w: tf.Tensor }

/** Asks for the mean of microbatches of these gradients, each with its first element as value. */
const asked = (grads: readonly (readonly number[])[], look = () => {}) => {
  const { init, step } = eager(optimizer(identity, microbatches({ count: grads.length })))
  const zeros = tf.zerosLike(tf.tensor1d(grads[0] as number[]))
  const next = step(
    (_: Point, microbatch) => {
      look()
      const g = grads[microbatch] as number[]
      return { value: tf.scalar(g[0] as number), grads: { w: tf.tensor1d(g) } }
    },
    init({ w: zeros }),
  )
  const found = { value: next.value?.dataSync()[0], grads: [...next.params.w.dataSync()] }
  disposeIterate(next)
  return found
}

const { fround } = Math
const greatest = (2 - 2 ** -23) * 2 ** 127

for (const backend of ['cpu', 'wasm']) {
  t.test(`${backend}: the mean of gradients near the largest float32 is finite`, async (t) => {
    await tf.setBackend(backend)
    const large = fround(1e38)
    t.same(asked([[large], [large], [large]]), { value: large, grads: [large] })
    t.same(asked([[-greatest], [-greatest]]).grads, [-greatest])
    t.same(
      asked([
        [1, 8],
        [greatest, 16],
        [greatest, 0],
        [0, 0],
      ]).grads,
      [greatest / 2, 6],
    )
  })

  t.test(`${backend}: where none is large the sum is multiplied by 1/count`, async (t) => {
    await tf.setBackend(backend)
    t.same(asked([[1], [2], [4]]).grads, [fround(7 * fround(1 / 3))])
    // three least numbers; a product with a power of two below 1 would be 0
    t.same(asked([[2 ** -149], [2 ** -149], [2 ** -149]]).grads, [2 ** -149])
  })
}

t.test(
  'while it runs it holds log2 of the count of sums, not one for each microbatch',
  async (t) => {
    await tf.setBackend('cpu')
    const size = 1000
    const bytes: number[] = []
    const look = () => bytes.push(tf.memory().numBytes)
    asked(Array(64).fill(Array(size).fill(1)), look)
    // 6 sums, of which those that are not yet freed stand beside each other, in bytes of one gradient
    t.ok(Math.max(...bytes) - (bytes[0] as number) < 8.5 * 4 * size)
  },
)
