import type { Task } from '../tasks/Task.js'
import { cancellation } from './cancellation.js'
import { escapeRatio } from './escapeRatio.js'
import { oneDimension } from './oneDimension.js'
import { sharpness } from './sharpness.js'
import { trajectories } from './trajectories.js'

/** The toy experiments of the paper. */
export const toyTasks: readonly Task[] = [
  trajectories,
  sharpness,
  oneDimension,
  escapeRatio,
  cancellation,
]
