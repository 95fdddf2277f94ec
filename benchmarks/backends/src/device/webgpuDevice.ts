import { setImmediate } from 'node:timers/promises'
import { type Adapter, startWebgpu, type Webgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'

let running: Webgpu | undefined
let problem: string | undefined

/** The name of an adapter in tables. */
const nameOf = ({ vendor, architecture, device, description }: Adapter): string => {
  const named = [...new Set([device, description])].filter((text) => text !== '').join(', ')
  return (
    named || [vendor, architecture].filter((text) => text !== '').join(' ') || 'unknown adapter'
  )
}

/** Frees the device of WebGPU, if there is one. */
export const stopWebgpu = (): void => {
  running?.stop()
  running = undefined
  problem = undefined
}

/**
 * Throws the first error of the device since it was started, if there is one: WebGPU returns zeros
 * after an error, and keeps it to itself.
 *
 * @throws Error with one line.
 */
export const checkDevice = (): void => {
  if (problem !== undefined) throw new Error(problem)
}

/** A device that is destroyed, and not by {@link stopWebgpu}, is a problem too. */
const watch = (started: Webgpu): void => {
  const { device } = tf.backend() as tf.KernelBackend & { readonly device: GPUDevice }
  void device.lost.then(({ reason }) => {
    if (running === started)
      problem ??= `webgpu: the device was lost (${reason}), and with it all tensors on it; run the command again to continue from the last checkpoint`
  })
}

/**
 * Waits for a result of the device. A read of a lost device ends in an error without a message.
 *
 * @throws Error with one line if the device has failed.
 */
export const fromDevice = async <T>(result: Promise<T>): Promise<T> => {
  try {
    return await result
  } catch (error) {
    await setImmediate()
    checkDevice()
    throw error
  } finally {
    checkDevice()
  }
}

/** Starts the device once; after an error, a new one. Returns its adapter and its name. */
export const webgpuDevice = async (
  report: (line: string) => void,
): Promise<{ readonly name: string; readonly isSoftware: boolean }> => {
  if (problem !== undefined) stopWebgpu()
  if (running === undefined) {
    let isStarted = false
    const started = await startWebgpu({
      report: (line) => {
        if (isStarted) problem ??= line
        else report(line)
      },
    })
    if (!started.ok) throw new Error(started.message)
    isStarted = true
    running = started
    watch(started)
  }
  const { adapter } = running
  return { name: nameOf(adapter), isSoftware: adapter.isSoftware }
}
