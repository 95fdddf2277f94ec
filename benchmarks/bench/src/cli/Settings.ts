import type { Contender } from '../tasks/Contender.js'
import type { StoredTask } from '../tasks/StoredTask.js'

/** The decoded command line. */
export interface Settings {
  readonly tasks: readonly StoredTask[]
  readonly preset: 'quick' | 'default' | 'full'
  readonly contenders?: readonly Contender[]
  readonly seeds?: number
  readonly backend?: string
  readonly out: string
  /** The number of worker threads. */
  readonly threads: number
  readonly quiet: boolean
  readonly json: boolean
  readonly reportOnly: boolean
}
