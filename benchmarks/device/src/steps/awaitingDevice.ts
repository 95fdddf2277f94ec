import * as tf from '@tensorflow/tfjs-core'

type Wait = (this: unknown, ...args: never[]) => Promise<unknown>

/** Adds up the time from a call of a method until its promise is settled. */
const watching = (prototype: object, name: string, add: (ms: number) => void): (() => void) => {
  const methods = prototype as { [name: string]: Wait }
  const method = methods[name] as Wait
  methods[name] = async function (...args) {
    const start = performance.now()
    try {
      return await Reflect.apply(method, this, args)
    } finally {
      add(performance.now() - start)
    }
  }
  return () => {
    methods[name] = method
  }
}

/**
 * Milliseconds in which one call of `act`, which waits for one thing at a time, waits for the GPU;
 * undefined for backends that have none.
 */
export const awaitingDevice = async (act: () => unknown): Promise<number | undefined> => {
  const { device } = tf.backend() as tf.KernelBackend & { readonly device?: GPUDevice }
  if (device === undefined) {
    await act()
    return undefined
  }
  let total = 0
  const add = (ms: number): void => {
    total += ms
  }
  const restore = [
    watching(globalThis.GPUBuffer.prototype, 'mapAsync', add),
    watching(globalThis.GPUQueue.prototype, 'onSubmittedWorkDone', add),
  ]
  try {
    await act()
  } finally {
    for (const undo of restore) undo()
  }
  return total
}
