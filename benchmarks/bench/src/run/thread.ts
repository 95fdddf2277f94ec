import { parentPort } from 'node:worker_threads'
import { tasks } from '../tasks/index.js'
import type { Reply, Request } from './JobRunner.js'
import { localRunner } from './localRunner.js'
import { messageOf } from './messageOf.js'

const reply = (message: Reply) => parentPort?.postMessage(message)
const runner = localRunner(tasks)

parentPort?.on('message', async ({ job }: Request) => {
  try {
    const outcome = await runner.run(job, (metric) => reply({ kind: 'metric', metric }))
    reply({ kind: 'done', outcome })
  } catch (error) {
    reply({ kind: 'failed', message: messageOf(error) })
  }
})
