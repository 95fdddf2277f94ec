import { parentPort } from 'node:worker_threads'
import { tasks } from '../tasks/index.js'
import type { Task } from '../tasks/Task.js'
import type { Order, Told } from './Job.js'

const tell = (told: Told) => parentPort?.postMessage(told)

parentPort?.on('message', async ({ work }: Order) => {
  const task = tasks.find(({ name }) => name === work.task) as Task
  try {
    const outcome = await task.run(work, (metric) => tell({ kind: 'metric', metric }))
    tell({ kind: 'done', outcome })
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})
