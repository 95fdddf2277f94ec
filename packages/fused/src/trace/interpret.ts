import { broadcast, tensors } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'
import type { Node } from './Node.js'
import type { Program } from './Program.js'

/** Runs a program on one leaf operation by operation; answers what it stores, in its order. */
export const interpret = (
  { nodes, loads, scalars, stores }: Program,
  numbers: readonly number[],
  row: Row,
): tf.Tensor[] =>
  tf.tidy(() => {
    const values = new Map<Node, tf.Tensor>()
    const computed = (node: Node): tf.Tensor => {
      switch (node.kind) {
        case 'stream':
          return row.loads[loads.indexOf(node.stream)] as tf.Tensor
        case 'constant':
          return tensors.of(node.value)
        case 'scalar':
          return tensors.of(
            numbers[
              scalars.findIndex(
                (s) => s.part === node.part && s.name === node.name && s.index === node.index,
              )
            ] as number,
          )
        case 'operation': {
          const of = node.of.map((operand) => values.get(operand) as tf.Tensor)
          const run = tensors[node.operation] as (...of: readonly tf.Tensor[]) => tf.Tensor
          return run(...of)
        }
      }
    }
    for (const node of nodes) values.set(node, computed(node))
    return stores.map((node, s) => {
      const { shape } = row.stores[s] as tf.Tensor
      const value = values.get(node) as tf.Tensor
      // a tensor of its own, even where the value is a load
      return tf.util.arraysEqual(value.shape, shape) ? tf.clone(value) : broadcast(value, shape)
    })
  })
