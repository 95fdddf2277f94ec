import type { Basin } from './Basin.js'

/** How the basin a run ended in compares with the one it began in. */
export type BasinChange = {
  readonly from: Basin
  readonly to: Basin
  /** whether there is a lower basin than `from`: only such runs count in an escape ratio */
  readonly couldEscape: boolean
  /** `lower` is an escape; `unknown` if a floor was not reached */
  readonly change: 'lower' | 'same' | 'higher' | 'unknown'
}
