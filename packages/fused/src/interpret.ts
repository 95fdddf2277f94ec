import type { Node, Program } from '@momenta/core/program'
import { broadcast, tensors } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Row } from './Engine.js'

/**
 * Runs a program on one leaf operation by operation.
 *
 * @returns The stores, in order, as new tensors.
 */
export const interpret = (
  { nodes, stores }: Program,
  scalars: readonly number[],
  row: Row,
): tf.Tensor[] =>
  tf.tidy(() => {
    const values: tf.Tensor[] = []
    const evaluate = (node: Node): tf.Tensor => {
      switch (node.kind) {
        case 'load':
          return row.loads[node.index] as tf.Tensor
        case 'constant':
          return tensors.of(node.value)
        case 'scalar':
          return tensors.of(scalars[node.index] as number)
        case 'operation': {
          const operation: (...operands: readonly tf.Tensor[]) => tf.Tensor =
            tensors[node.operation]
          return operation(...node.operands.map(({ id }) => values[id] as tf.Tensor))
        }
      }
    }
    for (const node of nodes) values[node.id] = evaluate(node)
    return stores.map(({ id }, s) => {
      const { shape } = row.stores[s] as tf.Tensor
      const value = values[id] as tf.Tensor
      return tf.util.arraysEqual(value.shape, shape) ? tf.clone(value) : broadcast(value, shape)
    })
  })
