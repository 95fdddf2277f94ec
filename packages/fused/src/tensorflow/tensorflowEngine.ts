import { normsOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../Engine.js'
import { interpret } from '../trace/interpret.js'
import type { Program } from '../trace/Program.js'
import { agrees } from './agrees.js'
import { leafOf } from './Leaf.js'
import { numbersOf } from './Numbers.js'
import { operationsOf } from './operations.js'
import type { Step } from './Step.js'
import { stepsOf } from './stepsOf.js'
import type { TensorflowBackend } from './TensorflowBackend.js'

/**
 * Runs known chains by TensorFlow's own kernels for variables, in place: a momentum or not, a memory or not, Adam, AMSGrad, RMSProp, momentum or plain descent, and
 * decoupled decay or not. Any other program runs operation by operation. A tensor that shares its memory is copied by TensorFlow when it is written to, so
 * nothing that somebody holds changes.
 */
export const tensorflowEngine = (backend: TensorflowBackend): Engine => {
  const ops = operationsOf(backend)
  const own = new WeakSet<object>()
  const steps = new WeakMap<Program, { readonly step: Step | undefined }>()
  const knownStep = (program: Program, scalars: readonly number[]): Step | undefined => {
    const known = steps.get(program)
    if (known !== undefined) return known.step
    const step = stepsOf(program).find((one) => agrees(one, program, scalars, ops, backend))
    steps.set(program, { step })
    return step
  }
  const isOwn = ({ dataId }: tf.Tensor) => own.has(dataId) && backend.refCount(dataId) === 1
  /** The results take the place of the stores' own tensors, which are freed with the results' handles. */
  const interpreted = (program: Program, scalars: readonly number[], row: Row): void => {
    const results = interpret(program, scalars, row)
    backend.getInputTensorIds([...results, ...row.stores])
    results.forEach(({ dataId }, i) => {
      const [from, to] = [dataId, (row.stores[i] as tf.Tensor).dataId].map((id) =>
        backend.tensorMap.get(id),
      )
      const { id } = from as { id: number }
      Object.assign(from as object, { id: to?.id })
      Object.assign(to as object, { id, values: null })
    })
    tf.dispose(results)
  }
  return {
    waits: false,
    norms: normsOf,
    allocate: (like) => {
      const tensor = tf.keep(tf.zeros(like.shape))
      own.add(tensor.dataId)
      return tensor
    },
    isOwn,
    renew: (tensor) => {
      backend.getInputTensorIds([tensor])
      const entry = backend.tensorMap.get(tensor.dataId)
      const dataId = {}
      backend.tensorMap.set(dataId, { ...entry })
      entry.id = -1
      own.add(dataId)
      return tf.keep(
        tf.engine().makeTensorFromTensorInfo({ dataId, shape: tensor.shape, dtype: 'float32' }),
      )
    },
    prepare: () => {},
    run: (program, scalars, rows) => {
      const step = knownStep(program, scalars)
      const k = numbersOf(program, scalars)
      for (const row of rows)
        if (step === undefined || (row.stores[0] as tf.Tensor).size === 0)
          interpreted(program, scalars, row)
        else step(ops, leafOf(program, row, backend), k)
    },
  }
}
