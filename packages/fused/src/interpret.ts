import type { Node, Program } from '@momenta/core/program'
import { broadcast, tensors } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Row } from './Engine.js'

/**
 * Computes nodes of a program on one leaf operation by operation.
 *
 * @param used - The nodes, each with the shape that it is broadcast to.
 * @returns Their values, in order, as new tensors.
 */
export const interpretNodes = (
  { nodes }: Pick<Program, 'nodes'>,
  used: readonly { readonly node: Node; readonly shape: readonly number[] }[],
  scalars: readonly number[],
  loads: readonly tf.Tensor[],
): tf.Tensor[] =>
  tf.tidy(() => {
    const values: tf.Tensor[] = []
    const evaluate = (node: Node): tf.Tensor => {
      switch (node.kind) {
        case 'load':
          return loads[node.index] as tf.Tensor
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
    return used.map(({ node, shape }) => {
      const value = values[node.id] as tf.Tensor
      return tf.util.arraysEqual(value.shape, shape as number[])
        ? tf.clone(value)
        : broadcast(value, shape)
    })
  })

/**
 * Runs a program on one leaf operation by operation.
 *
 * @returns The stores, in order, as new tensors.
 */
export const interpret = (
  program: Program,
  scalars: readonly number[],
  { loads, stores }: Row,
): tf.Tensor[] => {
  const used = program.stores.map((node, s) => ({ node, shape: (stores[s] as tf.Tensor).shape }))
  return interpretNodes(program, used, scalars, loads)
}
