import type { BackendChoice } from '@momenta/bench-backends'

/** The settings that all commands share. */
export interface Settings {
  readonly backend: readonly BackendChoice[]
  readonly only: readonly string[]
  readonly seconds: number
  readonly peers?: boolean
  readonly json?: boolean
}
