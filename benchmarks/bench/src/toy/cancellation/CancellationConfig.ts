import { ackleyRosenbrock } from '@momenta/bench-surfaces'
import * as t from 'io-ts'
import { Loose, LooseList } from '../../tasks/storedNumbers.js'
import { toyFields } from '../toyJob.js'

/** The codec of a {@link CancellationConfig}. */
export const CancellationConfig = t.readonly(
  t.type({ ...toyFields, learningRate: t.number, runs: t.number }),
)

/** The config of a job of this task. */
export type CancellationConfig = t.TypeOf<typeof CancellationConfig>

const RunEnd = t.readonly(
  t.type({
    point: LooseList,
    loss: Loose,
    entries: t.readonlyArray(LooseList),
    /** The gradient at the point. */
    gradient: LooseList,
    /** Agreement of the entries, mean over the last 100 steps. */
    late: Loose,
  }),
)

/** The last point of a run, and what the memory holds there. */
export type RunEnd = t.TypeOf<typeof RunEnd>

/** The codec of {@link CancellationData}. */
export const CancellationData = t.readonly(
  t.type({
    at: t.readonlyArray(t.number),
    /** Agreement at those steps, mean over the starts. */
    agreement: LooseList,
    ends: t.readonlyArray(RunEnd),
  }),
)

/** The data of the figures. */
export type CancellationData = t.TypeOf<typeof CancellationData>

/** In the spirit of the paper's equation (12), whose exact form is unknown. */
export const trap = ackleyRosenbrock({ dim: 2 })
