import { mnist, mnistGrid } from '../mnist/mnist.js'
import { probeTasks } from '../probes/index.js'
import { toyTasks } from '../toy/index.js'
import type { Task } from './Task.js'

/** All tasks, in the order of the report. */
export const tasks: readonly Task[] = [...toyTasks, mnist, mnistGrid, ...probeTasks]
