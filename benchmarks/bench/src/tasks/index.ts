import { mnist, mnistGrid } from '../mnist/mnist.js'
import { probeTasks } from '../probes/index.js'
import { toyTasks } from '../toy/index.js'
import { trainingTasks } from '../training/trainingTasks.js'
import type { StoredTask } from './StoredTask.js'

/** All tasks, in the order of the report. */
export const tasks: readonly StoredTask[] = [
  ...toyTasks,
  mnist,
  mnistGrid,
  ...probeTasks,
  ...trainingTasks,
]
