import '@tensorflow/tfjs-backend-cpu'
import { chain, optimizer } from '@momenta/core'
import { disposeIterate } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { ema, masked, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

t.test('a mask that changes during a step is an error, and the iterate is unchanged', (t) => {
  const oracle = () => ({ value: tf.scalar(1), grads: { a: tf.ones([2]), b: tf.ones([3]) } })
  // at the first call, the second, …, with one leaf more or less
  for (const more of [true, false])
    for (let call = 0; call < 8; call++) {
      const before = tf.memory().numTensors
      let [calls, change] = [0, Number.POSITIVE_INFINITY]
      const mask = (name: string): boolean => {
        calls += 1
        return name === 'a' || calls >= change !== !more
      }
      const runner = fused(
        optimizer(chain(masked(ema(), mask), scaleByLearningRate({ learningRate: 1 }))),
      )
      const params = { a: tf.ones([2]), b: tf.ones([3]) }
      let iterate = runner.step(oracle, runner.init(params))
      change = calls + 1 + call
      const [held, tensors] = [[...iterate.params.b.dataSync()], tf.memory().numTensors]
      try {
        iterate = runner.step(oracle, iterate)
        t.ok(calls < change, 'after the step')
      } catch (error) {
        t.match(
          (error as Error).message,
          /^step: (a mask must|slot .* must hold|the memory .* must hold|slot .* must have)/,
        )
        t.same([...iterate.params.b.dataSync()], held)
      }
      t.equal(tf.memory().numTensors, tensors, 'no tensor is left')
      tf.dispose(params)
      disposeIterate(iterate)
      t.equal(tf.memory().numTensors, before)
    }
  t.end()
})
