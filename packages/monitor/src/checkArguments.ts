import { kindOf } from '@momenta/core'
import type { MonitoredIterate } from './MonitoredIterate.js'
import type { MonitorState } from './MonitorState.js'

/**
 * Checks an iterate.
 *
 * @throws TypeError if it has no parameters or no state.
 */
export const checkIterate = (who: string, iterate: MonitoredIterate): void => {
  const { params, state } = (iterate ?? {}) as Partial<MonitoredIterate>
  if (typeof params !== 'object' || params === null || !Array.isArray(state?.parts))
    throw new TypeError(
      `${who}: the iterate must be what init or step returns, or { params, state }, got ${kindOf(iterate)}`,
    )
}

/**
 * Checks the state of a monitor.
 *
 * @throws TypeError if it is not what `start` or `observe` returns.
 */
export const checkMonitorState = (who: string, state: MonitorState): void => {
  if (!(state?.last instanceof Float64Array && Array.isArray(state.ages)))
    throw new TypeError(
      `${who}: the state must be what start or observe returned, got ${kindOf(state)}`,
    )
}
