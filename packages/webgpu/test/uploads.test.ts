import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const started = await startWebgpu({ report: () => {} })
if (started.ok) t.teardown(started.stop)
/** Without WebGPU the tests are skipped, with the reason. */
const unless = started.ok ? {} : { skip: started.message }

t.test('numbers of every type arrive on the device as they were', unless, async (t) => {
  const cases: readonly tf.Tensor[] = [
    tf.tensor1d([0.5, -2, 3e38]),
    tf.tensor1d([-1, 2 ** 30], 'int32'),
    tf.tensor1d([true, false], 'bool'),
    tf.scalar(7),
    tf.zeros([0]),
  ]
  // a copy on the device, so that no values of the host are read back
  const copies = cases.map((tensor) => tf.concat1d([tf.reshape(tensor, [-1])]))
  for (const [i, copy] of copies.entries())
    t.same(
      [...(await (copy as tf.Tensor).data())].map(Number),
      [...(await (cases[i] as tf.Tensor).data())].map(Number),
    )
})

t.test(
  'an upload maps no buffer, and waits for no command that reads the old one',
  unless,
  async (t) => {
    const { prototype } = globalThis.GPUDevice
    const { createBuffer } = prototype
    let mapped = 0
    prototype.createBuffer = function (descriptor) {
      mapped += descriptor.mappedAtCreation === true ? 1 : 0
      return createBuffer.call(this, descriptor)
    }
    t.teardown(() => {
      prototype.createBuffer = createBuffer
    })
    // each tensor is disposed of before its command is submitted, and its buffer used again
    const sums = Array.from({ length: 100 }, (_, i) =>
      tf.tidy(() => tf.add(tf.tensor1d([i, 2 * i]), tf.scalar(1))),
    )
    for (const [i, sum] of sums.entries()) t.same([...(await sum.data())], [i + 1, 2 * i + 1])
    t.equal(mapped, 0)
  },
)
