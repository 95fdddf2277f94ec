import type { SymbolType } from 'd3-shape'

/** The style of a series: distinct by colour, and by dash or marker without colour. */
export type Style = {
  readonly colour: string
  readonly dash: string | undefined
  readonly symbol: SymbolType
}
