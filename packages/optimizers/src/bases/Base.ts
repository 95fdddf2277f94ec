import type { Transform } from '@momenta/core'
import { choice, type OptionsOf } from '@momenta/options'

/** The options of the cut of a base around a memory of critical momenta. */
export const cutOptions = {
  /**
   * What the second moment is taken of: what the memory returns (the paper's equation 5), or the raw gradient, a control.
   * Default 'aggregate'.
   */
  nu: choice(['aggregate', 'gradients'], 'aggregate'),
  /**
   * `burst`: the momentum is stored and squared as it is, and corrected for its start only in the step, as in the paper: the
   * first steps are many times the learning rate. `debiased`: it is corrected before it is stored and squared, a control.
   * Default 'burst'.
   */
  startup: choice(['burst', 'debiased'], 'burst'),
}

/** How the momentum and the scaling of a base are cut apart around a memory of critical momenta. */
export interface Cut extends OptionsOf<typeof cutOptions> {}

/** A rule that turns gradients into a direction, whole and cut in two, without weight decay and learning rate. */
export interface Base {
  /** From gradients to direction: the base itself, and what stands behind a memory of critical gradients. */
  readonly whole: Transform
  /** From gradients to momentum, and from what the memory returns to direction: what stands around a memory of critical momenta. */
  readonly halves: (cut: Cut) => readonly [momentum: Transform, scaling: Transform]
  /** The options of the cut that make a difference to this base: another one is refused. Default both. */
  readonly cuts?: readonly (keyof Cut)[]
}
