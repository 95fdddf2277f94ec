import { number, type OptionsOf, optional, ranges, value, withDefault } from '@momenta/options'
import { centralDifferences, isObjective, type Objective, type Operator } from '@momenta/probes'

const isFunction = (given: unknown): boolean => typeof given === 'function'

/** The declared options of `monitor`. */
export const monitorOptions = {
  /** Number of steps between two records. Default 100. */
  every: number(ranges.positiveCount, 100),
  /** Number of steps between two reads of the parameters, for the path length. Default 1. */
  pathEvery: number(ranges.positiveCount, 1),
  /**
   * The loss to probe; its point is not used. Without it nothing that needs curvature is measured.
   */
  objective: optional(
    value<Objective>(
      'must be an objective, as returned by tensorObjective or objectiveOf',
      isObjective,
    ),
  ),
  /** The Hessian of an objective. Default `centralDifferences`. */
  operator: withDefault(
    value<(objective: Objective) => Operator>(
      'must be a function from an objective to an operator',
      isFunction,
    ),
    () => (objective) => centralDifferences(objective),
  ),
  /**
   * The learning rate at a step, counted from 0, for schedules. Default: the number in the state of
   * the optimizer, if one `scaleByLearningRate` holds it for all leaves.
   */
  learningRate: optional(
    value<(step: number) => number>('must be a function from a step to a number', isFunction),
  ),
  /** Relative tolerance of the eigenvalues. Default 1e-2. */
  tolerance: number(ranges.positive, 1e-2),
  /** Maximum number of Lanczos steps. Default 60. */
  maxSteps: number(ranges.positiveCount, 60),
  /** Seed of the start vectors. Default 0. */
  seed: number(ranges.integer, 0),
  /** A clock in milliseconds. Default `performance.now`. */
  now: withDefault(
    value<() => number>('must be a function that returns milliseconds', isFunction),
    () => () => performance.now(),
  ),
}

/** Options of `monitor`. */
export interface MonitorOptions extends OptionsOf<typeof monitorOptions> {}
