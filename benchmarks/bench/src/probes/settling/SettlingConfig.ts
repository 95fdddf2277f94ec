import type { Job } from '../../tasks/Job.js'
import type { StoredFinished } from '../../tasks/StoredTask.js'

/** What a job of this task is about. */
export interface SettlingConfig {
  /** `Adam` or `Adam+CM`. */
  readonly method: string
  readonly b1: number
  /** 0 without a memory. */
  readonly capacity: number
  readonly policy: 'fifo' | 'priority'
  readonly learningRate: number
  readonly steps: number
  readonly every: number
}

/** lr·λmax(P⁻¹H) at one step, with all that a reader must know of the number. */
export interface Reading {
  readonly step: number
  readonly value: number
  readonly error: number
  readonly loss: number
  readonly converged: boolean
  readonly matvecs: number
  readonly gradients: number
  readonly h: number | null
  readonly residual: number | null
}

/** The config of a job. */
export const settlingConfig = ({ config }: Job): SettlingConfig =>
  config as unknown as SettlingConfig

/** The readings of a finished job. */
export const readingsOf = ({ data }: StoredFinished): readonly Reading[] =>
  (data as unknown as { readonly readings: readonly Reading[] }).readings
