import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const started = await startWebgpu({ report: () => {} })
if (started.ok) t.teardown(started.stop)
// small tensors of the host would be computed there
if (started.ok) tf.env().set('WEBGPU_CPU_FORWARD', false)
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
  // joined on the device, so that no values of the host are read back
  const joined = cases.map((tensor) => {
    const flat = tf.reshape<tf.Rank.R1>(tensor, [-1])
    return tf.concat1d([flat, flat])
  })
  for (const [i, one] of joined.entries()) {
    const numbers = [...(await (cases[i] as tf.Tensor).data())].map(Number)
    t.same([...(await one.data())].map(Number), [...numbers, ...numbers])
  }
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

t.test('a tensor is freed without asking the device for its buffer', unless, async (t) => {
  const { prototype } = globalThis.GPUBuffer
  let asked = 0
  for (const name of ['size', 'usage'] as const) {
    const getter = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor
    Object.defineProperty(prototype, name, {
      ...getter,
      get() {
        asked += 1
        return getter.get?.call(this)
      },
    })
    t.teardown(() => Object.defineProperty(prototype, name, getter))
  }
  const used = () => (tf.memory() as unknown as { numBytesInGPU: number }).numBytesInGPU
  const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2, 3]), tf.ones([3])))
  t.same([...(await sum.data())], [2, 3, 4])
  const held = used()
  asked = 0
  sum.dispose()
  t.equal(used(), held - 12)
  t.equal(asked, 0)
})
