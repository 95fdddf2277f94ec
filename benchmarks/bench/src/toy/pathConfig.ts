import type { Contender, Work } from '../tasks/Task.js'

/** What a work of the one-dimensional task is about. */
export interface PathConfig {
  readonly contender: Contender
  readonly sharpness: number
  readonly start: number
  /** Capacity and decay of the comparison it belongs to. */
  readonly capacity: number
  readonly decay: number
  readonly learningRate: number
  readonly steps: number
}

/** The columns of the figures. */
export const sharpnesses = [1, 5, 20, 100]

/** The rows of the figures: in the flat basin, near its edge (where s ≤ 5 the sharp one begins), and in the sharp one. */
export const positions = [-0.5, 0.75, 0.95]

/** The config of a finished or planned work. */
export const pathConfig = ({ config }: Work): PathConfig => config as unknown as PathConfig
