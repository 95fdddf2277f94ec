import type { BodyOutput, Description, Plan } from '../Description.js'

/** One part to run on one leaf: its plan, the slots and the entries that its body reads. */
export interface LeafPart<L> {
  readonly description: Description
  readonly plan: Plan
  readonly slots: { readonly [slot: string]: L }
  readonly entries: readonly L[]
}

/** The input of a segment for one leaf. */
export interface LeafInput<L> {
  /** The shape of the parameters. */
  readonly shape: readonly number[]
  readonly updates: L
  readonly params: L
  readonly grads: L
  /** Its companions of the gradient. Default none. */
  readonly more?: { readonly [companion: string]: L }
}

/**
 * The output of a segment for one leaf: the updates, the gradient (changed by a part that rebinds)
 * and the output of each part.
 */
export interface LeafOutput<L> {
  readonly updates: L
  readonly grads: L
  readonly outputs: readonly BodyOutput<L, string>[]
}

/** Runs the bodies of consecutive parts on one leaf. */
export type RunLeaf<L> = (parts: readonly LeafPart<L>[], input: LeafInput<L>) => LeafOutput<L>
