import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { centralDifferences } from '../operators/centralDifferences.js'
import type { Operator } from '../operators/Operator.js'

/** Options of `monitor`. */
export interface MonitorOptions {
  /** A record every so many steps. Default 100. */
  readonly every?: number
  /** The parameters are read every so many steps, for the path. Default 1. */
  readonly pathEvery?: number
  /** The probe loss; without it nothing that needs curvature is measured. Its point does not matter. */
  readonly objective?: Objective
  /** The Hessian of an objective. Default `centralDifferences`. */
  readonly operator?: (objective: Objective) => Operator
  /** lr at a step, counted from 0, for schedules; a number in the state of the optimizer is found. */
  readonly learningRate?: (step: number) => number
  /** Of the eigenvalues. Default 1e-2. */
  readonly tolerance?: number
  /** The most Lanczos steps. Default 60. */
  readonly budget?: number
  readonly seed?: number
  /** A clock in milliseconds. Default `performance.now`. */
  readonly now?: () => number
}

/** The options, filled. */
export type Watching = Required<Omit<MonitorOptions, 'objective' | 'learningRate'>> &
  Pick<MonitorOptions, 'objective' | 'learningRate'>

/** Fills the options in, and checks them. */
export const watching = (options: MonitorOptions): Watching => {
  known('monitor', options, {
    every: true,
    pathEvery: true,
    objective: true,
    operator: true,
    learningRate: true,
    tolerance: true,
    budget: true,
    seed: true,
    now: true,
  })
  if (options.objective !== undefined) givenObjective('monitor', options.objective)
  const filled = {
    every: 100,
    pathEvery: 1,
    operator: centralDifferences,
    tolerance: 1e-2,
    budget: 60,
    seed: 0,
    now: () => performance.now(),
    ...options,
  }
  for (const name of ['every', 'pathEvery', 'budget'] as const)
    checked('monitor', name, filled[name], ranges.positiveCount)
  checked('monitor', 'tolerance', filled.tolerance, ranges.positive)
  return filled
}
