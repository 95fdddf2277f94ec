import { kinds, show } from '@momenta/options'
import { isTransform, lackOf } from './checkTransform.js'
import { kindOf } from './kindOf.js'
import type { Optimizer } from './optimizer.js'

const isOptimizer = (value: unknown): value is Optimizer => kinds.optimizer.is(value)

const wrong = (value: unknown): string =>
  typeof value === 'function'
    ? 'a function; call the factory, as adam()'
    : isTransform(value)
      ? 'a transform; wrap it, as optimizer(transform)'
      : (lackOf((value as Partial<Optimizer> | null | undefined)?.transform) ?? kindOf(value))

/**
 * Checks that an argument is an optimizer.
 *
 * @param who - The name of the caller in errors.
 * @throws TypeError if it is anything else, such as a factory that was not called, a chain without
 *   `optimizer` or an iterate, or if a part reads a companion of the gradient that no estimator
 *   gives.
 *
 * @example
 * import { identity, optimizer } from '@momenta/core'
 * import { checkOptimizer } from '@momenta/core/program'
 *
 * checkOptimizer('example', optimizer(identity)) // => undefined
 */
export function checkOptimizer(who: string, value: unknown): asserts value is Optimizer {
  if (!isOptimizer(value))
    throw new TypeError(
      `${who}: the optimizer must be what optimizer() or a factory as adam() returns, got ${wrong(value)}`,
    )
  checkCompanions(who, value)
}

/** Checks that an estimator gives each companion of the gradient that a part reads. */
const checkCompanions = (who: string, { transform, estimators }: Optimizer): void => {
  for (const { name, companions = [] } of transform)
    for (const companion of companions)
      if (!estimators.some(({ gives = [] }) => gives.includes(companion)))
        throw new TypeError(
          `${who}: an estimator must give the companion ${show(companion)} of the gradient that ${name} reads, got none that does; add one, as optimizer(transform, hutchinson())`,
        )
}
