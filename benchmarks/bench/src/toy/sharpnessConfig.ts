import type { Contender, Finished, Work } from '../tasks/Task.js'

/** What a work of this task is about. */
export interface SharpnessConfig {
  readonly landscape: string
  readonly contender: Contender
  /** Capacity and decay of the comparison it belongs to. */
  readonly capacity: number
  readonly decay: number
  readonly steps: number
  readonly runs: number
  /** Starts of the search at each learning rate. */
  readonly searchRuns: number
}

/** One value a run; null where it diverged. */
export interface Losses {
  readonly last: readonly (number | null)[]
  readonly floor: readonly (number | null)[]
  readonly best: readonly (number | null)[]
  readonly sharpness: readonly (number | null)[]
  readonly sharpnessAtLast: readonly (number | null)[]
}

/** The config of a finished or planned work. */
export const sharpnessConfig = ({ config }: Work): SharpnessConfig =>
  config as unknown as SharpnessConfig

/** The values of the runs of a finished work. */
export const lossesOf = ({ data }: Finished): Losses => data as unknown as Losses
