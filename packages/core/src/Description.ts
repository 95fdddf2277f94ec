import type { Hyperparameter } from '@momenta/options'
import type { Arithmetic } from './Arithmetic.js'
import type { EvaluatedAt } from './EvaluatedAt.js'
import type { Host } from './Host.js'
import type { Leaf } from './Leaf.js'
import type { WholeCompiler } from './program/lines/WholeCompiler.js'
import type { Reductions } from './Reductions.js'
import type { Role } from './Role.js'
import type { Lift, Scalars } from './Scalars.js'
import type { Measured, Seen } from './Seen.js'

type Numbers = { readonly [name: string]: number }

/**
 * What a plan chooses for a body besides numbers: a small record, such as `{ first: true }`. A
 * compiler makes one kernel per variant; `variantKey` distinguishes them.
 */
export type Variant = { readonly [name: string]: string | number | boolean | Variant }

/** The variant of a plan, optional if a body accepts the empty record. */
type ChosenVariant<W extends Variant> =
  Record<never, never> extends W ? { readonly variant?: W } : { readonly variant: W }

/** The decisions for one leaf, or for all leaves, in one step. */
export type Plan<K extends Scalars = Scalars, W extends Variant = Variant> = ChosenVariant<W> & {
  /** The numbers of this step: bias corrections, learning rate, weights of the aggregate. */
  readonly scalars: K
  /** The entries of the memory that the body reads, in this order. */
  readonly read?: readonly number[]
  /** The companions of the gradient that the body reads, by name; each must be in `Seen.more`. */
  readonly more?: readonly string[]
  /** The slot of the memory that stores the body's `entry`; the current size appends. */
  readonly write?: number
}

/**
 * The next host state and the plan: one for all leaves, or a list with one for each, in the order
 * of `Seen.names`.
 */
export interface Planned<
  H extends Host = Host,
  K extends Scalars = Scalars,
  W extends Variant = Variant,
> {
  readonly next: H
  readonly plan: Plan<K, W> | readonly Plan<K, W>[]
}

/**
 * A plan that evaluates the loss again before it decides.
 *
 * It yields a plan for each point that it proposes: the parameters plus the updates that the body
 * returns with that plan. It receives what is seen there: the loss (`value`) and the reductions of
 * the part, in which `grads` are the gradients at that point and all else is as before the step. It
 * returns the plan of the step.
 */
export type Search<
  H extends Host = Host,
  K extends Scalars = Scalars,
  W extends Variant = Variant,
  R extends string = string,
  M extends string = string,
> = Generator<Plan<K, W> | readonly Plan<K, W>[], Planned<H, K, W>, Seen<R, M>>

/** The input of a body: one leaf, or one element of it. */
export interface BodyInput<A, S extends string, K extends Scalars, W extends Variant> {
  /** The incoming updates. */
  readonly updates: A
  /** The parameters. */
  readonly params: A
  /** The raw gradient. */
  readonly grads: A
  /** The slots of the state. */
  readonly slots: { readonly [N in S]: A }
  /** The entries of the memory that the plan reads. */
  readonly entries: readonly A[]
  /**
   * The companions of the gradient that the plan reads, such as `hessian`; others are undefined, so
   * that a body can say what it does in steps without.
   */
  readonly more: { readonly [companion: string]: A | undefined }
  /** The scalars of the plan. */
  readonly scalars: Lift<K, A>
  /** The variant that the plan chose; by default the empty record. */
  readonly variant: W
}

/** What a body returns: the updates, the new slots and the entry for the memory. */
export interface BodyOutput<A, S extends string> {
  readonly updates: A
  /** The new value of every declared slot. */
  readonly slots: { readonly [N in S]?: A }
  readonly entry?: A
}

/** The initial value of a slot: zeros, the parameters, or the same finite number everywhere. */
export type Slot =
  | 'zeros'
  | 'params'
  | {
      readonly fill: number
      /** For whole parts, its shape from that of the leaf. Default the leaf's. */
      readonly shape?: (leaf: readonly number[]) => readonly number[]
    }

/**
 * A gradient transform as data: its state, its plan and its body.
 *
 * **The plan decides, the body computes.** Everything that depends on norms, counts and keys is in
 * `plan`, a pure function on numbers and JSON. Everything elementwise is in `body`, written once
 * and run by every interpreter.
 *
 * @typeParam S - Names of the slots.
 * @typeParam K - Scalars from plan to body.
 * @typeParam H - Host state.
 * @typeParam W - The variants of the body.
 * @typeParam Q - Scalars of the reductions.
 * @typeParam R - Names of the sums.
 * @typeParam M - Names of the maxima.
 */
export interface DescriptionOf<
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
  Q extends Scalars = Scalars,
  R extends string = string,
  M extends string = string,
> {
  /** For errors, and for `load`, which compares it with that of the saved part. */
  readonly name: string
  /** Its function, for readers of states; combinators keep it. */
  readonly role?: Role
  /**
   * The part that this one wraps: the host state is a record that holds the host state of that part
   * as `inner`.
   */
  readonly wraps?: Description
  /**
   * The structural options, which decide the meaning of the state, as JSON, without
   * hyperparameters. A state is only loaded into a part with the same name and options.
   */
  readonly options?: { readonly [name: string]: Host }
  /** State per leaf, by name. Do not declare slots for options that are off. */
  readonly slots: { readonly [N in S]?: Slot }
  /** Numbers that can be read and changed during training. */
  readonly hyper: { readonly [name: string]: Hyperparameter }
  /**
   * The hyperparameters of the next step, for readers: the current ones, and in their place or
   * besides those that schedules give, such as `learningRate`. If absent, the current ones.
   */
  readonly hyperAt?: (host: H, hyper: Numbers) => Numbers
  /**
   * The parameters at which the model is to be evaluated, where these are not those of the iterate,
   * such as an average of them; see `evaluationParams`. Combinators keep it.
   */
  readonly evaluated?: EvaluatedAt<S>
  /** The measurements that the plan reads. */
  readonly needs?: readonly Measured[]
  /**
   * The companions of the gradient that it reads, if not in each step. An estimator of the
   * optimizer must give each.
   */
  readonly companions?: readonly string[]
  /** Sums and maxima over each leaf that the plan reads. */
  readonly reductions?: Reductions<S, H, Q, R, M>
  /**
   * The leaves it acts on, by name and shape; all if absent. The updates of other leaves are
   * unchanged and have no state.
   */
  readonly only?: (name: string, shape: readonly number[]) => boolean
  /** Whether the updates of this part become the raw gradient of the parts after it. */
  readonly rebinds?: boolean
  readonly init: (leaves: readonly Leaf[]) => H
  /**
   * Whether a saved host state is possible, beyond the comparison with the initial one. That
   * comparison requires that non-negative integers remain such, that records keep their names, and
   * that only null and empty lists become anything else.
   */
  readonly accepts?: (host: H) => boolean
  readonly plan: (host: H, seen: Seen<R, M>, hyper: Numbers) => Planned<H, K, W>
  /**
   * In the place of `plan`: proposes plans, receives what is seen at the points they lead to, and
   * returns the plan of the step. `describeSearch` makes such parts.
   */
  readonly search?: (host: H, seen: Seen<R, M>, hyper: Numbers) => Search<H, K, W, R, M>
  /**
   * The plan of a step that a combinator such as `applyIfFinite` skips although the raw gradients
   * are finite, for parts that count steps together. If absent, the state does not change and the
   * updates are 0.
   */
  readonly skip?: (host: H, seen: Seen<R, M>, hyper: Numbers) => Planned<H, K, W>
  /** For a body that needs whole leaves, how it is compiled; `describeWhole` makes such parts. */
  readonly whole?: WholeCompiler
  readonly body: <A>(x: Arithmetic<A>, at: BodyInput<A, S, K, W>) => BodyOutput<A, S>
}

/** A description without its own types, as in a chain. */
export type Description = DescriptionOf<string, Scalars, Host>
