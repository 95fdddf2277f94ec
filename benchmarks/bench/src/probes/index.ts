import type { StoredTask } from '../tasks/StoredTask.js'
import { storeTask } from '../tasks/storeTask.js'
import { probesMnist } from './networks/networks.js'
import { settling } from './settling/settling.js'
import { probesSurfaces } from './surfaces/surfaces.js'

/** Curvature and sharpness of runs. */
export const probeTasks: readonly StoredTask[] = [
  storeTask(settling),
  storeTask(probesSurfaces),
  storeTask(probesMnist),
]
