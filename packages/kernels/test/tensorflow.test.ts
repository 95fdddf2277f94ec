import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { differenceFromCpu, type Example, leaksOf, makeInputs, rounding } from './Example.js'
import { operations } from './operations.js'

tf.enableProdMode()

await tf.setBackend('cpu')
const loaded = await loadTensorflow()
/** Without TensorFlow its tests are skipped, with the reason. */
const unless = loaded.ok ? {} : { skip: loaded.message }

t.test(
  "the operations and relu on TensorFlow's own operations agree with cpu",
  unless,
  async (t) => {
    const relu: Example = { f: (x) => tf.relu(x), at: makeInputs(8, [3, 7]) }
    for (const [name, example] of [...operations, ['relu', relu] as const]) {
      const far = await differenceFromCpu(example, 0, 'tensorflow')
      t.ok(far <= rounding, `${name}: ${far}`)
    }
  },
)

t.test('neither tensors nor int64 values leak on TensorFlow', unless, async (t) => {
  await tf.setBackend('tensorflow')
  const disable = await enableTraining()
  for (const [name, example] of [operations[0], operations[4], operations[8]] as (readonly [
    string,
    Example,
  ])[]) {
    t.same(leaksOf(example), { tensors: 0, bytes: 0 }, name)
  }
  disable()
  t.equal(tf.getKernel('LstmSequence', 'tensorflow'), undefined)
})
