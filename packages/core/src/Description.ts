import type { Hyperparameter } from '@momenta/options'
import type { Arithmetic } from './Arithmetic.js'
import type { Host } from './Host.js'
import type { Leaf } from './Leaf.js'

/** The numbers that a plan hands to a body: scalars, or a list of them. */
export type Scalars = { readonly [name: string]: number | readonly number[] }

/** Scalars as a body sees them, lifted into its arithmetic. */
export type Lift<K extends Scalars, A> = {
  readonly [N in keyof K]: K[N] extends number ? A : readonly A[]
}

/** What a plan may look at: what it asked for in `needs`, one norm for each of its leaves; the other lists are empty. */
export interface Seen {
  /** L2 norms of the raw gradients; behind a part that rebinds, of the gradients that it bound. */
  readonly grads: readonly number[]
  /** L2 norms of the updates that arrive at this part. */
  readonly updates: readonly number[]
  /** L2 norms of the parameters. */
  readonly params: readonly number[]
  /** How many leaves this part acts on. */
  readonly leaves: number
  /** Their names, in the order of the norms: by code units, whatever the order of the keys in the tree. */
  readonly names: readonly string[]
  /**
   * Whether every raw gradient of this step, as the estimators returned it, is finite, and every gradient as it is bound at
   * this part. All leaves count, those too that this part does not act on; what other parts measure makes no difference.
   * True for a part that does not ask for `finite`.
   */
  readonly finite: boolean
}

/** What can be measured. */
export type Measured = 'grads' | 'updates' | 'params' | 'finite'

/**
 * What a plan chooses for a body beside numbers: a small record, such as `{ first: true }`. A compiler
 * makes one kernel for each; `variantKey` tells them apart.
 */
export type Variant = { readonly [name: string]: string | number | boolean | Variant }

/** The variant of a plan: it may be absent where a body accepts the empty record. */
type ChosenVariant<W extends Variant> =
  Record<never, never> extends W ? { readonly variant?: W } : { readonly variant: W }

/** What the host decides for one leaf, or for all leaves, in one step. */
export type Plan<K extends Scalars = Scalars, W extends Variant = Variant> = ChosenVariant<W> & {
  /** The numbers of this step: bias corrections, learning rate, weights of the aggregate. */
  readonly scalars: K
  /** The entries of the memory that the body will see, in this order. */
  readonly read?: readonly number[]
  /** The slot of the memory that takes the body's `entry`; the present size appends. */
  readonly write?: number
}

/** The next host state and the plan: one for all leaves, or a list with one for each, in the order of `Seen.names`. */
export interface Planned<
  H extends Host = Host,
  K extends Scalars = Scalars,
  W extends Variant = Variant,
> {
  readonly next: H
  readonly plan: Plan<K, W> | readonly Plan<K, W>[]
}

/** What a body works on: one leaf, or one element of it. */
export interface BodyInput<A, S extends string, K extends Scalars, W extends Variant> {
  /** The updates that arrive. */
  readonly updates: A
  /** The parameters. */
  readonly params: A
  /** The raw gradient. */
  readonly grads: A
  /** The slots of the state. */
  readonly slots: { readonly [N in S]: A }
  /** The entries of the memory that the plan reads. */
  readonly entries: readonly A[]
  /** The scalars of the plan. */
  readonly scalars: Lift<K, A>
  /** The variant that the plan chose; the empty record where it chose none. */
  readonly variant: W
}

/** What a body returns: the updates, the new slots and what the memory takes. */
export interface BodyOutput<A, S extends string> {
  readonly updates: A
  /** The new value of every declared slot. */
  readonly slots: { readonly [N in S]?: A }
  readonly entry?: A
}

/** What a slot holds at first: zeros, or the parameters. */
export type Slot = 'zeros' | 'params'

/**
 * A gradient transform described: what it keeps, what its host decides, what it computes.
 *
 * **The host decides, the body computes.** All that depends on norms, counts and keys is in `plan`: pure, on numbers, JSON in and
 * out. All that is elementwise is in `body`: written once, run by every interpreter.
 *
 * @typeParam S - Names of the slots.
 * @typeParam K - Scalars from plan to body.
 * @typeParam H - Host state.
 * @typeParam W - The variants of the body.
 */
export interface DescriptionOf<
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
> {
  readonly name: string
  /**
   * The options that decide what the state means, as JSON, without the hyperparameters: a state is only loaded into a part with
   * the same name and options.
   */
  readonly options?: { readonly [name: string]: Host }
  /** State per leaf, by name; an option that is off declares no slot. */
  readonly slots: { readonly [N in S]?: Slot }
  /** Numbers that can be read and changed while training. */
  readonly hyper: { readonly [name: string]: Hyperparameter }
  /** What the plan wants to see. */
  readonly needs?: readonly Measured[]
  /** The leaves it acts on, by name; all of them if absent. On the others the updates pass by and nothing is kept. */
  readonly only?: (name: string) => boolean
  /** What leaves this part becomes the raw gradient of the parts behind it. */
  readonly rebinds?: boolean
  readonly init: (leaves: readonly Leaf[]) => H
  /**
   * Whether a host state that was saved can be gone on from, where comparison with the one of `init` does not tell: by that, a number that
   * is a non-negative integer at first stays one, records keep their names, and only null and an empty list may have become anything.
   */
  readonly accepts?: (host: Host) => boolean
  readonly plan: (
    host: H,
    seen: Seen,
    hyper: { readonly [name: string]: number },
  ) => Planned<H, K, W>
  readonly body: <A>(x: Arithmetic<A>, at: BodyInput<A, S, K, W>) => BodyOutput<A, S>
}

/** A description whose own types are forgotten, as a chain holds it. */
export type Description = DescriptionOf<string, Scalars, Host>
