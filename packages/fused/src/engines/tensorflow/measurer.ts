import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../../Engine.js'
import { measureByOperations } from '../../measureByOperations.js'
import type { Operations } from './operations.js'
import type { TensorflowBackend } from './TensorflowBackend.js'

/**
 * Half sums of squares for which no square that matters overflows or underflows in float32; the
 * operations of eager then scale by 1.
 */
const [least, most] = [2 ** -76, 2 ** 100]
const isSafe = (half: number): boolean => half > least && half < most

/**
 * Measures norms by TensorFlow's half sum of squares, one operation and one pass for a leaf, where
 * eager needs 15 to scale against overflow. Leaves that are zero, very small or very large, and all
 * that is no norm, are measured operation by operation.
 */
export const measurer =
  (backend: TensorflowBackend, ops: Operations): Engine['measure'] =>
  (wanted) => {
    const { norms } = wanted
    const halves = halfSquares(norms, backend, ops)
    const others = norms.filter((_, i) => !isSafe(halves[i] as number))
    const measured = measureByOperations({ ...wanted, norms: others })
    const scaled = measured.slice(0, others.length).values()
    return [
      ...halves.map((half) =>
        isSafe(half) ? Math.sqrt(2 * half) : (scaled.next().value as number),
      ),
      ...measured.slice(others.length),
    ]
  }

const halfSquares = (
  leaves: readonly tf.Tensor[],
  backend: TensorflowBackend,
  ops: Operations,
): readonly number[] => {
  if (leaves.length === 0) return []
  const sums: number[] = []
  for (const id of backend.getInputTensorIds(leaves)) sums.push(ops.compute('L2Loss', [id]))
  const packed = ops.pack(sums)
  const read = [...backend.binding.tensorDataSync(packed)]
  ops.free(...sums, packed)
  return read
}
