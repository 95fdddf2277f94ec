import { oneLine } from '../store/oneLine.js'
import { clockText } from './clockText.js'
import { etaOf } from './etaOf.js'
import type { Progress } from './Progress.js'
import { rateOf } from './rateOf.js'

const rounded = (n: number): string => String(Number(n.toPrecision(3)))

// sums of fractional weights may end a rounding error below the total
const percent = (part: number, whole: number): number =>
  whole > 0 ? Math.floor((100 * part) / whole + 1e-9) : 100

/**
 * The progress of a run at time `now` (milliseconds), in one line: unit, weight, rate, time left.
 */
export const progressLine = (state: Progress, now: number): string => {
  const { label, total, done, resumed, lost, failed, unit, note } = state
  const past = done + resumed + lost
  const rate = rateOf(state, now)
  const eta = etaOf(state, now)
  const parts = [
    `${label} ${Math.round(past)}/${Math.round(total)} ${percent(past, total)}%`,
    resumed > 0 ? `${Math.round(resumed)} resumed` : '',
    failed > 0 ? `${failed} failed` : '',
    rate === undefined ? '' : `${rounded(rate)}/s`,
    eta === undefined || past >= total ? '' : `ETA ${clockText(eta)}`,
    [unit, note].filter(Boolean).join(' '),
  ]
  return oneLine(parts.filter(Boolean).join(', '))
}
