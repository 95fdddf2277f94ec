import type { Finished, Work } from '../../tasks/Task.js'

/** What a work of this task is about. */
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

/** The config of a work. */
export const settlingConfig = ({ config }: Work): SettlingConfig =>
  config as unknown as SettlingConfig

/** The readings of a finished work. */
export const readingsOf = ({ data }: Finished): readonly Reading[] =>
  (data as unknown as { readonly readings: readonly Reading[] }).readings
