import type { Estimator, Transform } from '@momenta/core'
import { choice, type Factory, type OptionsOf } from '@momenta/options'
import type { Schedule } from '@momenta/schedules'

/** The options of critical momenta that concern the base. */
export const cutOptions = {
  /**
   * Of what the second moment is: the aggregate (the paper's equation 5), or the raw gradient, a
   * control. Default 'aggregate'.
   */
  nu: choice(['aggregate', 'gradients'], 'aggregate'),
  /**
   * `burst`: the momentum is stored and squared as it is, and corrected for its bias only in the
   * step, as in the paper: the first steps are many times the learning rate. `debiased`: it is
   * corrected before it is stored and squared, a control. Default 'burst'.
   */
  startup: choice(['burst', 'debiased'], 'burst'),
}

/** How critical momenta divide a base into its momentum and its scaling. */
export interface Cut extends OptionsOf<typeof cutOptions> {}

/** The option of critical momenta that says what is squared. */
export interface Nu extends Pick<Cut, 'nu'> {}

/** What a buffer stores: gradients (critical gradients) or momenta (critical momenta). */
export type Stored = 'gradients' | 'momenta'

/** A rule from gradients to a direction, without weight decay and learning rate. */
export interface Base {
  /** From gradients to direction; runs after a buffer of gradients. */
  readonly whole: Transform
  /**
   * From gradients to momentum, and from the aggregate to direction: before and after a buffer of
   * momenta.
   */
  readonly halves: (cut: Cut) => readonly [momentum: Transform, scaling: Transform]
  /**
   * The parts that turn the direction into a step, in the place of `scaleByLearningRate`, for rules
   * that use the learning rate otherwise; decoupled weight decay comes before them.
   *
   * @param of - What the buffer before them stores, if there is one.
   */
  readonly last?: (learningRate: number | Schedule, of: Stored | undefined) => Transform
  /** Whether `last` reads the gradients after a buffer: those after clipping. Default false. */
  readonly readsGradients?: boolean
  /** Estimators that the rule needs, such as one of the curvature. They wrap the oracle first. */
  readonly estimators?: readonly Estimator[]
  /** The options of the split that `halves` reads; others are errors. Default both. */
  readonly cuts?: readonly (keyof Cut)[]
  /**
   * Options of the factory of this base that `whole` or `halves` does not read; they are errors.
   */
  readonly ignored?: {
    readonly whole?: readonly string[]
    readonly momenta?: readonly string[]
  }
}

/** A factory of a base, callable without arguments. */
export type BaseFactory = Factory<Record<never, never>, Base>
