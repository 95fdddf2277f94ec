import { once, type Program } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../../Engine.js'
import { interpret } from '../../interpret.js'
import { execute, replaceStores } from './execute.js'
import { uniformsOf } from './graph.js'
import { lower } from './lowering/lower.js'
import { measurer } from './measurer.js'
import { operationsOf } from './operations.js'
import type { TensorflowBackend } from './TensorflowBackend.js'

/**
 * Runs programs by TensorFlow's own kernels for variables, in place, where the arithmetic of the
 * program is that of a kernel: Adam, AMSGrad, RMSProp, momentum or plain descent, with decoupled
 * decay or not, after a momentum and a memory or not. Any other program runs operation by
 * operation. TensorFlow copies a tensor with shared memory when it is written, so tensors that
 * others hold do not change.
 */
export const tensorflowEngine = (backend: TensorflowBackend): Engine => {
  const ops = operationsOf(backend)
  const own = new WeakSet<object>()
  const loweringsOf = once(lower)
  const isOwn = ({ dataId }: tf.Tensor) => own.has(dataId) && backend.refCount(dataId) === 1
  const interpreted = (program: Program, scalars: readonly number[], row: Row): void => {
    const results = interpret(program, scalars, row)
    // a result may share its tensor with another one or with a load
    const ids = backend.getInputTensorIds(results).map((id) => ops.compute('Identity', [id]))
    ops.free(...backend.getInputTensorIds(row.stores))
    replaceStores(row, ids, backend)
    tf.dispose(results)
  }
  return {
    waits: false,
    measure: measurer(backend, ops),
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
    prepare: (program, scalars, rows) => () => {
      const values = uniformsOf(scalars)
      const lowering = loweringsOf(program).find(({ holds }) => holds(values))
      const ids = (lowering?.scalars ?? []).map((factor) => ops.scalar(factor(values)))
      for (const row of rows)
        if (lowering === undefined || (row.stores[0] as tf.Tensor).size === 0)
          interpreted(program, scalars, row)
        else execute(lowering, ids, row, ops, backend)
      ops.free(...ids)
      ops.release()
    },
  }
}
