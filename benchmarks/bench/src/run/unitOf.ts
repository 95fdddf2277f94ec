import type { Unit } from '@momenta/bench-results'
import type { Work } from '../tasks/Task.js'

/** Raised when a change makes old numbers stale: works done by other code are done again. */
const code = '1'

/** A work as the results name it: task, config, seed and code decide its key. */
export const unitOf = ({ task, config, seed }: Work): Unit => ({
  config: { task, ...config },
  seed,
  code,
})
