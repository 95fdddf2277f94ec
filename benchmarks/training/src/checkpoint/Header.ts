import * as t from 'io-ts'
import { EpochRecord } from '../run/EpochRecord.js'

const Sums = t.type({
  losses: t.readonlyArray(t.number),
  gradientEvaluations: t.number,
  msGradient: t.number,
  msOptimizer: t.number,
  seconds: t.number,
  peakBytes: t.number,
})

/**
 * The codec of the first line of a checkpoint, which is JSON. The bytes after it are those of the
 * iterate, then the float32 numbers of the carried tensors in their order. The checksum is of the
 * whole file with an empty one in its place; in version 1 it is of the bytes alone.
 */
export const Header = t.readonly(
  t.type({
    format: t.literal('momenta-training'),
    version: t.union([t.literal(1), t.literal(2)]),
    key: t.string,
    epoch: t.number,
    step: t.number,
    sums: Sums,
    history: t.readonlyArray(EpochRecord),
    iterateBytes: t.number,
    carried: t.readonlyArray(t.type({ name: t.string, shape: t.readonlyArray(t.number) })),
    sha256: t.string,
  }),
  'checkpoint',
)

/** The first line of a checkpoint. */
export type Header = t.TypeOf<typeof Header>
