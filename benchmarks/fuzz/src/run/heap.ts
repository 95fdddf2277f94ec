import * as tf from '@tensorflow/tfjs-core'
import { fail } from '../compare/Failure.js'

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/** All tensors in values of records and lists, each once. */
export const tensorsIn = (...nodes: readonly unknown[]): ReadonlySet<tf.Tensor> => {
  const found = new Set<tf.Tensor>()
  const visit = (node: unknown): void => {
    if (isTensor(node)) found.add(node)
    else if (typeof node === 'object' && node !== null) Object.values(node).forEach(visit)
  }
  nodes.forEach(visit)
  return found
}

/** A number that no step computes. */
const sentinel = -7.25e-3

/**
 * Tensors of somebody else, all over the heap: many were made and every second was freed, so that
 * what comes now lies between them.
 */
export interface Sentinels {
  readonly check: (step: number, lane: string) => void
  readonly dispose: () => void
}

/** Fills the heap with sentinels of the sizes that occur. */
export const sentinels = (sizes: readonly number[]): Sentinels => {
  const all = sizes.flatMap((size) =>
    Array.from({ length: 6 }, () => tf.keep(tf.fill([size], sentinel, 'float32'))),
  )
  tf.dispose(all.filter((_, i) => i % 2 === 1))
  const guards = all.filter((_, i) => i % 2 === 0)
  const expected = Math.fround(sentinel)
  return {
    check: (step, lane) => {
      for (const guard of guards) {
        const values = guard.dataSync()
        for (let i = 0; i < values.length; i++)
          if (values[i] !== expected)
            fail(
              `${lane} writes into foreign memory`,
              step,
              `element ${i} of a tensor of ${values.length} became ${values[i]}`,
            )
      }
    },
    dispose: () => tf.dispose(guards),
  }
}

/** What tfjs holds now. */
export interface Held {
  readonly numTensors: number
  readonly numDataBuffers: number
  readonly numBytes: number
}

export const heldNow = (): Held => {
  const { numTensors, numDataBuffers, numBytes } = tf.memory()
  return { numTensors, numDataBuffers, numBytes }
}

/** Fails unless tfjs holds what it held at first and these tensors, and not one more. */
export const checkHeld = (
  floor: Held,
  tensors: ReadonlySet<tf.Tensor>,
  step: number,
  lane: string,
): void => {
  const disposed = [...tensors].filter(({ isDisposed }) => isDisposed).length
  if (disposed > 0) fail(`${lane} disposes of what it returns`, step, `${disposed} tensors`)
  const buffers = new Set([...tensors].map(({ dataId }) => dataId))
  // tfjs counts the bytes of a buffer once for each tensor on it.
  const bytes = [...tensors].reduce((sum, { size }) => sum + 4 * size, 0)
  const now = heldNow()
  const extra = {
    numTensors: now.numTensors - floor.numTensors - tensors.size,
    numDataBuffers: now.numDataBuffers - floor.numDataBuffers - buffers.size,
    numBytes: now.numBytes - floor.numBytes - bytes,
  }
  if (Object.values(extra).some((n) => n !== 0))
    fail(
      `${lane} leaks`,
      step,
      `${extra.numTensors} tensors, ${extra.numDataBuffers} buffers, ${extra.numBytes} bytes beyond what it returns`,
    )
}
