import * as t from 'io-ts'
import type { Finished } from '../../tasks/Job.js'
import { Loose, StoredNumber } from '../../tasks/storedNumbers.js'

/** The codec of a {@link SettlingConfig}. */
export const SettlingConfig = t.readonly(
  t.type({
    /** `Adam` or `Adam+CM`. */
    method: t.string,
    b1: t.number,
    /** 0 without a memory. */
    capacity: t.number,
    policy: t.union([t.literal('fifo'), t.literal('priority')]),
    learningRate: t.number,
    steps: t.number,
    every: t.number,
  }),
)

/** The config of a job of this task. */
export type SettlingConfig = t.TypeOf<typeof SettlingConfig>

const Reading = t.readonly(
  t.type({
    step: t.number,
    value: StoredNumber,
    error: StoredNumber,
    loss: StoredNumber,
    converged: t.boolean,
    matvecs: t.number,
    gradients: t.number,
    h: Loose,
    residual: Loose,
  }),
)

/** lr·λmax(P⁻¹H) at one step, with its error, its cost and how it was computed. */
export type Reading = t.TypeOf<typeof Reading>

/** The codec of {@link SettlingData}. */
export const SettlingData = t.readonly(t.type({ readings: t.readonlyArray(Reading) }))

/** The readings of a run. */
export type SettlingData = t.TypeOf<typeof SettlingData>

/** A finished job of this task. */
export type FinishedSettling = Finished<SettlingConfig, SettlingData>
