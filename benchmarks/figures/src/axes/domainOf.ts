import type { Axis } from '../model/Axis.js'
import { isShown } from './isShown.js'

const margin = 0.04

// beyond these the arithmetic of the axis over- or underflows
const [smallest, largest] = [1e-300, 1e300]

/**
 * The domain of an axis: given, or that of the values with a margin of 4%; `undefined` if there are
 * none.
 */
export const domainOf = (
  axis: Axis,
  values: readonly number[],
): readonly [number, number] | undefined => {
  if (axis.domain !== undefined) {
    const [minimum, maximum] = axis.domain
    if (!(minimum < maximum && (axis.scale === 'linear' || minimum > 0)))
      throw new Error(
        `domainOf: the domain of a ${axis.scale} axis must increase${axis.scale === 'log' ? ' from a positive number' : ''}, got [${axis.domain.join(', ')}].`,
      )
    return axis.domain
  }
  const log = axis.scale === 'log'
  const usable = values.filter(
    (value) => isShown(axis, value) && Math.abs(value) < largest && (!log || value > smallest),
  )
  if (usable.length === 0) return undefined
  const shown = log ? usable.map(Math.log10) : usable
  const [minimum, maximum] = [
    shown.reduce((a, b) => Math.min(a, b)),
    shown.reduce((a, b) => Math.max(a, b)),
  ]
  const size = Math.max(Math.abs(minimum), Math.abs(maximum))
  // ticks closer than that would all read the same
  const flat = maximum - minimum <= Math.max(smallest, 1e-9 * size)
  const around = log ? 0.3 : size > smallest / margin ? size / 10 : 1
  const pad = flat ? around : margin * (maximum - minimum)
  return log ? [10 ** (minimum - pad), 10 ** (maximum + pad)] : [minimum - pad, maximum + pad]
}
