import type { StoredTask } from '../tasks/StoredTask.js'
import { storeTask } from '../tasks/storeTask.js'
import { cancellation } from './cancellation/cancellation.js'
import { escapeRatio } from './escape/escapeRatio.js'
import { oneDimension } from './oneDimension/oneDimension.js'
import { sharpness } from './sharpness/sharpness.js'
import { trajectories } from './trajectories/trajectories.js'

/** The toy experiments of the paper. */
export const toyTasks: readonly StoredTask[] = [
  storeTask(trajectories),
  storeTask(sharpness),
  storeTask(oneDimension),
  storeTask(escapeRatio),
  storeTask(cancellation),
]
