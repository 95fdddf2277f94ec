import { once, type Program } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../../Engine.js'
import { type Piece, piecesOf } from './piecesOf.js'

/** What it needs of the device. */
export interface Commands {
  /** A new kept tensor of the same shape. */
  readonly allocate: (like: tf.Tensor) => tf.Tensor
  readonly prepare: Engine['prepare']
  /** Copies tensors to others of the same size. */
  readonly copy: (from: readonly tf.Tensor[], to: readonly tf.Tensor[]) => void
}

/** The values of a leaf: the loads of the program, then nodes by their id. */
type Values = tf.Tensor[]

/**
 * Prepares programs that need more buffers than the device can bind: runs them in pieces, whose
 * results are copied to the stores in the end, since a later piece may load what a store
 * overwrites.
 *
 * @param most - The buffers that the device can bind.
 */
export const prepareInPieces = (
  { allocate, prepare, copy }: Commands,
  most: number,
): Engine['prepare'] => {
  const cut = once((program: Program) => piecesOf(program, most))
  return (program, scalars, rows, made) => {
    const own: tf.Tensor[] = []
    const values = rows.map(({ loads }): Values => [...loads])
    const allocated = ({ stores }: Row): tf.Tensor => {
      const value = allocate(stores[0] as tf.Tensor)
      own.push(value)
      made.add(value)
      return value
    }
    const partOf = ({ reads, writes }: Piece, row: Row, own: Values): Row => {
      const loads = reads.map((index) => own[index] as tf.Tensor)
      const stores = writes.map(() => allocated(row))
      writes.forEach((id, i) => {
        own[program.loads.length + id] = stores[i] as tf.Tensor
      })
      return { loads, stores }
    }
    for (const piece of cut(program)) {
      const parts = rows.map((row, r) => partOf(piece, row, values[r] as Values))
      prepare(piece.program, scalars, parts, made)()
    }
    return () => {
      const results = values.flatMap((own) =>
        program.stores.map(({ id }) => own[program.loads.length + id] as tf.Tensor),
      )
      copy(
        results,
        rows.flatMap(({ stores }) => stores),
      )
      for (const value of own) {
        made.delete(value)
        value.dispose()
      }
    }
  }
}
