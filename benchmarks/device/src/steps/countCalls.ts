import * as tf from '@tensorflow/tfjs-core'
import type { Calls } from '../Row.js'

type Method = (...args: never[]) => unknown

/** Counts calls of a method while `act` runs. */
const counting = (prototype: object, name: string, count: () => void): (() => void) => {
  const methods = prototype as { [name: string]: Method }
  const method = methods[name] as Method
  methods[name] = function (this: unknown, ...args) {
    count()
    return Reflect.apply(method, this, args)
  }
  return () => {
    methods[name] = method
  }
}

/** Counts what one call of `step` asks of the GPU; nothing for backends that have none. */
export const countCalls = async (step: () => unknown): Promise<Partial<Calls>> => {
  const { device } = tf.backend() as tf.KernelBackend & { readonly device?: GPUDevice }
  if (device === undefined) return {}
  const calls = { dispatches: 0, submits: 0, readbacks: 0, buffers: 0 }
  const { GPUComputePassEncoder, GPUQueue, GPUBuffer, GPUDevice } = globalThis
  const restore = [
    counting(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => calls.dispatches++),
    counting(GPUQueue.prototype, 'submit', () => calls.submits++),
    counting(GPUBuffer.prototype, 'mapAsync', () => calls.readbacks++),
    counting(GPUDevice.prototype, 'createBuffer', () => calls.buffers++),
  ]
  try {
    await step()
  } finally {
    for (const undo of restore) undo()
  }
  return calls
}
