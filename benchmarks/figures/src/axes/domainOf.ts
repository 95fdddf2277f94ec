import type { Axis } from '../Axis.js'

const margin = 0.04

// a run on its way to overflow must not cost the axis its arithmetic
const greatest = 1e300

/** The domain of an axis: given, or that of the values with a margin of 4%; `undefined` if there are none. */
export const domainOf = (
  axis: Axis,
  values: readonly number[],
): readonly [number, number] | undefined => {
  if (axis.domain !== undefined) {
    const [least, most] = axis.domain
    if (!(least < most && (axis.scale === 'linear' || least > 0)))
      throw new Error(
        `domainOf: the domain of a ${axis.scale} axis must increase${axis.scale === 'log' ? ' from a positive number' : ''}, got [${axis.domain.join(', ')}].`,
      )
    return axis.domain
  }
  const log = axis.scale === 'log'
  const usable = values.filter((value) => Math.abs(value) < greatest && (!log || value > 0))
  if (usable.length === 0) return undefined
  const shown = log ? usable.map(Math.log10) : usable
  const [least, most] = [
    shown.reduce((a, b) => Math.min(a, b)),
    shown.reduce((a, b) => Math.max(a, b)),
  ]
  const pad = most > least ? margin * (most - least) : log ? 0.3 : Math.abs(least) / 10 || 1
  return log ? [10 ** (least - pad), 10 ** (most + pad)] : [least - pad, most + pad]
}
