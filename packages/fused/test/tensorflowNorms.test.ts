import { leafNorms } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { operationsOf, unless } from './onTensorflow.js'

t.test('norms of usual size take one operation for a leaf on tensorflow', unless, async (t) => {
  const leaves = [tf.tensor1d([3, 4]), tf.tensor2d([[1e-6], [0]]), tf.scalar(-2e10)]
  let norms: readonly number[] = []
  const names = operationsOf(() => {
    norms = leafNorms(leaves)
  })
  t.same(names, ['L2Loss', 'L2Loss', 'L2Loss', 'Pack'])
  norms.forEach((norm, i) => {
    const expected = [5, 1e-6, 2e10][i] as number
    // one rounding of a square and one of a root in float32
    t.ok(Math.abs(norm - expected) <= 2e-7 * expected, `${norm}`)
  })
})

t.test('other leaves keep their scaled norms on tensorflow', unless, async (t) => {
  const leaves = [[0, 0], [3e-30, 4e-30], [3, 4], [3e30, 4e30], [1, Number.NaN], []]
  const norms = leafNorms(leaves.map((leaf) => tf.tensor1d(leaf)))
  const expected = [0, 5e-30, 5, 5e30, Number.NaN, 0]
  t.equal(norms.length, expected.length)
  norms.forEach((norm, i) => {
    const right = expected[i] as number
    t.ok(Object.is(norm, right) || Math.abs(norm - right) <= 2e-7 * right, `${i}: ${norm}`)
  })
})

t.test('a norm of a million numbers is as exact as float32 on tensorflow', unless, async (t) => {
  const leaf = tf.randomNormal([1_000_003], 0, 1, 'float32', 1)
  const expected = Math.sqrt((leaf.dataSync() as Float32Array).reduce((sum, x) => sum + x * x, 0))
  const [norm] = leafNorms([leaf]) as [number]
  t.ok(Math.abs(norm - expected) <= 5e-7 * expected, `${norm} ${expected}`)
})
