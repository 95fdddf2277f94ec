import { show } from '@momenta/options'
import type { Objective } from '../objectives/Objective.js'
import type { Operator } from '../operators/Operator.js'

const isOperator = (value: unknown): boolean =>
  typeof (value as Partial<Operator> | null | undefined)?.apply === 'function' &&
  typeof (value as Partial<Operator>).dim === 'number'

const isObjective = (value: unknown): boolean =>
  (value as Partial<Objective> | null | undefined)?.point instanceof Float64Array &&
  Array.isArray((value as Partial<Objective>).parts)

const described = (value: unknown): string =>
  value instanceof Promise
    ? 'a Promise; await it first'
    : isOperator(value)
      ? 'an operator'
      : isObjective(value)
        ? 'an objective'
        : show(value)

/**
 * Returns the value if it is an objective.
 *
 * @throws TypeError if it is not.
 */
export const givenObjective = (who: string, value: Objective): Objective => {
  if (!isObjective(value))
    throw new TypeError(
      `${who}: the first argument must be an objective, as tensorObjective and objectiveOf make it, got ${described(value)}`,
    )
  return value
}

/**
 * Returns the value if it is an operator.
 *
 * @throws TypeError if it is not.
 */
export const givenOperator = (who: string, value: Operator, which = 'first'): Operator => {
  if (!isOperator(value))
    throw new TypeError(
      `${who}: the ${which} argument must be an operator, as centralDifferences makes it of an objective, got ${described(value)}`,
    )
  return value
}

/**
 * Checks that an option is a function.
 *
 * @throws TypeError if it is not.
 */
export const givenFunction = (who: string, name: string, value: unknown): void => {
  if (typeof value !== 'function')
    throw new TypeError(`${who}: ${name} must be a function, got ${show(value)}`)
}
