import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { centralDifferences, gaussNewton, gradientAt, squaredHessian } from '@momenta/probes'
import { flattenTensors, tensorModel, tensorObjective } from '@momenta/probes/tensors'
import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { batchesOf, exact, loss, outputs, paramsOf, size } from './tanhTensors.js'

tf.enableProdMode()

const errors: string[] = []
const started = await startWebgpu({
  report: (message) => {
    if (!message.includes('computes on the processor')) errors.push(message)
  },
})
/** Without WebGPU its tests are skipped, with the reason. */
const unless = started.ok ? {} : { skip: started.message }
if (started.ok) t.teardown(started.stop)

/** Counts the buffers that are read until it is restored. */
const countReads = () => {
  const counts = { reads: 0 }
  const { prototype } = globalThis.GPUBuffer
  const { mapAsync } = prototype
  prototype.mapAsync = function (...args) {
    counts.reads += 1
    return mapAsync.apply(this, args)
  }
  const restore = () => {
    prototype.mapAsync = mapAsync
  }
  return { counts, restore }
}

t.test('on webgpu values, gradients and curvature are those of cpu', unless, async (t) => {
  const measure = async (backend: string) => {
    await tf.setBackend(backend)
    const before = tf.memory().numTensors
    const [params, batches] = [paramsOf(), batchesOf([40, 24])]
    const objective = await tensorObjective({ params, loss, batches, size })
    const { value, gradient } = await gradientAt(objective, objective.point)
    const along = exact.point.map((_, i) => Math.sin(i + 1))
    const hessian = await centralDifferences(objective).apply(along)
    const model = await tensorModel({ params, outputs, batches, size })
    const gauss = await gaussNewton(model, { hessian: squaredHessian() }).apply(along)
    tf.dispose([params, batches] as unknown as tf.TensorContainer)
    params.V.dispose()
    t.equal(tf.memory().numTensors, before, `nothing is left on ${backend}`)
    return { value, gradient, hessian, gauss }
  }
  const [gpu, cpu] = [await measure('webgpu'), await measure('cpu')]
  const { value, gradient } = await gradientAt(exact, exact.point)
  for (const found of [gpu, cpu]) {
    // 64 samples of 32 units in float32
    t.ok(Math.abs(found.value - value) <= 1e-5 * value)
    t.ok(found.gradient.every((n, i) => Math.abs(n - (gradient[i] as number)) <= 1e-5))
  }
  for (const [name, tolerance] of [
    // differences of gradients and of outputs, whose step of about 5e-3 divides their rounding
    ['hessian', 1e-3],
    ['gauss', 1e-4],
  ] as const) {
    const scale = Math.max(...cpu[name].map(Math.abs))
    const far = gpu[name].map((n, i) => Math.abs(n - (cpu[name][i] as number)))
    t.ok(Math.max(...far) <= tolerance * scale, `${name}: ${Math.max(...far)} of ${scale}`)
  }
  t.same(errors, [])
})

t.test('each evaluation reads the device once, and so do parameters', unless, async (t) => {
  await tf.setBackend('webgpu')
  const [params, batches] = [paramsOf(), batchesOf([40, 24])]
  const objective = await tensorObjective({ params, loss, batches, size })
  const { counts, restore } = countReads()
  t.teardown(restore)
  await gradientAt(objective, objective.point)
  t.equal(counts.reads, 2, 'once for each batch')
  counts.reads = 0
  // smaller ones are computed on the processor
  const moved = tf.tidy(() => [tf.add(tf.ones([2000]), 1), tf.add(tf.ones([3000]), 1)])
  await flattenTensors(moved)
  t.equal(counts.reads, 1, 'a read of both')
  tf.dispose(moved)
})
