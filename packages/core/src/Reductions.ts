import type { Arithmetic } from './Arithmetic.js'
import type { Host } from './Host.js'
import type { Lift, Scalars } from './Scalars.js'

/** The input of reduced expressions: one leaf before the step, or one element of it. */
export interface ReductionInput<A, S extends string, Q extends Scalars> {
  /** The incoming updates. */
  readonly updates: A
  /** The parameters. */
  readonly params: A
  /** The raw gradient. */
  readonly grads: A
  /** The slots of the state. */
  readonly slots: { readonly [N in S]: A }
  /** The scalars of {@link Reductions.scalars}. */
  readonly scalars: Lift<Q, A>
}

/** Elementwise expressions by name. */
type Expressions<S extends string, Q extends Scalars, R extends string> = <A>(
  x: Arithmetic<A>,
  at: ReductionInput<A, S, Q>,
) => { readonly [N in R]: A }

/**
 * Elementwise expressions that are added up, or maximized, over each leaf before the plan, which
 * reads the results as `seen.sums` and `seen.maxima`.
 *
 * The expressions are written as bodies are, and an interpreter computes them in its arithmetic
 * (float32 on tensors). The elements are then added in float64 in one order for all interpreters,
 * see `reduceValues`; on backends with a device in float32 in blocks. A leaf without elements gives
 * 0.
 *
 * Expressions that read only gradients, parameters and slots are measured at the head of the step,
 * together with the norms. Those that read updates of earlier parts, or a gradient that an earlier
 * part rebinds, cost one more pass over memory and one more readback.
 *
 * @typeParam S - Names of the slots.
 * @typeParam H - Host state.
 * @typeParam Q - The scalars of the expressions.
 * @typeParam R - Names of the sums.
 * @typeParam M - Names of the maxima.
 */
export interface Reductions<
  S extends string = string,
  H extends Host = Host,
  Q extends Scalars = Scalars,
  R extends string = string,
  M extends string = string,
> {
  /** The numbers that the expressions read. Default none. */
  readonly scalars?: (host: H, hyper: { readonly [name: string]: number }) => Q
  /** Expressions whose elements are added up. */
  readonly sums?: Expressions<S, Q, R>
  /** Expressions of which the maximum is taken; NaN if an element is NaN. */
  readonly maxima?: Expressions<S, Q, M>
}
