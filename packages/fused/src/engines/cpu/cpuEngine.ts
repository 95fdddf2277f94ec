import {
  javascript,
  javascriptReduction,
  type LinePass,
  once,
  type Program,
  type Reduction,
  type WholeCompiler,
} from '@momenta/core/program'
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Like } from '../../Engine.js'
import { measureOnHost } from '../../measureOnHost.js'

/** The part of TensorFlow.js's cpu backend that the engine uses. */
interface CpuBackend {
  readonly data: { get(dataId: object): { values: Float32Array } }
  makeTensorInfo(shape: number[], dtype: DataType, values: Float32Array): TensorInfo
  refCount(dataId: object): number
}

/** Whether code generation is allowed; a page's policy may forbid it. */
const mayCompile = (): boolean => {
  try {
    return new Function('return true')() as boolean
  } catch {
    return false
  }
}

/**
 * Runs programs as compiled JavaScript on the cpu backend's arrays: state in place, parameters into
 * new arrays.
 *
 * On cpu `dataSync` returns the array itself, and a slice is a view of it. An array that anything
 * else has read, also a kernel, is therefore never overwritten; reads are observed.
 *
 * Returns undefined if code generation is forbidden.
 */
export const cpuEngine = (backend: CpuBackend): Engine | undefined => {
  if (!mayCompile()) return undefined
  /** Arrays that only this engine has read, by data id. */
  const own = new WeakMap<object, Float32Array>()
  const values = ({ dataId }: tf.Tensor) => own.get(dataId) ?? backend.data.get(dataId).values
  const guarded = (dataId: object, array: Float32Array): void => {
    own.set(dataId, array)
    const get = () => {
      own.delete(dataId)
      return array
    }
    Object.defineProperty(backend.data.get(dataId), 'values', { get, enumerable: true })
  }
  const made = (like: Like) => {
    const array = new Float32Array(like.size)
    const info = backend.makeTensorInfo(like.shape, 'float32', array)
    const tensor = tf.keep(tf.engine().makeTensorFromTensorInfo(info, backend as never))
    return { dataId: info.dataId, tensor, array }
  }
  const kernelOf = once((program: Program) => javascript(program, program.stores, 'float32'))
  const reductionOf = once((reduction: Reduction) => javascriptReduction(reduction, 'float32'))
  const linesOf = once((pass: LinePass, { javascript }: WholeCompiler) =>
    javascript(pass, 'float32'),
  )
  return {
    waits: false,
    measure: measureOnHost((reduction, scalars, rows) => {
      const run = reductionOf(reduction)
      return rows.flatMap(({ size, loads }) => run(scalars, loads.map(values), size))
    }),
    allocate: (like) => {
      const { dataId, tensor, array } = made(like)
      guarded(dataId, array)
      return tensor
    },
    allocateParameters: (like) => made(like).tensor,
    isOwn: ({ dataId }) => own.has(dataId) && backend.refCount(dataId) === 1,
    prepare: (program, scalars, rows) => {
      const kernel = kernelOf(program)
      return () => {
        for (const { loads, stores } of rows)
          kernel(scalars, loads.map(values), stores.map(values), (stores[0] as tf.Tensor).size)
      }
    },
    runLines: (pass, scalars, { loads, stores, reductions }, compiler) =>
      linesOf(pass, compiler)(
        scalars,
        loads.map(values),
        stores.map(values),
        reductions.map(values),
      ),
  }
}
