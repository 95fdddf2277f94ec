import type { Contender } from './Contender.js'

/** The user's choice on the command line; what is absent is chosen by the preset. */
export interface Choice {
  readonly preset: 'quick' | 'default' | 'full'
  readonly contenders?: readonly Contender[]
  readonly seeds?: number
  readonly backend?: string
}
