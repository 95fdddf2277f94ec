import { ackleyRosenbrock } from '@momenta/bench-surfaces'
import type { Contender, Finished, Work } from '../tasks/Task.js'

type Vector = readonly (number | null)[]

/** What a work of this task is about. */
export interface CancellationConfig {
  readonly contender: Contender
  readonly capacity: number
  readonly decay: number
  readonly learningRate: number
  readonly steps: number
  readonly runs: number
}

/** What a memory holds at the last point of a run. */
export interface Watched {
  readonly point: Vector
  readonly loss: number | null
  readonly entries: readonly Vector[]
  /** The gradient that arrives there. */
  readonly gradient: Vector
  /** Agreement of the entries, mean over the last 100 steps. */
  readonly late: number | null
}

/** The part of an outcome that figures are made of. */
export interface CancellationData {
  readonly at: readonly number[]
  /** Agreement at those steps, mean over the starts. */
  readonly agreement: readonly (number | null)[]
  readonly ends: readonly Watched[]
}

/** In the spirit of the paper's equation (12), whose exact form is not known. */
export const trap = ackleyRosenbrock({ dim: 2 })

/** The config of a finished or planned work. */
export const cancellationConfig = ({ config }: Work): CancellationConfig =>
  config as unknown as CancellationConfig

/** What a finished work has to draw. */
export const cancellationData = ({ data }: Finished): CancellationData =>
  data as unknown as CancellationData

/** The length of a vector. */
export const lengthOf = (v: readonly number[]): number => Math.hypot(...v)

/** The mean of numbers. */
export const averageOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean of vectors. */
export const meanOf = (vectors: readonly (readonly number[])[]): readonly number[] =>
  (vectors[0] ?? []).map((_, i) => averageOf(vectors.map((v) => v[i] as number)))
