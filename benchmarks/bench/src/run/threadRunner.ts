import { Worker } from 'node:worker_threads'
import type { StoredOutcome } from '../tasks/StoredTask.js'
import type { JobRunner, Reply, Request } from './JobRunner.js'

/** Does jobs in a worker thread of its own. */
export const threadRunner = (): JobRunner => {
  const worker = new Worker(new URL('./thread.js', import.meta.url))
  return {
    run: (job, report, { signal, advance, ...shared }) =>
      new Promise<StoredOutcome | undefined>((resolve, reject) => {
        const stop = () => worker.postMessage({ kind: 'stop' } satisfies Request)
        signal.addEventListener('abort', stop)
        const settle = (end: () => void) => {
          worker.off('message', receive).off('error', reject)
          signal.removeEventListener('abort', stop)
          end()
        }
        const receive = (reply: Reply): void => {
          if (reply.kind === 'metric') report(reply.metric)
          else if (reply.kind === 'advance') advance(reply.share, reply.note)
          else if (reply.kind === 'done') settle(() => resolve(reply.outcome))
          else settle(() => reject(new Error(reply.message)))
        }
        worker.on('message', receive).on('error', reject)
        worker.postMessage({ kind: 'run', job, shared } satisfies Request)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
