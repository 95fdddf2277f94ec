import { large, type Setting, small } from '../methods/methods.js'
import { countText } from '../report/countText.js'
import type { Claim } from './claim.js'
import type { SideOf } from './escapeSides.js'

const dims = [1, 10]

/** `10 dimensions`. */
export const dimensions = (dim: number): string => countText(dim, 'dimension')

const settingText = ({ capacity, decay }: Setting): string => `C = ${capacity}, λ = ${decay}`

const measure = (dim: number, setting: Setting, learningRate = 0.1): string =>
  `share sharp → flat, D = ${dim}, s ≥ 5, α = ${learningRate}, ${settingText(setting)}`

const controls = {
  'burst, no memory': 'the burst of first steps alone does less',
  'CM, no entries': 'v from m² alone, without entries, does less',
  'CM, no burst': 'without the burst the memory does less',
  'CM, v from g²': 'with v from g² the memory does less',
  'CM, matched step': 'at a step size matched to Adam it does less',
} as const

type Control = keyof typeof controls

const controlClaim = (control: Control): string => `Control: ${controls[control]}`

interface Comparison {
  readonly dim: number
  readonly other: string
  readonly claim: string
  readonly setting: Setting
}

const group = 'escape'

/** Adam+CM against another method at the usual rate. */
const against = (sideOf: SideOf, { dim, other, claim, setting }: Comparison): Claim => ({
  group,
  control: other in controls,
  heading: `Adam+CM escapes more often, ${dimensions(dim)}, ${settingText(setting)}, than`,
  row: other,
  claim,
  measure: measure(dim, setting),
  greater: sideOf('Adam+CM', dim, { setting }),
  less: sideOf(other, dim, { setting }),
})

/** Adam+CM against another method, both at a smaller rate. */
const atRate = (
  sideOf: SideOf,
  { dim, other, claim, setting }: Comparison,
  learningRate: number,
): Claim => ({
  group,
  control: other in controls,
  heading: `Adam+CM escapes more often than ${other} at a smaller rate, ${settingText(setting)}`,
  row: `${dimensions(dim)}, α = ${learningRate}`,
  claim,
  measure: measure(dim, setting, learningRate),
  greater: sideOf('Adam+CM', dim, { setting, learningRate }),
  less: sideOf(other, dim, { setting, learningRate }),
})

/** Adam+CM against the paper's other methods and the controls. */
export const methodComparisons = (sideOf: SideOf): readonly Claim[] =>
  [large, small].flatMap((setting) =>
    dims.flatMap((dim) => [
      ...['Adam', 'Adam+SAM', 'Adam+CG'].map((other) => {
        const claim = `Adam+CM leaves sharp minima more often than ${other} (Fig. 5, 12)`
        return against(sideOf, { dim, other, claim, setting })
      }),
      ...(Object.keys(controls) as Control[]).map((other) =>
        against(sideOf, { dim, other, claim: controlClaim(other), setting }),
      ),
    ]),
  )

/** The same with Adam and two controls at smaller learning rates. */
export const rateComparisons = (sideOf: SideOf): readonly Claim[] => {
  const others = [
    ['Adam', 'It leaves them at smaller learning rates too'],
    ['CM, no entries', controlClaim('CM, no entries')],
    ['CM, no burst', controlClaim('CM, no burst')],
  ] as const
  return dims.flatMap((dim) =>
    [0.03, 0.01].flatMap((rate) =>
      others.map(([other, claim]) => atRate(sideOf, { dim, other, claim, setting: large }, rate)),
    ),
  )
}
