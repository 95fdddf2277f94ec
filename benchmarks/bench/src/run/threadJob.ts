import { Worker } from 'node:worker_threads'
import type { Outcome } from '../tasks/Task.js'
import type { Job, Order, Told } from './Job.js'

/** A thread of its own that does works. */
export const threadJob = (): Job => {
  const worker = new Worker(new URL('./thread.js', import.meta.url))
  return {
    run: (work, tell) =>
      new Promise<Outcome>((resolve, reject) => {
        const settle = (end: () => void) => {
          worker.off('message', heard).off('error', reject)
          end()
        }
        const heard = (told: Told): void => {
          if (told.kind === 'metric') tell(told.metric)
          else if (told.kind === 'done') settle(() => resolve(told.outcome))
          else settle(() => reject(new Error(told.message)))
        }
        worker.on('message', heard).on('error', reject)
        worker.postMessage({ work } satisfies Order)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
