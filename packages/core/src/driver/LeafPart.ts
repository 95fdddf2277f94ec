import type { BodyOutput, Description, Plan } from '../Description.js'

/** One part of a chain about to run on one leaf: its plan, the slots and the entries that its body will see. */
export interface LeafPart<L> {
  readonly description: Description
  readonly plan: Plan
  readonly slots: { readonly [slot: string]: L }
  readonly entries: readonly L[]
}

/** One leaf on its way through a run of parts. */
export interface LeafAt<L> {
  readonly updates: L
  readonly params: L
  readonly grads: L
}

/** What a run of parts made of one leaf: the updates, the gradient (another one behind a part that rebinds), and each part's answer. */
export interface LeafOut<L> {
  readonly updates: L
  readonly grads: L
  readonly outs: readonly BodyOutput<L, string>[]
}
