import { show } from '@momenta/options'
import type { Objective } from '../objectives/Objective.js'
import type { Operator } from '../operators/Operator.js'
import type { Measurement } from '../records/Measurement.js'
import { isVector } from './isVector.js'

/** Whether a value is an operator. */
export const isOperator = (value: unknown): boolean =>
  typeof (value as Partial<Operator> | null | undefined)?.apply === 'function' &&
  typeof (value as Partial<Operator>).dim === 'number'

/**
 * Whether a value is an objective.
 *
 * @example
 * import { isObjective, quadraticObjective } from '@momenta/probes'
 *
 * isObjective(quadraticObjective({ spectrum: [3, 2] })) // => true
 * isObjective(() => 0) // => false
 */
export const isObjective = (value: unknown): boolean =>
  (value as Partial<Objective> | null | undefined)?.point instanceof Float64Array &&
  Array.isArray((value as Partial<Objective>).batches)

const hasPoint = (value: unknown): boolean =>
  isVector((value as Partial<Objective> | null | undefined)?.point) &&
  Array.isArray((value as Partial<Objective>).spans)

const describe = (value: unknown): string => {
  if (value instanceof Promise) return 'a Promise; await it first'
  if (isOperator(value)) return 'an operator'
  return isObjective(value) ? 'an objective' : show(value)
}

/**
 * Returns the value if it is an objective.
 *
 * @throws TypeError if it is not.
 */
export const expectObjective = (who: string, value: Objective): Objective => {
  if (!isObjective(value))
    throw new TypeError(
      `${who}: the first argument must be an objective, as returned by tensorObjective or objectiveOf, got ${describe(value)}`,
    )
  return value
}

/**
 * Returns the value if it is an operator.
 *
 * @throws TypeError if it is not.
 */
export const expectOperator = (who: string, value: Operator, which = 'first'): Operator => {
  if (!isOperator(value))
    throw new TypeError(
      `${who}: the ${which} argument must be an operator, as returned by centralDifferences(objective), got ${describe(value)}`,
    )
  return value
}

/**
 * Returns the value if it has the point and the leaves of an objective.
 *
 * @throws TypeError if it has not.
 */
export const expectPoint = <P extends Pick<Objective, 'point' | 'spans'>>(
  who: string,
  value: P,
): P => {
  if (!hasPoint(value))
    throw new TypeError(
      `${who}: the first argument must be an objective, or its point and spans, got ${describe(value)}`,
    )
  return value
}

/**
 * Returns the value if it is a measurement.
 *
 * @throws TypeError if it is not.
 */
export const expectMeasurement = (who: string, value: Measurement): Measurement => {
  const { value: number, error } = (value ?? {}) as Partial<Measurement>
  if (typeof number !== 'number' || typeof error !== 'number')
    throw new TypeError(
      `${who}: the first argument must be a measurement, as topEigenvalue returns (await it), got ${describe(value)}`,
    )
  return value
}
