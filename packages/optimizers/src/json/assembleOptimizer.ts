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
import { type BaseName, optimizers } from '../bases/optimizers.js'
import { compose } from '../compose.js'
import { type Decoded, decodeOptions } from './decodePart.js'
import type { OptimizerSpec } from './OptimizerSpec.js'
import { plainJson } from './plainJson.js'

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

/** The defaults of a base as JSON are those of the optimizer without a buffer. */
const defaultsOf = (name: BaseName): { readonly [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(optimizers[name].options)
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

/** An optimizer as JSON and the optimizer that it describes, or its problems, one a line. */
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
  const described = record as typeof record & OptimizerSpec
  try {
    // Decoded by the same declarations that compose has.
    const composed: Optimizer = Reflect.apply(compose, undefined, [
      { ...defaultsOf(described.base.name), ...given },
    ])
    return E.right({
      spec: described,
      optimizer: {
        ...composed,
        estimators: [...composed.estimators, ...(estimators as readonly Estimator[])],
      },
    })
  } catch (error) {
    const text = error instanceof Error ? error.message : show(error)
    return E.left([text.replace(/^compose: ([\w.]+) /, '$1: ')])
  }
}
