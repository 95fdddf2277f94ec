import type { Aggregator } from '@momenta/aggregators'
import type { Estimator, Key, Optimizer, Transform } from '@momenta/core'
import type { Policy } from '@momenta/policies'
import * as E from 'fp-ts/lib/Either.js'
import type { Base } from '../bases/Base.js'
import { compose, type MemoryOptions } from '../compose.js'
import type { Catalogue } from './Catalogue.js'
import { catalogues } from './catalogues.js'
import { construct } from './construct.js'
import type { JsonRecord } from './Json.js'
import type { MemorySpec, OptimizerSpec } from './OptimizerSpec.js'
import { scheduleOf } from './scheduleOf.js'

/** An optimizer with the JSON that it was built from. */
export interface BuiltOptimizer extends Optimizer {
  readonly spec: OptimizerSpec
}

/** What the named optimizers of that base do by default. */
const defaults: { readonly [base: string]: Partial<OptimizerSpec> } = {
  sgd: { learningRate: 0.01 },
  rmsprop: { learningRate: 0.01 },
  adamw: { weightDecay: 0.01, decoupled: true },
  lion: { learningRate: 1e-4, decoupled: true },
}

const part = <A>(catalogue: Catalogue<A>, described: JsonRecord, tag = 'name'): A => {
  const built = construct(catalogue, tag, described)
  if (E.isLeft(built))
    throw new RangeError(
      `buildOptimizer: ${built.left.option} ${built.left.says}; decodeOptimizer names the path`,
    )
  return built.right
}

const memoryOf = ({ policy, aggregator, key, ...rest }: MemorySpec): MemoryOptions => ({
  ...rest,
  ...(policy === undefined ? {} : { policy: part<Policy>(catalogues.policies, policy) }),
  ...(aggregator === undefined
    ? {}
    : { aggregator: part<Aggregator>(catalogues.aggregators, aggregator) }),
  ...(key === undefined ? {} : { key: part<Key>(catalogues.keys, key) }),
})

/**
 * Builds an optimizer from its JSON.
 *
 * @throws RangeError if a part does not accept its options; `decodeOptimizer` tells beforehand, as a value and with the path.
 *
 * @example
 * import { buildOptimizer } from '@momenta/optimizers'
 *
 * const built = buildOptimizer({ base: { name: 'adam' }, memory: { of: 'momenta' } })
 * built.transform.map(({ name }) => name) // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const buildOptimizer = (spec: OptimizerSpec): BuiltOptimizer => {
  const {
    base,
    clip,
    memory,
    estimators = [],
    ...common
  } = { ...defaults[spec.base.name], ...spec }
  const { learningRate, ...decay } = common
  const built = compose({
    ...decay,
    ...(learningRate === undefined
      ? {}
      : {
          learningRate: typeof learningRate === 'number' ? learningRate : scheduleOf(learningRate),
        }),
    base: part<Base>(catalogues.bases, base),
    ...(clip === undefined ? {} : { clip: part<Transform>(catalogues.clips, clip, 'by') }),
    ...(memory === undefined ? {} : { memory: memoryOf(memory) }),
  })
  return {
    ...built,
    estimators: estimators.map((estimator) => part<Estimator>(catalogues.estimators, estimator)),
    spec,
  }
}
