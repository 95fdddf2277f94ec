import { oneLine } from '@momenta/bench-results'
import type { Report } from './Row.js'

/** Makes a check; if it throws, reports that, and the other checks continue. */
export const attempt = async (
  check: string,
  report: Report,
  act: () => Promise<void>,
): Promise<void> => {
  try {
    await act()
  } catch (error) {
    // a read of the device may end in an error without a message
    const message = oneLine(error instanceof Error ? error.message || error.name : String(error))
    report({ part: 'failed', check, message })
  }
}
