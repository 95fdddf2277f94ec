import { large } from '../methods/methods.js'
import type { Finished } from '../tasks/Job.js'
import { type EscapeConfig, escapeRows } from '../toy/escape/escapeConfig.js'
import type { Claim } from './claim.js'
import { dimensions, methodComparisons, rateComparisons } from './escapeComparisons.js'
import { type SideOf, sidesIn } from './escapeSides.js'

const common = { group: 'escape', control: false } as const

const only =
  (wanted: number) =>
  (sharpness: number): boolean =>
    sharpness === wanted

/** What happens where the minimum is sharper. */
const sharpnessClaims = (sideOf: SideOf): readonly Claim[] => {
  const at = (name: string, s: number) => sideOf(name, 10, { isShown: only(s) })
  return [
    {
      ...common,
      heading: 'Adam+CM escapes more often at s = 100, 10 dimensions, than',
      row: 'at s = 5',
      claim: 'A sharper minimum is left more often (Fig. 5)',
      measure: 'share sharp → flat of Adam+CM, D = 10, s = 100 against s = 5, α = 0.1, C = 20',
      greater: { ...at('Adam+CM', 100), name: 's = 100' },
      less: { ...at('Adam+CM', 5), name: 's = 5' },
    },
    ...['Adam', 'Adam+SAM'].map((other) => ({
      ...common,
      heading: 'Adam+CG escapes less often at s = 100, 10 dimensions, than',
      row: other,
      claim: `Where s is large Adam+CG escapes less often than ${other} (Fig. 12, left)`,
      measure: 'share sharp → flat, D = 10, s = 100, α = 0.1, C = 20, λ = 0.99',
      greater: at(other, 100),
      less: at('Adam+CG', 100),
    })),
  ]
}

const capacityClaims = (sideOf: SideOf): readonly Claim[] =>
  [1, 3, 5, 10].map((capacity) => ({
    ...common,
    heading: 'Adam+CM escapes more often with C = 20, 10 dimensions, than with',
    row: `C = ${capacity}`,
    claim: 'A larger memory leaves sharp minima more often (Fig. 12, right)',
    measure: `share sharp → flat of Adam+CM, D = 10, s ≥ 5, α = 0.1, λ = 0.99, C = 20 against C = ${capacity}`,
    greater: { ...sideOf('Adam+CM', 10), name: 'C = 20' },
    less: {
      ...sideOf('Adam+CM', 10, { setting: { ...large, capacity } }),
      name: `C = ${capacity}`,
    },
  }))

/** Whether it leaves any basin, or the sharp one. */
const directionClaims = (sideOf: SideOf): readonly Claim[] =>
  [1, 10].map((dim) => ({
    ...common,
    heading: 'Adam+CM leaves the sharp minimum more often than the flat one',
    row: dimensions(dim),
    claim: 'Adam+CM leaves the sharp minimum more often than the flat one',
    measure: `sharp → flat against flat → sharp of Adam+CM, D = ${dim}, s ≥ 5, α = 0.1, C = 20`,
    greater: { ...sideOf('Adam+CM', dim), name: 'sharp → flat' },
    less: { ...sideOf('Adam+CM', dim, { way: 'fall' }), name: 'flat → sharp' },
  }))

/** What the paper claims of escapes, and what the controls say of it. */
export const escapeClaims = (
  finished: readonly Finished<EscapeConfig, undefined>[],
): readonly Claim[] => {
  const sideOf = sidesIn(escapeRows(finished).filter(({ form }) => form === 'separable'))
  return [
    ...methodComparisons(sideOf),
    ...rateComparisons(sideOf),
    ...sharpnessClaims(sideOf),
    ...capacityClaims(sideOf),
    ...directionClaims(sideOf),
  ]
}
