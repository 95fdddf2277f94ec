import { decodeOptimizer, type Json, type OptimizerSpec } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** A JSON object. */
export type JsonRecord = { readonly [name: string]: Json }

const Spec = new t.Type<OptimizerSpec, JsonRecord, unknown>(
  'optimizer',
  (input): input is OptimizerSpec => E.isRight(decodeOptimizer(input)),
  (input, context) => {
    const spec = decodeOptimizer(input)
    return E.isRight(spec)
      ? t.success(spec.right)
      : t.failures(spec.left.map((message) => ({ value: input, context, message })))
  },
  // an interface has no index signature, a copy has
  ({ memory, ...spec }) => (memory === undefined ? spec : { ...spec, memory: { ...memory } }),
)

/** The codec of a {@link Contender}. */
export const Contender = t.readonly(
  t.intersection([t.type({ name: t.string, spec: Spec }), t.partial({ rateFactor: t.number })]),
)

/** An optimizer under test: its name in figures and tables, and its definition. */
export interface Contender {
  readonly name: string
  readonly spec: OptimizerSpec
  /** The factor of the learning rate that it runs with, relative to the others. Default 1. */
  readonly rateFactor?: number
}
