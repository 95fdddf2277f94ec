import { readScalars, startBackend, stepsPerRead, stopBackend } from '@momenta/bench-backends'
import {
  disposeRun,
  problemOf,
  settingsOf,
  startRun,
  type TrainingBatch,
  train,
} from '@momenta/bench-training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { tinyJob } from './tinyJob.js'
import { tinyProblem, tinySettings } from './tinyProblem.js'

/** Why there is no WebGPU; undefined if there is. */
const missing = await startBackend('webgpu', { report: () => {} }).then(
  () => undefined,
  (error: Error) => error.message,
)
const unless = missing === undefined ? {} : { skip: missing }
t.teardown(stopBackend)

const memory = {
  base: { name: 'adam' },
  memory: { of: 'momenta', capacity: 2 },
} as const

/** Counts the buffers that are read, and those that are made less those that are destroyed. */
const countBuffers = () => {
  const counts = { reads: 0, alive: 0 }
  const { prototype: buffer } = globalThis.GPUBuffer
  const { prototype: device } = globalThis.GPUDevice
  const { mapAsync, destroy } = buffer
  const { createBuffer } = device
  buffer.mapAsync = function (...args) {
    counts.reads += 1
    return mapAsync.apply(this, args)
  }
  buffer.destroy = function () {
    counts.alive -= 1
    return destroy.apply(this)
  }
  device.createBuffer = function (...args) {
    counts.alive += 1
    return createBuffer.apply(this, args)
  }
  const restore = () => {
    Object.assign(buffer, { mapAsync, destroy })
    Object.assign(device, { createBuffer })
  }
  return { counts, restore }
}

t.test('a run on webgpu has the losses of wasm to float32 rounding', unless, async (t) => {
  const job = tinyJob('cpu')
  const runOn = async (backend: 'wasm' | 'webgpu') => {
    await startBackend(backend)
    const before = tf.memory().numTensors
    const [problem, settings] = [problemOf(job.task), settingsOf(job)]
    const end = await train(problem, settings, startRun(problem, settings))
    disposeRun(end)
    t.equal(tf.memory().numTensors, before, `nothing is left on ${backend}`)
    return end.history.flatMap(({ curve, values }) => [...curve, values.loss as number])
  }
  const [wasm, webgpu] = [await runOn('wasm'), await runOn('webgpu')]
  // ten steps of a perceptron with SAM and a memory
  const far = webgpu.map((loss, i) => Math.abs(loss - (wasm[i] as number)))
  t.equal(webgpu.length, 12)
  t.ok(Math.max(...far) < 1e-4, `${Math.max(...far)}`)
})

t.test(
  'losses are read together, an evaluation reads once, and no buffer is left',
  unless,
  async (t) => {
    await startBackend('webgpu')
    const problem = tinyProblem(40)
    const settings = tinySettings({ epochs: 3 }, { base: { name: 'adam' } })
    const { counts, restore } = countBuffers()
    t.teardown(restore)
    const calls: number[] = []
    const alive: number[] = []
    const end = await train(problem, settings, startRun(problem, settings), ({ step }) => {
      if (step > 0) calls.push(step)
      else alive.push(counts.alive)
      return false
    })
    t.equal(stepsPerRead(), 16)
    t.same(calls, [16, 32, 16, 32, 16, 32], 'where losses are read within an epoch')
    // and once more for the rest of an epoch; the problem's own evaluation reads a weight
    t.equal(counts.reads, 3 * (2 + 1 + 1))
    t.same(
      alive.slice(1).map((n) => n - (alive[0] as number)),
      [0, 0],
      'buffers of later epochs are those of the first',
    )
    t.equal(end.history[0]?.curve.length, 20)
    disposeRun(end)
  },
)

t.test('a run that diverges on webgpu records the step where it did', unless, async (t) => {
  await startBackend('webgpu')
  const before = tf.memory().numTensors
  const problem = tinyProblem(50)
  const settings = tinySettings({ epochs: 3, learningRate: 1e9 })
  const end = await train(problem, settings, startRun(problem, settings))
  t.same(end.diverged, { epoch: 0, step: 3 }, 'as on cpu')
  disposeRun(end)
  t.equal(tf.memory().numTensors, before)
})

type Backend = tf.KernelBackend & { readonly device: GPUDevice }

/** A problem in whose sixth step something happens to the device. */
const disturbed = (disturb: (device: GPUDevice) => void) => {
  const problem = tinyProblem(20)
  return {
    ...problem,
    *batches(...args: Parameters<typeof problem.batches>) {
      let step = 0
      for (const batch of problem.batches(...args) as Iterable<TrainingBatch>) {
        if (++step === 6) disturb((tf.backend() as Backend).device)
        yield batch
      }
    },
  }
}

for (const [name, disturb, line] of [
  [
    'is lost',
    (device: GPUDevice) => device.destroy(),
    /^(webgpu: the device was lost|fused: the WebGPU device must live)/,
  ],
  [
    'cannot compile a shader',
    (device: GPUDevice) => void device.createShaderModule({ code: 'no shader' }),
    /^webgpu: .*no shader/,
  ],
  [
    'has no buffer so large',
    (device: GPUDevice) =>
      void device.createBuffer({
        size: device.limits.maxBufferSize + 4,
        usage: GPUBufferUsage.STORAGE,
      }),
    /^webgpu: Buffer size .* exceeds the max buffer size limit/,
  ],
] as const)
  for (const spec of [{ base: { name: 'adam' } }, memory] as const)
    t.test(
      `a device that ${name} ends a run ${spec === memory ? 'with a memory ' : ''}in one line, and the next has a new one`,
      unless,
      async (t) => {
        await startBackend('webgpu', { report: () => {} })
        const problem = disturbed(disturb)
        const settings = tinySettings({ epochs: 1 }, spec)
        const before = tf.memory().numTensors
        const error = await train(problem, settings, startRun(problem, settings)).catch(
          (thrown: Error) => thrown,
        )
        t.ok(error instanceof Error)
        t.match((error as Error).message, line)
        t.notMatch((error as Error).message, /\n/)
        t.equal(tf.memory().numTensors, before, 'nothing is left')
        await startBackend('webgpu', { report: () => {} })
        t.same(await readScalars([tf.scalar(1), tf.scalar(2)]), [1, 2])
      },
    )
