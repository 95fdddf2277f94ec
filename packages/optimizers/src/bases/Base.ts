import type { Transform } from '@momenta/core'

/** How the momentum and the scaling of a base are cut apart around a memory of critical momenta. */
export interface Cut {
  /** What the second moment is taken of: what the memory answers (the paper's equation 5), or the raw gradient, a control. */
  readonly nu?: 'aggregate' | 'gradients'
  /**
   * `burst`: the momentum is stored and squared as it is, and corrected for its start only in the step, as in the paper: the first steps are
   * many times the learning rate. `debiased`: the momentum is corrected before it is stored and squared, a control.
   */
  readonly startup?: 'burst' | 'debiased'
}

/** A rule that turns gradients into a direction, whole and cut in two, without weight decay and learning rate. */
export interface Base {
  /** From gradients to direction: the base itself, and what stands behind a memory of critical gradients. */
  readonly whole: Transform
  /** From gradients to momentum, and from what the memory answers to direction: what stands around a memory of critical momenta. */
  readonly halves: (cut: Cut) => readonly [momentum: Transform, scaling: Transform]
}
