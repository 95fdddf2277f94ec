import type { RunRecord } from '@momenta/monitor'
import type { Measurement, SpectralDensity } from '@momenta/probes'
import type { Contender } from '../../tasks/Contender.js'
import type { Job } from '../../tasks/Job.js'
import type { StoredFinished } from '../../tasks/StoredTask.js'

/** What a job of this task is about. */
export interface NetworkConfig {
  readonly contender: Contender
  readonly backend: string
  readonly epochs: number
  readonly batch: number
  readonly images: number
  /** Images of the probe set, the first of those that train. */
  readonly samples: number
  /** Steps between two records. */
  readonly every: number
}

/** What a finished job holds. */
export interface NetworkFindings {
  readonly records: readonly RunRecord[]
  readonly measures: { readonly [measure: string]: Measurement }
  readonly density: Pick<SpectralDensity, 'grid' | 'density' | 'sigma'> & {
    readonly [key: string]: unknown
  }
  readonly slice: { readonly at: readonly number[]; readonly values: readonly number[] }
  readonly plane: {
    readonly coordinates: readonly (readonly number[])[]
    readonly explained: readonly number[]
  }
  /** The loss over that plane, row by row. */
  readonly landscape: {
    readonly a: readonly number[]
    readonly b: readonly number[]
    readonly values: readonly number[]
  }
  /** Between the end of the run and that of its twin, which saw the data in another order. */
  readonly connectivity: Measurement & {
    readonly at: readonly number[]
    readonly values: readonly number[]
  }
}

/** The config of a job. */
export const networkConfig = ({ config }: Job): NetworkConfig => config as unknown as NetworkConfig

/** The findings of a finished job. */
export const findingsOf = ({ data }: StoredFinished): NetworkFindings =>
  data as unknown as NetworkFindings
