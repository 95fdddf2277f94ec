import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ProgressEvent } from '@momenta/bench-results'

export const begin = (total: number): ProgressEvent => ({
  event: 'begin',
  label: 'levy',
  total,
  t: 0,
})

export const start: ProgressEvent = { event: 'start', unit: 'adam seed 1', t: 1000 }

export const interrupt = async (
  signals: readonly NodeJS.Signals[],
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const script = fileURLToPath(new URL('interruptMe.js', import.meta.url))
  const run = spawn(process.execPath, [script, ...args])
  let [out, err] = ['', '']
  run.stdout.on('data', (chunk) => (out += chunk))
  run.stderr.on('data', (chunk) => (err += chunk))
  await once(run.stdout, 'data')
  for (const signal of signals) {
    run.kill(signal)
    // the next only when this one has been answered
    if (err === '') await once(run.stderr, 'data')
  }
  const [code] = await once(run, 'close')
  return { code, out, err }
}

export const first = 'Finishing the current record; interrupt once more to stop at once.\n'
