import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { FinishedSettling, SettlingConfig } from './SettlingConfig.js'

/** The runs of one config, one for each seed. */
export type SettlingGroup = ReadonlyNonEmptyArray<FinishedSettling>

/** The name of a config in figures and tables. */
export const nameOf = ({ method, b1, capacity }: SettlingConfig): string =>
  capacity === 0 ? `${method}, β₁ = ${b1}` : `C = ${capacity}`
