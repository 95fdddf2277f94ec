import type { Batch } from './batchesOf.js'
import type { Bindings } from './emit.js'
import type { GpuData } from './WebgpuBackend.js'

/** What is known of a program from its earlier runs. */
export interface Known {
  /** How its rows bind their buffers. */
  readonly bindings: Bindings[]
  /** The batches of a run, which recur while all tensors are in their places. */
  batches: readonly Batch[]
  /** Where each load and store of that run was. */
  places: readonly {
    readonly dataId: object
    readonly data: GpuData
    readonly resource: GpuData['resource']
  }[]
  /** Runs whose tensors were elsewhere. */
  misses: number
}
