import type { Optimizer } from '@momenta/core'
import type { Case } from '../cases/Case.js'
import { hasSameBits } from './hasSameBits.js'

/** Whether the mixed run is compared: it switches, and not to a backend with other bits. */
export const isMixed = (one: Case, optimizer: Optimizer): boolean => {
  const switches = one.steps.flatMap(({ event }) => (event?.does === 'switch' ? [event.what] : []))
  return switches.length > 0 && (!switches.includes('backend') || hasSameBits(one, optimizer))
}
