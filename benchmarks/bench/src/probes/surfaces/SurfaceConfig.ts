import type { Measurement } from '@momenta/probes'
import * as t from 'io-ts'
import { Contender } from '../../tasks/Contender.js'
import type { Finished } from '../../tasks/Job.js'

/** The codec of a {@link SurfaceConfig}. */
export const SurfaceConfig = t.readonly(
  t.type({ contender: Contender, landscape: t.string, steps: t.number }),
)

/** The config of a job of this task. */
export type SurfaceConfig = t.TypeOf<typeof SurfaceConfig>

/** The measurements at the end of a run, by name. */
export type SurfaceFindings = { readonly [measure: string]: Measurement }

/** A finished job of this task. */
export type FinishedSurface = Finished<SurfaceConfig, SurfaceFindings>
