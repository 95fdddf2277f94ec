import type { SymbolType } from 'd3-shape'

/** How a series looks: told apart by colour, and by dash or marker where there is none. */
export type Style = {
  readonly colour: string
  readonly dash: string | undefined
  readonly symbol: SymbolType
}
