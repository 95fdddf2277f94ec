import type * as tf from '@tensorflow/tfjs-core'

/** The inputs of an operation, by name or as a list; some may be absent. */
export type Inputs = { readonly [name: string]: tf.Tensor } | readonly tf.Tensor[]

/** One operation of a loss that depends on the variables. */
export interface Call {
  readonly inputs: Inputs
  /** The ids of all tensors that it reads, also inside of it. */
  readonly reads: readonly number[]
  /** Of these the ones that do not depend on the variables, by id, as they were then. */
  readonly constants: ReadonlyMap<number, tf.Tensor>
  /** The ids of its outputs. */
  readonly writes: readonly number[]
  /** Runs it on other inputs. */
  readonly run: (inputs: Inputs) => tf.Tensor | readonly tf.Tensor[]
}

/** The tensors in inputs. */
export const tensorsIn = (inputs: Inputs): readonly tf.Tensor[] =>
  Object.values(inputs).filter((tensor) => tensor !== null && tensor !== undefined)

/** Inputs with other tensors in place of theirs. */
export const mapInputs = (inputs: Inputs, f: (tensor: tf.Tensor) => tf.Tensor): Inputs => {
  const map = (tensor: tf.Tensor) => (tensor === null || tensor === undefined ? tensor : f(tensor))
  return Array.isArray(inputs)
    ? inputs.map(map)
    : Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, map(tensor)]))
}

/** The calls that a value depends on, in order. */
export const neededBy = (calls: readonly Call[], value: number): readonly Call[] => {
  const wanted = new Set([value])
  return calls
    .toReversed()
    .filter(({ reads, writes }) => {
      const isNeeded = writes.some((id) => wanted.has(id))
      if (isNeeded) for (const id of reads) wanted.add(id)
      return isNeeded
    })
    .toReversed()
}
