import * as tf from '@tensorflow/tfjs-core'
import { timeSequence } from './timeSequence.js'

/**
 * Milliseconds of a copy that reads and writes `bytes` in total: between buffers of the device, or
 * between arrays in memory for backends that have none.
 *
 * @throws Error if the device cannot allocate the buffers.
 */
export const timeCopy = async (bytes: number, seconds: number): Promise<number> => {
  const size = 4 * Math.floor(bytes / 8)
  const { device } = tf.backend() as tf.KernelBackend & { readonly device?: GPUDevice }
  if (device === undefined) {
    const [from, to] = [new Uint8Array(size).fill(1), new Uint8Array(size)]
    return timeSequence(() => to.set(from), seconds)
  }
  const { maxBufferSize } = device.limits
  if (size > maxBufferSize)
    throw new Error(`timeCopy: a buffer must have at most ${maxBufferSize} bytes, got ${size}`)
  const { COPY_SRC, COPY_DST } = GPUBufferUsage
  const make = () => device.createBuffer({ size, usage: COPY_SRC | COPY_DST })
  const [from, to] = [make(), make()]
  try {
    return await timeSequence(() => {
      const encoder = device.createCommandEncoder()
      encoder.copyBufferToBuffer(from, 0, to, 0, size)
      device.queue.submit([encoder.finish()])
    }, seconds)
  } finally {
    from.destroy()
    to.destroy()
  }
}
