import type { Problem } from './Option.js'
import { show } from './show.js'

/** A problem: what must hold, and the value that was given. */
export const problem = (
  says: string,
  value: unknown,
  error: Problem['error'] = 'type',
): Problem => ({ says: `${says}, got ${show(value)}`, error })
