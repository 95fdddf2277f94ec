import type { Problem } from './Option.js'
import { show } from './show.js'

/** A problem from what must hold and what came. */
export const problem = (
  says: string,
  value: unknown,
  error: Problem['error'] = 'type',
): Problem => ({ says: `${says}, got ${show(value)}`, error })
