import { Worker, type WorkerOptions } from 'node:worker_threads'
import { withScope } from '@momenta/bench-results'
import type { StoredOutcome } from '../tasks/StoredTask.js'
import type { JobRunner, Reply, Request } from './JobRunner.js'

/**
 * Does jobs in a worker thread of its own; after one that ended the thread, in a new one.
 *
 * @param script - The program of the thread.
 * @param options - Those of its threads; by default they inherit the flags of the process.
 */
export const threadRunner = (
  script = new URL('./thread.js', import.meta.url),
  options: WorkerOptions = {},
): JobRunner => {
  let worker: Worker | undefined
  const started = (): Worker => {
    if (worker !== undefined) return worker
    const fresh = new Worker(script, options)
    fresh.once('exit', () => {
      if (worker === fresh) worker = undefined
    })
    worker = fresh
    return fresh
  }
  return {
    run: (job, report, { signal, advance, ...shared }) =>
      new Promise<StoredOutcome | undefined>((resolve, reject) => {
        const thread = started()
        const stop = () => thread.postMessage({ kind: 'stop' } satisfies Request)
        signal.addEventListener('abort', stop)
        const settle = (end: () => void) => {
          thread.off('message', receive).off('error', fail).off('exit', leave)
          signal.removeEventListener('abort', stop)
          end()
        }
        const fail = (error: Error): void => {
          worker = undefined
          settle(() => reject(error))
        }
        const leave = (code: number): void =>
          fail(new Error(`the worker thread ended with exit code ${code}`))
        const receive = (reply: Reply): void => {
          if (reply.kind === 'metric') report(reply.metric)
          else if (reply.kind === 'advance') advance(reply.share, reply.note)
          else if (reply.kind === 'done') settle(() => resolve(reply.outcome))
          else settle(() => reject(withScope(reply.scope, reply.message)))
        }
        thread.on('message', receive).on('error', fail).on('exit', leave)
        thread.postMessage({ kind: 'run', job, shared } satisfies Request)
      }),
    close: async () => {
      await worker?.terminate()
    },
  }
}
