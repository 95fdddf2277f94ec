import * as t from 'io-ts'
import { Contender } from '../../tasks/Contender.js'
import type { Finished } from '../../tasks/Job.js'
import type { NetworkFindings } from './NetworkFindings.js'

/** The codec of a {@link NetworkConfig}. */
export const NetworkConfig = t.readonly(
  t.intersection([
    t.type({
      contender: Contender,
      backend: t.string,
      epochs: t.number,
      batch: t.number,
      images: t.number,
      /** Images of the probe set, the first of those that train. */
      samples: t.number,
      /** Steps between two records. */
      every: t.number,
    }),
    /** Whether each measurement takes a few products only. Default false. */
    t.partial({ brief: t.boolean }),
  ]),
)

/** The config of a job of this task. */
export type NetworkConfig = t.TypeOf<typeof NetworkConfig>

/** A finished job of this task. */
export type FinishedNetwork = Finished<NetworkConfig, NetworkFindings>
