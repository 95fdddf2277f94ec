import { parentPort } from 'node:worker_threads'

// ends at a job with this name, as a thread does whose memory is exhausted
parentPort?.on('message', ({ job }: { readonly job: { readonly label: string } }) => {
  if (job.label === 'end') process.exit(3)
  parentPort?.postMessage({ kind: 'done', outcome: { values: { one: 1 } } })
})
