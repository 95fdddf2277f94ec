import { scopeOf } from '@momenta/bench-results'
import { tasks } from '../tasks/index.js'
import type { Reply, Request } from './JobRunner.js'
import { localRunner } from './localRunner.js'
import { messageOf } from './messageOf.js'

// without the process that started this one nobody reads the reply: 'disconnect' ends it
const reply = (message: Reply) => process.send?.(message, undefined, undefined, () => {})
const runner = localRunner(tasks)
const stopping = new AbortController()

// a terminal interrupts all its processes: the one that started this one says when to stop
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())

process.on('message', async (request: Request) => {
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
