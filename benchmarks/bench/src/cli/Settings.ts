import type { Contender, Task } from '../tasks/Task.js'

/** What the command line asks for, decoded. */
export interface Settings {
  readonly tasks: readonly Task[]
  readonly preset: 'quick' | 'default' | 'full'
  readonly contenders?: readonly Contender[]
  readonly seeds?: number
  readonly backend?: string
  readonly out: string
  /** How many threads do the works. */
  readonly jobs: number
  readonly quiet: boolean
  readonly json: boolean
  readonly reportOnly: boolean
}
