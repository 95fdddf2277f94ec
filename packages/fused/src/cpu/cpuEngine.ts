import { squareSum } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../Engine.js'
import type { Program } from '../trace/Program.js'
import { emit, type Kernel } from './emit.js'

/** What the engine uses of TensorFlow.js's cpu backend. */
interface CpuBackend {
  readonly data: { get(dataId: object): { values: Float32Array } }
  refCount(dataId: object): number
}

/** Whether code may be made of text here; a page's policy may forbid it. */
const mayCompile = (): boolean => {
  try {
    return new Function('return true')() as boolean
  } catch {
    return false
  }
}

/**
 * Runs programs as compiled JavaScript on the cpu backend's arrays: state in place, parameters into new arrays, since a user's own array may lie under them.
 *
 * Answers undefined where code may not be made of text.
 */
export const cpuEngine = (backend: CpuBackend): Engine | undefined => {
  if (!mayCompile()) return undefined
  const own = new WeakSet<object>()
  const kernels = new WeakMap<Program, Kernel>()
  const values = ({ dataId }: tf.Tensor) => backend.data.get(dataId).values
  const kernelOf = (program: Program): Kernel => {
    const known = kernels.get(program)
    if (known !== undefined) return known
    const made = emit(program)
    kernels.set(program, made)
    return made
  }
  return {
    waits: false,
    norms: (leaves) => leaves.map((leaf) => Math.sqrt(squareSum(values(leaf)))),
    allocate: (like) => {
      const tensor = tf.keep(tf.tensor(new Float32Array(like.size), like.shape))
      own.add(tensor.dataId)
      return tensor
    },
    isOwn: ({ dataId }) => own.has(dataId) && backend.refCount(dataId) === 1,
    // a user's own array may lie under parameters, and dataSync answers the array itself
    renew: () => undefined,
    run: (program, scalars, rows) => {
      const kernel = kernelOf(program)
      const k = Float32Array.from(scalars)
      for (const { loads, stores } of rows)
        kernel(k, loads.map(values), stores.map(values), (stores[0] as tf.Tensor).size)
    },
  }
}
