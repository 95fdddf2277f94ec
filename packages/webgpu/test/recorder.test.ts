import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { BufferPool } from '../dist/start/BufferPool.js'
import { type Internals, recorder } from '../dist/start/recorder.js'

const errors: string[] = []
const started = await startWebgpu({
  report: (message) => {
    if (!message.includes('computes on the processor')) errors.push(message)
  },
})
if (started.ok) t.teardown(started.stop)
// small tensors of the host would be computed there
if (started.ok) tf.env().set('WEBGPU_CPU_FORWARD', false)
/** Without WebGPU the tests are skipped, with the reason. */
const unless = started.ok ? {} : { skip: started.message }

/** Counts calls of the device while a function runs. */
const counting = async (act: () => Promise<void>) => {
  const count = { groups: 0, writes: 0 }
  const [device, queue] = [globalThis.GPUDevice.prototype, globalThis.GPUQueue.prototype]
  const [{ createBindGroup }, { writeBuffer }] = [device, queue]
  device.createBindGroup = function (descriptor) {
    count.groups += 1
    return createBindGroup.call(this, descriptor)
  }
  queue.writeBuffer = function (...args: readonly unknown[]) {
    count.writes += 1
    return Reflect.apply(writeBuffer, this, args)
  }
  try {
    await act()
  } finally {
    device.createBindGroup = createBindGroup
    queue.writeBuffer = writeBuffer
  }
  return count
}

t.test('steps alike make no bind groups and write no uniforms', unless, async (t) => {
  const x = tf.tensor2d([1, -2, 3, -4], [2, 2])
  const step = async () => {
    const out = tf.tidy(() => tf.matMul(tf.leakyRelu(tf.add(x, x), 0.5), x))
    t.same([...(await out.data())], [-4, 4, -6, 4])
    out.dispose()
  }
  await step()
  t.same(await counting(step), { groups: 0, writes: 0 })
  x.dispose()
  t.same(errors, [])
})

t.test(
  'shapes and numbers of a program are its own, though its buffers recur',
  unless,
  async (t) => {
    const x = tf.tensor1d([1, -2, 3, -4, 5, -6])
    const numbersOf = async (make: () => tf.Tensor) => {
      const out = tf.tidy(make)
      const numbers = [...(await out.data())]
      out.dispose()
      return numbers
    }
    for (const slope of [0.5, 0.25, 0.5, 0])
      t.same(
        await numbersOf(() => tf.leakyRelu(x, slope)),
        [1, -2, 3, -4, 5, -6].map((n) => (n < 0 ? slope * n : n)),
      )
    for (const [low, high] of [
      [-0, 4],
      [-3, 4],
      [-3, 2],
    ] as const)
      t.same(
        await numbersOf(() => tf.clipByValue(x, low, high)),
        [1, -2, 3, -4, 5, -6].map((n) => Math.min(high, Math.max(low, n))),
      )
    // one buffer as two matrices
    t.same(await numbersOf(() => tf.transpose(tf.reshape(x, [2, 3]))), [1, -4, -2, 5, 3, -6])
    t.same(await numbersOf(() => tf.transpose(tf.reshape(x, [3, 2]))), [1, 3, 5, -2, -4, -6])
    x.dispose()
    t.same(errors, [])
  },
)

t.test('tensors on buffers of the program are recorded as before', unless, async (t) => {
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  const { STORAGE, COPY_SRC, COPY_DST } = globalThis.GPUBufferUsage
  for (const number of [1, 2]) {
    const buffer = device.createBuffer({ size: 8, usage: STORAGE | COPY_SRC | COPY_DST })
    device.queue.writeBuffer(buffer, 0, Float32Array.of(number, 3))
    const twice = tf.tidy(() => {
      const own = tf.tensor({ buffer, zeroCopy: true }, [2], 'float32')
      return tf.add(own, own)
    })
    t.same([...(await twice.data())], [2 * number, 6])
    twice.dispose()
    buffer.destroy()
  }
  t.same(errors, [])
})

t.test('kept groups are bounded, and their uniforms are released', async (t) => {
  const pool = new BufferPool({
    createBuffer: ({ size, usage }) => ({ size, usage }) as unknown as GPUBuffer,
  })
  const data = { resource: pool.acquireBuffer(4, 1) }
  const released: GPUBuffer[] = []
  const pass = { setPipeline: () => {}, setBindGroup: () => {}, dispatchWorkgroups: () => {} }
  let groups = 0
  const backend = {
    device: { createBindGroup: () => ++groups },
    bufferManager: pool,
    tensorMap: { get: () => data },
    uniformPendingDisposal: released,
    commandQueueOwnedIds: new WeakSet(),
    commandEncoder: { beginComputePass: () => pass },
    computePassEncoder: null,
    dispatchCountInPass: 0,
    makeUniforms: () => {
      const buffer = pool.acquireBuffer(16, 2)
      released.push(buffer)
      return { buffer }
    },
    ensureCommandEncoderReady: () => {},
  } as unknown as Internals
  const record = recorder(
    backend,
    () => Number.POSITIVE_INFINITY,
    () => t.fail(),
    3,
  )
  const pipeline = { getBindGroupLayout: () => ({}) } as unknown as GPUComputePipeline
  const run = (slope: number) => {
    const x = { dataId: {}, shape: [1], dtype: 'float32' } as const
    record(
      { pipeline, dispatch: [1, 1, 1], outputShape: [1] },
      { ...x, shape: [1] },
      [],
      [{ type: 'float32', data: [slope] }],
    )
  }
  for (const slope of [1, 2, 3, 1, 2, 3]) run(slope)
  t.equal(groups, 3)
  t.equal(released.length, 0)
  run(4)
  t.equal(released.length, 3)
  run(4)
  t.equal(groups, 4)
})
