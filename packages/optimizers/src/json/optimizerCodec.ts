import * as t from 'io-ts'
import { catalogues } from './catalogues.js'
import { isRecord, named } from './named.js'
import type { MemorySpec, OptimizerSpec } from './OptimizerSpec.js'
import { record } from './record.js'
import { resolveSchedules } from './scheduleOf.js'
import { values } from './values.js'

const schedule = named('a schedule', catalogues.schedules, { resolve: resolveSchedules })

const learningRate = new t.Type<NonNullable<OptimizerSpec['learningRate']>>(
  'a number or a schedule',
  (u): u is NonNullable<OptimizerSpec['learningRate']> =>
    values.nonNegative.is(u) || schedule.is(u),
  (u, context) =>
    (isRecord(u)
      ? schedule.validate(u, context)
      : values.nonNegative.validate(u, context)) as t.Validation<
      NonNullable<OptimizerSpec['learningRate']>
    >,
  t.identity,
)

const memory = record<MemorySpec>(
  'a memory',
  {
    of: values.remembered,
    capacity: values.count,
    policy: named('a policy', catalogues.policies),
    aggregator: named('an aggregator', catalogues.aggregators),
    key: named('a key', catalogues.keys),
    read: values.read,
    nu: values.nu,
    startup: values.startup,
  },
  ['of'],
)

/**
 * The io-ts codec of an optimizer as JSON, for every combination of the catalogues.
 *
 * @example
 * import { optimizerCodec } from '@momenta/optimizers'
 *
 * optimizerCodec.is({ base: { name: 'adam', b1: 2 } }) // => false
 */
export const optimizerCodec: t.Type<OptimizerSpec, OptimizerSpec> = record<OptimizerSpec>(
  'an optimizer',
  {
    base: named('a base', catalogues.bases),
    learningRate,
    weightDecay: values.nonNegative,
    decoupled: values.flag,
    memory,
    estimators: t.readonlyArray(named('an estimator', catalogues.estimators)),
    clip: named('a clip', catalogues.clips, { tag: 'by' }),
  },
  ['base'],
)
