import * as t from 'io-ts'
import { Contender } from '../tasks/Contender.js'

/** The fields that the configs of the toy tasks share. */
export const toyFields = {
  contender: Contender,
  /** Capacity and decay of the comparison that the job belongs to. */
  capacity: t.number,
  decay: t.number,
  steps: t.number,
}

/** Estimated seconds on one core for so many steps; SAM evaluates twice and allocates. */
export const secondsOf = ({ spec }: Contender, steps: number, dim: number): number =>
  steps * 3.5e-6 * (1 + dim / 40) * (spec.estimators === undefined ? 1 : 2 + dim / 5)

/** A number as JSON: null if it is not finite. */
export const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)

/** The values that are not null. */
export const known = (values: readonly (number | null)[]): readonly number[] =>
  values.filter((value): value is number => value !== null)

/** Values for a figure: NaN where null. */
export const plotted = (values: readonly (number | null | undefined)[]): readonly number[] =>
  values.map((value) => value ?? Number.NaN)
