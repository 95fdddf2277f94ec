import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const { fround } = Math
const large = fround(3e38)

t.before(async () => {
  await tf.setBackend('wasm')
  await enableTraining()
})

t.test('the mean of numbers whose sum overflows is finite', async (t) => {
  for (const count of [2, 3, 4, 40, 100])
    t.same([...tf.mean(tf.fill([count], large)).dataSync()], [large], `${count} elements`)
  // of 40 columns those from 32 on are summed one by one
  const columns = tf.mean(tf.fill([40, 35], large), 0)
  t.ok(columns.dataSync().every((n) => n === large))
})

t.test('a sum of terms of both signs may be larger in between', async (t) => {
  const terms = [large, large, -large, -large]
  // lanes of four are summed apart, so each lane of the run overflows
  const rows = terms.flatMap((n) => [n, n, n, n])
  t.same([...tf.sum(tf.tensor1d(rows)).dataSync()], [0])
  const eight = terms.flatMap((n) => Array<number>(8).fill(n))
  t.same([...tf.sum(tf.tensor2d(eight, [4, 8]), 0).dataSync()], Array(8).fill(0))
})

t.test('sums and means of infinity and NaN are infinite and NaN', async (t) => {
  t.same([...tf.sum(tf.tensor1d([large, large])).dataSync()], [Number.POSITIVE_INFINITY])
  t.same([...tf.mean(tf.tensor1d([1, Number.NaN])).dataSync()], [Number.NaN])
  t.same([...tf.mean(tf.tensor1d([Number.NEGATIVE_INFINITY, 1])).dataSync()], [-1 / 0])
})
