import type { Bound } from './cacheBindGroups.js'

/** Larger buffers are not copied, which would take the device longer than a group the processor. */
const mostBytes = 2 ** 18

/** More than a shader can bind. */
const mostBindings = 256

/**
 * Bound buffers of which those that are small and only read are replaced by copies, which are
 * always in the same buffers.
 *
 * @param place - Distinguishes what is bound at the same time.
 */
export type Stage = (bound: Bound, written: readonly GPUBuffer[], place: number) => Bound

/**
 * Keeps one buffer for each size and place, as much as the small gradients of a model need.
 *
 * @param encoder - Gives the commands of the backend, outside of its passes.
 */
export const stageBuffers = (device: GPUDevice, encoder: () => GPUCommandEncoder): Stage => {
  const kept: { [size: number]: GPUBuffer[] } = {}
  return (bound, written, place) => {
    const { STORAGE, COPY_DST } = GPUBufferUsage
    const commands = encoder()
    const buffers = bound.buffers.map((buffer, i) => {
      const size = bound.sizes[i] as number
      if (size > mostBytes || written.includes(buffer)) return buffer
      kept[size] ??= []
      const list = kept[size]
      const at = place * mostBindings + i
      list[at] ??= device.createBuffer({ size, usage: STORAGE | COPY_DST })
      commands.copyBufferToBuffer(buffer, 0, list[at], 0, size)
      return list[at]
    })
    return { ...bound, buffers }
  }
}
