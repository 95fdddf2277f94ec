import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

/** Small tensors of the host are computed there, also by the webgpu backend. */
const uploaded = <T extends tf.Tensor>(tensor: T): T => {
  const { uploadToGPU } = tf.backend() as { uploadToGPU?(dataId: object): void }
  uploadToGPU?.call(tf.backend(), tensor.dataId)
  return tensor
}

const onDevice = (shape: number[], from: number, dtype: tf.NumericDataType = 'float32') => {
  const size = tf.util.sizeFromShape(shape)
  const numbers = Array.from({ length: size }, (_, i) => (i * 7 + from) % 5)
  return uploaded(tf.tensor(numbers, shape, dtype))
}

/** Results of several types, axes and sizes, also with inputs that are not on the device. */
const cases: { readonly [name: string]: () => readonly tf.Tensor[] } = {
  'many vectors': () => [tf.concat(Array.from({ length: 40 }, (_, i) => onDevice([i + 1], i)))],
  'an axis within': () => [tf.concat([onDevice([2, 3], 0), onDevice([2, 2], 1)], 1)],
  'axes of length 1': () => [tf.concat([onDevice([1, 2, 3], 0), onDevice([1, 4, 3], 1)], 1)],
  'int32, one empty': () => [
    tf.concat([onDevice([3], 0, 'int32'), tf.zeros([0], 'int32'), onDevice([2], 1, 'int32')]),
  ],
  'one filled': () => [tf.concat([tf.zeros([0, 2]), onDevice([3, 2], 1)])],
  'from the host': () => [tf.concat([tf.tensor1d([1, 2]), onDevice([2], 0), tf.tensor1d([5])])],
  'the host alone': () => [tf.concat([tf.tensor1d([1, 2]), tf.tensor1d([5])])],
  bool: () => [tf.concat([tf.less(onDevice([3], 0), 2), tf.less(onDevice([2], 1), 4)])],
  'one tensor twice': () => {
    const x = onDevice([3], 0)
    return [tf.concat([x, x])]
  },
  'many parts, one empty': () => tf.split(onDevice([23], 0), [1, 0, 20, 2]),
  'rows of a matrix': () => tf.split(onDevice([6, 3], 0, 'int32'), 3),
  'columns of a matrix': () => tf.split(onDevice([2, 6], 0), 2, 1),
  'parts from the host': () => tf.split(tf.tensor1d([1, 2, 3, 4]), 2),
  gradients: () => {
    const f = (x: tf.Tensor) => tf.sum(tf.square(tf.concat(tf.split(x, [2, 3]).reverse())))
    return [tf.grad(f)(onDevice([5, 2], 0))]
  },
}

const resultsOn = async (backend: string) => {
  await tf.setBackend(backend)
  const results: Record<string, unknown> = {}
  for (const [name, compute] of Object.entries(cases)) {
    const before = tf.memory().numTensors
    const made = tf.tidy(() => [...compute()])
    const numbers = await Promise.all(made.map((tensor) => tensor.data()))
    results[name] = made.map(({ shape, dtype }, i) => [shape, dtype, [...(numbers[i] ?? [])]])
    tf.dispose(made)
    results[`${name}, left`] = tf.memory().numTensors - before
  }
  return results
}

t.test('joined and split tensors on WebGPU are those of cpu', unless, async (t) => {
  const wanted = await resultsOn('cpu')
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  t.same(await resultsOn('webgpu'), wanted)
  disable()
  t.same(errors, [])
})

t.test('joining and splitting vectors on WebGPU dispatches nothing', unless, async (t) => {
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  const parts = Array.from({ length: 40 }, (_, i) => onDevice([i + 1], i))
  const { prototype } = globalThis.GPUComputePassEncoder
  const { dispatchWorkgroups } = prototype
  let dispatches = 0
  prototype.dispatchWorkgroups = function (...args) {
    dispatches += 1
    return dispatchWorkgroups.apply(this, args)
  }
  t.teardown(() => {
    prototype.dispatchWorkgroups = dispatchWorkgroups
  })
  const bytes = () => (tf.memory() as unknown as { numBytesInGPU: number }).numBytesInGPU
  const before = bytes()
  const joined = tf.concat(parts)
  const split = tf.split(
    joined,
    parts.map(({ size }) => size),
  )
  t.equal(dispatches, 0)
  t.equal(bytes() - before, 8 * joined.size)
  t.same([...(await (split[7] as tf.Tensor).data())], [...(await (parts[7] as tf.Tensor).data())])
  tf.dispose([parts, joined, split])
  disable()
})
