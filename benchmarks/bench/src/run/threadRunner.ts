import { Worker } from 'node:worker_threads'
import type { StoredOutcome } from '../tasks/StoredTask.js'
import type { JobRunner, Reply, Request } from './JobRunner.js'

/** Does jobs in a worker thread of its own. */
export const threadRunner = (): JobRunner => {
  const worker = new Worker(new URL('./thread.js', import.meta.url))
  return {
    run: (job, report) =>
      new Promise<StoredOutcome>((resolve, reject) => {
        const settle = (end: () => void) => {
          worker.off('message', receive).off('error', reject)
          end()
        }
        const receive = (reply: Reply): void => {
          if (reply.kind === 'metric') report(reply.metric)
          else if (reply.kind === 'done') settle(() => resolve(reply.outcome))
          else settle(() => reject(new Error(reply.message)))
        }
        worker.on('message', receive).on('error', reject)
        worker.postMessage({ job } satisfies Request)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
