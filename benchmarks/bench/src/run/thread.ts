import { parentPort } from 'node:worker_threads'
import { scopeOf } from '@momenta/bench-results'
import { tasks } from '../tasks/index.js'
import type { Reply, Request } from './JobRunner.js'
import { localRunner } from './localRunner.js'
import { messageOf } from './messageOf.js'

const reply = (message: Reply) => parentPort?.postMessage(message)
const runner = localRunner(tasks)
const stopping = new AbortController()

parentPort?.on('message', async (request: Request) => {
  if (request.kind === 'stop') return stopping.abort()
  try {
    const outcome = await runner.run(request.job, (metric) => reply({ kind: 'metric', metric }), {
      ...request.shared,
      signal: stopping.signal,
      advance: (share, note) => reply({ kind: 'advance', share, note }),
    })
    reply({ kind: 'done', outcome })
  } catch (error) {
    reply({ kind: 'failed', message: messageOf(error), scope: scopeOf(error) })
  }
})
