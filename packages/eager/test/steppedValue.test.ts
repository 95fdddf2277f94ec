import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { optimizer } from '@momenta/core'
import { cloneIterate, eager, oracleOf, setHyperparameters } from '@momenta/eager'
import { scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const descent = optimizer(scaleByLearningRate({ learningRate: 0.1 }))
const oracle = oracleOf(({ w }: { w: tf.Tensor1D }) => tf.sum(tf.square(w)))

t.test(
  'TypeScript knows that an iterate has a value after a step, and may have none before',
  (t) => {
    const { init, step } = eager(descent)
    let iterate = init({ w: tf.tensor1d([3, 4]) })
    // @ts-expect-error: the first iterate has no value yet
    const read = () => iterate.value.dataSync()
    t.throws(read)
    iterate = step(oracle, iterate)
    t.same(iterate.value.dataSync(), [25])
    // so it does of a clone, and after other hyperparameters were set
    const clone = cloneIterate(iterate)
    t.same(clone.value.dataSync(), [25])
    t.same(setHyperparameters(descent, clone, { learningRate: 0.1 }).value.dataSync(), [25])
    // w ← w − 0.1 · 2w = (2.4, 3.2), of norm 4
    const [after = Number.NaN] = step(oracle, iterate).value.dataSync()
    t.ok(Math.abs(after - 16) < 1e-5, `${after}`)
    t.end()
  },
)

t.test('an iterate of stepAsync has a value as well', async (t) => {
  const { init, stepAsync } = eager(descent)
  const { value } = await stepAsync(oracle, init({ w: tf.tensor1d([3, 4]) }))
  t.same(await value.data(), [25])
})
