import { isFactory } from './isFactory.js'
import type { PartKind } from './PartKind.js'

/** What a kind of part looks like. */
export interface Kind {
  /** As in `must be a policy such as fifo()`. */
  readonly says: string
  readonly is: (value: unknown) => boolean
}

const isFunction = (value: unknown) => typeof value === 'function' && !isFactory(value)

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTransform = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (part) =>
      isRecord(part) &&
      typeof part.name === 'string' &&
      typeof part.init === 'function' &&
      typeof part.plan === 'function' &&
      typeof part.body === 'function' &&
      isRecord(part.slots) &&
      isRecord(part.hyper),
  )

const isEstimator = (value: unknown): boolean =>
  isRecord(value) && typeof value.name === 'string' && typeof value.wrap === 'function'

/**
 * Each kind of part: its name in errors, and the check that recognizes it.
 *
 * @example
 * import { kinds } from '@momenta/options'
 *
 * kinds.policy.says // => 'must be a policy such as fifo()'
 */
export const kinds: { readonly [kind in PartKind]: Kind } = {
  schedule: {
    says: 'must be a schedule, a function from step to number such as constant({ value: 0.1 })',
    is: isFunction,
  },
  policy: { says: 'must be a policy such as fifo()', is: isFunction },
  aggregator: {
    says: 'must be an aggregator such as currentPlusMean()',
    is: (value) =>
      isRecord(value) &&
      (value.kind === 'uniform' || value.kind === 'weighted') &&
      typeof value.kappa === 'number' &&
      typeof value.weigh === 'function',
  },
  key: {
    says: 'must be a key such as gradientNorm()',
    is: (value) =>
      isRecord(value) &&
      typeof value.name === 'string' &&
      (value.of === 'grads' || value.of === 'updates') &&
      typeof value.perLeaf === 'boolean' &&
      typeof value.from === 'function',
  },
  transform: { says: 'must be a transform such as clipByGlobalNorm()', is: isTransform },
  estimator: { says: 'must be an estimator such as sam()', is: isEstimator },
  base: {
    says: 'must be a base such as adamBase()',
    is: (value) => isRecord(value) && isTransform(value.whole) && isFunction(value.halves),
  },
  optimizer: {
    says: 'must be an optimizer such as adam()',
    is: (value) =>
      isRecord(value) &&
      isTransform(value.transform) &&
      Array.isArray(value.estimators) &&
      value.estimators.every(isEstimator),
  },
}
