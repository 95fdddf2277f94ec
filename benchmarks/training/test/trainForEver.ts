import type { BackendName } from '@momenta/bench-backends'
import { runTiny } from './runTiny.js'

// trains and reports each step; the test kills it
const [, , folder = '', backend = 'cpu'] = process.argv
await runTiny(folder, backend as BackendName, {
  onStep: ({ epoch, step }) => void process.stdout.write(`${epoch} ${step}\n`),
})
