import type { Task } from '../tasks/Task.js'
import { probesMnist } from './networks/networks.js'
import { settling } from './settling/settling.js'
import { probesSurfaces } from './surfaces/surfaces.js'

/** Curvature and sharpness of runs. */
export const probeTasks: readonly Task[] = [settling, probesSurfaces, probesMnist]
