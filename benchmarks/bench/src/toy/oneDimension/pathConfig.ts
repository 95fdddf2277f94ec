import * as t from 'io-ts'
import { LooseList } from '../../tasks/storedNumbers.js'
import { toyFields } from '../toyJob.js'

/** The codec of a {@link PathConfig}. */
export const PathConfig = t.readonly(
  t.type({ ...toyFields, sharpness: t.number, start: t.number, learningRate: t.number }),
)

/** The config of a job of the one-dimensional task. */
export type PathConfig = t.TypeOf<typeof PathConfig>

/** The codec of a {@link Path}. */
export const Path = t.readonly(t.type({ steps: t.readonlyArray(t.number), x: LooseList }))

/** The points of a run and their steps; a point is null where the run diverged. */
export type Path = t.TypeOf<typeof Path>

/** The columns of the figures. */
export const sharpnesses = [1, 5, 20, 100]

/**
 * The rows of the figures: in the flat basin, near its edge (where s ≤ 5 the point is in the sharp
 * one), and in the sharp one.
 */
export const positions = [-0.5, 0.75, 0.95]
