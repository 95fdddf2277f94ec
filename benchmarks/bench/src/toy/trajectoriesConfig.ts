import type { Contender, Finished, Work } from '../tasks/Task.js'

/** What a work of this task is about. */
export interface TrajectoriesConfig {
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

/** The part of an outcome that figures are made of. */
export interface Drawn {
  /** The last loss from each start; null where it diverged. */
  readonly last: readonly (number | null)[]
  /** The mean last loss at each learning rate of the search. */
  readonly means: readonly (number | null)[]
  readonly at: readonly number[]
  readonly curve: { readonly [quantile: string]: readonly (number | null)[] }
  readonly paths: readonly (readonly (readonly (number | null)[])[])[]
}

/** The config of a finished or planned work. */
export const trajectoriesConfig = ({ config }: Work): TrajectoriesConfig =>
  config as unknown as TrajectoriesConfig

/** What a finished work has to draw. */
export const drawnOf = ({ data }: Finished): Drawn => data as unknown as Drawn
