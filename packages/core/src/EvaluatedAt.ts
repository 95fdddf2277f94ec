import type { Arithmetic } from './Arithmetic.js'

/**
 * Computes the parameters at which a model is to be evaluated, elementwise: from the parameters,
 * the slots of a part, and its hyperparameters as scalars.
 */
export type EvaluatedAt<S extends string = string> = <A>(
  x: Arithmetic<A>,
  at: {
    readonly params: A
    readonly slots: { readonly [N in S]: A }
    readonly scalars: { readonly [name: string]: A }
  },
) => A
