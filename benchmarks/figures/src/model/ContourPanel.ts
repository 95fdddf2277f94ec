import type { Surface } from './Surface.js'
import type { Trajectory } from './Trajectory.js'

/** A surface and the paths over it. */
export type ContourPanel = {
  readonly title?: string
  readonly surface: Surface
  readonly trajectories: readonly Trajectory[]
}
