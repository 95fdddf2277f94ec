import type { Iterate } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'

/** The values of variables by leaf name. */
export type Values = { readonly [leaf: string]: tf.Tensor }

/** The training of one set of variables. Between steps its parameters share their memory. */
export interface Run {
  /** The names of the leaves: those of the variables, or those under which they were saved. */
  readonly names: readonly string[]
  /** In the order of the names; empty until a step finds the variables of a loaded run. */
  readonly variables: readonly tf.Variable[]
  readonly iterate: Iterate<Values>
  /** The variables that the last step left out, because the loss did not depend on them. */
  readonly parked: readonly Parked[]
}

/** The state of a variable that the last step left out. */
export interface Parked {
  readonly name: string
  readonly variable: tf.Variable
  /** Its slots, for each part of the chain. */
  readonly slots: readonly Values[]
}
