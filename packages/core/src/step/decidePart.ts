import { show } from '@momenta/options'
import type { Description, Plan, Planned } from '../Description.js'
import { kindOf } from '../kindOf.js'
import type { Seen } from '../Seen.js'
import { variantKeyFor } from '../variantKey.js'
import { checkEntries } from './checkEntries.js'
import type { Decidable } from './Decidable.js'

/**
 * Whether all that a part measures is finite; then its scalars must be finite too. They may
 * overflow from numbers beyond sums of squares of float32, which only float64 has.
 */
const sawFinite = (
  { needs = [] }: Description,
  { grads, updates, params, sums, maxima, value }: Seen,
): boolean =>
  [
    grads,
    updates,
    params,
    ...Object.values(sums),
    ...Object.values(maxima),
    needs.includes('value') ? value : 0,
  ]
    .flat()
    .every((n) => Math.abs(n) < 1e90)

/** The part of a check, from which the text of an error is made only if there is one. */
export interface Where {
  readonly description: Description
  readonly part: number
  readonly seen: Seen
  readonly buffers: Decidable['parts'][number]['buffers']
}

const nameOf = ({ description, part }: Where): string => `step: part ${part} (${description.name})`

const failScalar = (where: Where, name: string, value: unknown): void => {
  if (typeof value !== 'number')
    throw new TypeError(
      `${nameOf(where)}: scalar ${show(name)} of its plan must be a number, got ${kindOf(value)}`,
    )
  if (sawFinite(where.description, where.seen))
    throw new RangeError(
      `${nameOf(where)}: scalar ${show(name)} of its plan must be finite because all that it measures is, got ${value}`,
    )
}

const checkPlan = (where: Where, plan: Plan): void => {
  if (typeof plan !== 'object' || plan === null)
    throw new TypeError(
      `${nameOf(where)}: each of its plans must be an object, got ${kindOf(plan)}`,
    )
  const { variant, scalars: k, more = [] } = plan
  variantKeyFor(variant, () => nameOf(where))
  if (typeof k !== 'object' || k === null)
    throw new TypeError(`${nameOf(where)}: each of its plans must have scalars, got ${kindOf(k)}`)
  for (const name in k) {
    const value = k[name]
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) failScalar(where, name, value)
    } else if (!Array.isArray(value)) failScalar(where, name, value)
    else
      value.forEach((n, i) => {
        if (!Number.isFinite(n)) failScalar(where, `${name}[${i}]`, n)
      })
  }
  for (const name of more)
    if (!where.seen.more.includes(name))
      throw new RangeError(
        `${nameOf(where)}: its plan must read companions of the gradient that an estimator gives in this step, got ${show(name)} of ${show([...where.seen.more])}; see Seen.more`,
      )
}

const failPlanned = (where: Where, planned: unknown): never => {
  throw new TypeError(
    `${nameOf(where)}: its plan must return { next, plan }, got ${kindOf(planned)}`,
  )
}

/** Checks the plans of a part: one for all its leaves, or one for each. */
export const checkPlans = (where: Where, plan: Planned['plan']): void => {
  const { seen } = where
  if (!Array.isArray(plan)) checkPlan(where, plan as Plan)
  else {
    if (plan.length !== seen.leaves)
      throw new TypeError(
        `${nameOf(where)}: it must plan for each of its ${seen.leaves} leaves, got ${plan.length} plans`,
      )
    for (const one of plan) checkPlan(where, one)
  }
  checkEntries(() => nameOf(where), seen.names, plan, where.buffers)
}

/**
 * Checks what a part decided: scalars are numbers, finite if all that it measures is, and a list of
 * plans has one for each leaf, and the entries that it reads and writes exist.
 */
export const checkPlanned = (where: Where, planned: Planned): Planned => {
  const plan = planned?.plan
  if (typeof plan !== 'object' || plan === null || planned.next === undefined)
    return failPlanned(where, planned)
  if (planned.next instanceof Promise) return failPlanned(where, planned.next)
  checkPlans(where, plan)
  return planned
}

/**
 * Calls the plan of a part and checks the result. Called in every interpreter, before the step
 * writes anything.
 *
 * @param part - The index of the part in its chain, for errors.
 * @throws TypeError or RangeError that names the part and the value.
 */
export const decidePart = (
  description: Description,
  part: number,
  { host, hyper, buffers }: Decidable['parts'][number],
  seen: Seen,
): Planned =>
  checkPlanned({ description, part, seen, buffers }, description.plan(host, seen, hyper))
