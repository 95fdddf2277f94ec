import '@tensorflow/tfjs-backend-cpu'
import { chain, optimizer } from '@momenta/core'
import { disposeIterate, eager } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { ema, masked, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const oracle = () => ({ value: tf.scalar(1), grads: { a: tf.ones([2]), b: tf.ones([3]) } })

for (const interpreter of [eager, fused])
  for (const more of [true, false])
    t.test(
      `${interpreter.name}: a mask that selects ${more ? 'more' : 'fewer'} leaves than before is an error, and the iterate is unchanged`,
      async (t) => {
        const before = tf.memory().numTensors
        let [calls, change] = [0, Number.POSITIVE_INFINITY]
        const mask = (name: string): boolean => {
          calls += 1
          return name === 'a' || calls >= change !== !more
        }
        const { init, step } = interpreter(
          optimizer(chain(masked(ema(), mask), scaleByLearningRate({ learningRate: 1 }))),
        )
        const params = { a: tf.ones([2]), b: tf.ones([3]) }
        let iterate = step(oracle, init(params))
        // a step asks for each leaf once, so that all of it sees the same selection
        const begin = calls
        iterate = step(oracle, iterate)
        t.equal(calls, begin + 2)
        const [held, tensors] = [[...iterate.params.b.dataSync()], tf.memory().numTensors]
        change = calls + 1
        t.throws(() => step(oracle, iterate), {
          message: more
            ? /^step: slot 'mu' of part 0 \(ema\) must hold leaf 'b', got none/
            : /^step: slot 'mu' of part 0 \(ema\) must hold only leaves that it acts on, got leaf 'b'/,
        })
        t.same([...iterate.params.b.dataSync()], held)
        t.equal(tf.memory().numTensors, tensors, 'no tensor is left')
        change = Number.POSITIVE_INFINITY
        iterate = step(oracle, iterate)
        tf.dispose(params)
        disposeIterate(iterate)
        t.equal(tf.memory().numTensors, before)
      },
    )
