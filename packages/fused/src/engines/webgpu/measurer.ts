import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Measuring } from '../../Engine.js'
import { splitReduction } from '../../splitReduction.js'
import { type Device, type Job, jobMaker } from './jobs.js'

/** Offsets of bindings must be multiples of this many bytes on every device. */
const alignment = 256

const bytesOfValue = 4

/** The offset of each part in one buffer, and its end. */
const placesOf = (sizes: readonly number[]) => {
  let end = 0
  const offsets = sizes.map((bytes) => {
    const offset = end
    end += Math.ceil(bytes / alignment) * alignment
    return offset
  })
  return { offsets, end }
}

/**
 * Measures leaves in one compute pass, and reads back once: norms of as many leaves in a dispatch
 * as the device can bind, reductions of one leaf. A reduction that the device cannot bind is
 * computed operation by operation first.
 */
export const measurer = (given: Device): Engine['measure'] => {
  const { backend, boundOf, encoder, record } = given
  const jobs = jobMaker(given)
  const { maxStorageBuffersPerShaderStage: most } = backend.device.limits
  const isBindable = ({ reduction: { loads } }: Measuring['reductions'][number]) =>
    loads.length > 0 && loads.length < most

  /** Records all commands; the results are in the buffer when they have run. */
  const recordAll = (
    buffer: GPUBuffer,
    values: readonly tf.Tensor[],
    all: readonly Job[],
    offsets: readonly number[],
  ): void => {
    const { buffers } = boundOf(values)
    record(() => all.flatMap((job, i) => job.bind(buffer, offsets[values.length + i] as number, i)))
    buffers.forEach((source, i) => {
      const offset = offsets[i] as number
      encoder().copyBufferToBuffer(source, 0, buffer, offset, bytesOfValue)
    })
  }

  return async ({ norms, values, reductions }) => {
    const parts = reductions.map((one) =>
      isBindable(one) ? { split: [one], made: [] } : splitReduction(one),
    )
    const [ofNorms, ofReductions] = [
      jobs.norms(norms),
      parts.flatMap(({ split }) => split.flatMap(jobs.reduction)),
    ]
    const all = [...ofNorms, ...ofReductions]
    const sizes = [...values.map(() => bytesOfValue), ...all.map(({ bytes }) => bytes)]
    const { offsets, end } = placesOf(sizes)
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage
    const usage = STORAGE | COPY_SRC | COPY_DST
    const buffer = backend.bufferManager.acquireBuffer(Math.max(end, alignment), usage)
    try {
      if (end > 0) recordAll(buffer, values, all, offsets)
      const read = end > 0 ? await backend.getBufferData(buffer) : new ArrayBuffer(0)
      const at = (i: number) => new Float32Array(read, offsets[i], (sizes[i] as number) / 4)
      const results = (own: readonly Job[], first: number) =>
        own.flatMap((job, i) => job.read(at(first + i)))
      return [
        ...results(ofNorms, values.length),
        ...values.map((_, i) => 0 + (at(i)[0] as number)),
        ...results(ofReductions, values.length + ofNorms.length),
      ]
    } finally {
      backend.bufferManager.releaseBuffer(buffer)
      tf.dispose(parts.flatMap(({ made }) => [...made]))
    }
  }
}
