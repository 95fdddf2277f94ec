import type { Estimator, Optimizer } from '@momenta/core'
import {
  type Declared,
  flag,
  hyperparameter,
  list,
  optional,
  part,
  ranges,
  show,
} from '@momenta/options'
import type { Schedule } from '@momenta/schedules'
import * as E from 'fp-ts/lib/Either.js'
import { adabelief } from '../adabelief.js'
import { adam } from '../adam.js'
import { adamw } from '../adamw.js'
import { amsgrad } from '../amsgrad.js'
import { compose } from '../compose.js'
import { lion } from '../lion.js'
import { nadam } from '../nadam.js'
import { rmsprop } from '../rmsprop.js'
import { sgd } from '../sgd.js'
import { type Decoded, decodeOptions } from './decodePart.js'
import type { BaseName, OptimizerSpec } from './OptimizerSpec.js'
import { plainJson } from './plainJson.js'

/** The finished optimizer of each base: its defaults are those of the base as JSON. */
const finished: { readonly [name in BaseName]: { readonly options: Declared } } = {
  sgd,
  rmsprop,
  adam,
  adamw,
  amsgrad,
  nadam,
  adabelief,
  lion,
}

const { base, memory, learningRate, clip } = compose.options as {
  readonly [name in 'base' | 'memory' | 'learningRate' | 'clip']: Declared[string]
}

/** The fields of an optimizer as JSON. */
const fields: Declared = {
  base,
  learningRate,
  weightDecay: optional(hyperparameter(ranges.nonNegative, 0.01)),
  decoupled: optional(flag(false)),
  memory,
  estimators: optional(
    list<Estimator>(
      part('estimator', (): Estimator => ({ name: '', wrap: (oracle) => oracle })),
      [],
    ),
  ),
  clip,
}

const defaultsOf = (name: BaseName): { readonly [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(finished[name].options)
      .filter(
        ([option, { presence }]) =>
          ['learningRate', 'weightDecay', 'decoupled'].includes(option) && presence === 'default',
      )
      .map(([option, { example }]) => [option, example()]),
  )

/** What a schedule of the catalogue returns first; a learning rate is >= 0. */
const rateProblem = (rate: unknown): readonly string[] => {
  if (typeof rate !== 'function') return []
  const first = (rate as Schedule)(0)
  const { holds, says } = ranges.nonNegative
  return holds(first) ? [] : [`learningRate: ${says}, got ${show(first)} at step 0`]
}

/** An optimizer as JSON, and what it describes; or what is wrong with it, in lines. */
export const assembleOptimizer = (
  json: unknown,
): Decoded<{ readonly spec: OptimizerSpec; readonly optimizer: Optimizer }> => {
  const plain = plainJson(json)
  if (E.isLeft(plain)) return E.left([plain.left])
  const spec = plain.right
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec))
    return E.left([`must be an object, got ${show(spec)}`])
  const record = spec as { readonly [name: string]: typeof spec }
  const decoded = decodeOptions(fields, record, [])
  if (E.isLeft(decoded)) return decoded
  const { estimators = [], ...given } = decoded.right
  const wrong = rateProblem(given.learningRate)
  if (wrong.length > 0) return E.left(wrong)
  const described = record as unknown as OptimizerSpec
  try {
    // Decoded by the same declarations that compose has.
    const composed: Optimizer = Reflect.apply(compose, undefined, [
      { ...defaultsOf(described.base.name), ...given },
    ])
    return E.right({
      spec: described,
      optimizer: { ...composed, estimators: estimators as readonly Estimator[] },
    })
  } catch (error) {
    const text = error instanceof Error ? error.message : show(error)
    return E.left([text.replace(/^compose: ([\w.]+) /, '$1: ')])
  }
}
