import type { PresetName } from './Choice.js'

/** The sizes of an experiment. */
export interface Sizes<Size> {
  /** A few steps, for every optimizer of the catalogues. */
  readonly smoke: Size
  readonly quick: Size
  readonly default: Size
  readonly full: Size
}

/** The size of an experiment in a preset; small and questions are default here, paper full. */
export const sizeOf = <Size>(sizes: Sizes<Size>, preset: PresetName): Size => {
  if (preset === 'small' || preset === 'questions') return sizes.default
  return sizes[preset === 'paper' ? 'full' : preset]
}
