import { describe, globalNorm, type Planned, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  number,
  type OptionsOf,
  optional,
  type Range,
  ranges,
} from '@momenta/options'
import { total } from '../last/total.js'
import { isPairs, newestScale, orderOf, type Pairs, replaced } from './Pairs.js'
import { type Combination, twoLoop } from './twoLoop.js'

const most = 100

/** Each pair is two more slots. */
const sizes: Range = {
  ...ranges.positiveCount,
  says: `must be an integer in [1, ${most}]`,
  holds: (n) => ranges.positiveCount.holds(n) && n <= most,
}

const options = {
  /** m, the number of pairs that are stored, an integer in [1, 100]. Default 10. */
  memorySize: number(sizes, 10),
  /** Whether the initial Hessian is scaled by the newest pair, ⟨s, y⟩/⟨y, y⟩. Default true. */
  scaleInitial: flag(true),
  /**
   * The scale of the first step: 1, or at most the inverse of the L2 or the L1 norm of the
   * gradient; 1 without `scaleInitial`. Default 'l2'.
   */
  firstScale: choice(['l2', 'l1', 'one'], 'l2'),
  /** A pair is only stored if ⟨s, y⟩ is greater, >= 0. Default none: each is stored. */
  minCurvature: optional(number(ranges.nonNegative, 1e-10)),
}

/** Options of {@link scaleByLbfgs}. */
export interface ScaleByLbfgsOptions extends OptionsOf<typeof options> {}

/** The slot of the new pair, -1 if it is not stored; and whether all slots stay as they are. */
type Stored = { readonly at: number; readonly keeps: boolean }

const names = (m: number, name: string): readonly string[] =>
  Array.from({ length: m }, (_, i) => `${name}${i}`)

/**
 * The direction of L-BFGS: the product of the gradient u and an approximation of the inverse
 * Hessian from the last m differences s = θₜ − θₜ₋₁ and y = uₜ − uₜ₋₁; a step goes against it, as
 * with `scale({ factor: -1 })` and a line search.
 *
 * The two-loop recursion runs on inner products, which are sums over all leaves of this part: one
 * readback per step, of 5 m + 5 numbers for each leaf. State: 2 m + 2 copies of the parameters,
 * zeros at first. If a sum is infinite or NaN, every update is NaN and the state stays;
 * `applyIfFinite` skips gradients that lead there.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Nocedal, Mathematics of Computation 35, 1980; as `scale_by_lbfgs` in Optax. With
 * `minCurvature` 1e-10 and `firstScale` 'l1' as `torch.optim.LBFGS`.
 *
 * @example
 * import { scaleByLbfgs } from '@momenta/transforms'
 *
 * scaleByLbfgs().map(({ name }) => name) // => ['scaleByLbfgs']
 */
export const scaleByLbfgs: Factory<ScaleByLbfgsOptions, Transform> = defineFactory(
  'scaleByLbfgs',
  options,
  (given) => {
    const { memorySize: m, scaleInitial, firstScale, minCurvature } = given
    const all = Array.from({ length: m }, (_, i) => i)
    const [s, y] = [names(m, 's'), names(m, 'y')]
    const first = (l2: number, l1: number): number =>
      firstScale === 'one' ? 1 : Math.min(1, 1 / (firstScale === 'l2' ? l2 : l1))
    return describe({
      name: 'scaleByLbfgs',
      slots: Object.fromEntries([
        ...[...s, ...y].map((name) => [name, 'zeros'] as const),
        ['point', 'params'],
        ['gradient', 'zeros'],
      ]) as { readonly [slot: string]: 'zeros' | 'params' },
      ...describeOptions(options, given),
      needs: ['updates'],
      init: (): Pairs => ({ started: false, count: 0, sy: [], yy: [] }),
      accepts: (pairs: Pairs) => isPairs(pairs, m),
      reductions: {
        sums: (x, { updates: u, params: p, slots }) => {
          type A = typeof u
          const [dp, du] = [x.sub(p, slots.point as A), x.sub(u, slots.gradient as A)]
          return Object.fromEntries([
            ...all.flatMap((i) => {
              const [si, yi] = [slots[`s${i}`] as A, slots[`y${i}`] as A]
              return [
                [`sg${i}`, x.mul(si, u)],
                [`yg${i}`, x.mul(yi, u)],
                [`sdu${i}`, x.mul(si, du)],
                [`ydp${i}`, x.mul(yi, dp)],
                [`ydu${i}`, x.mul(yi, du)],
              ] as const
            }),
            ['sg', x.mul(dp, u)],
            ['yg', x.mul(du, u)],
            ['sy', x.mul(dp, du)],
            ['yy', x.mul(du, du)],
            ['size', x.abs(u)],
          ]) as { readonly [name: string]: A }
        },
      },
      plan: (host: Pairs, { sums, updates }): Planned<Pairs, Combination, Stored> => {
        const of = (name: string): number => total(sums[name] as readonly number[])
        const each = (name: string) => all.map((i) => of(`${name}${i}`))
        if (!Object.keys(sums).every((name) => Number.isFinite(of(name)))) {
          const nans = all.map(() => Number.NaN)
          const scalars = { g: Number.NaN, s: nans, y: nans }
          return { next: host, plan: { scalars, variant: { at: -1, keeps: true } } }
        }
        const stores = host.started && (minCurvature === undefined || of('sy') > minCurvature)
        const at = stores ? host.count % m : -1
        const put = (name: string) => each(name).map((old, i) => (i === at ? of(name) : old))
        const sy = stores ? replaced(host.sy, at, each('ydp'), each('sdu'), of('sy')) : host.sy
        const yy = stores ? replaced(host.yy, at, each('ydu'), each('ydu'), of('yy')) : host.yy
        const next = { started: true, count: host.count + (stores ? 1 : 0), sy, yy }
        const scale = host.started ? newestScale(next, m) : first(globalNorm(updates), of('size'))
        const order = orderOf(next.count, m)
        const products = { sg: put('sg'), yg: put('yg'), sy, yy }
        const scalars = twoLoop(order, scaleInitial ? scale : 1, products)
        return { next, plan: { scalars, variant: { at, keeps: false } } }
      },
      body: (x, { updates: u, params: p, slots, scalars: k, variant }) => {
        type A = typeof u
        const isAt = (i: number) => i === variant.at
        const pairs = all.map((i) => ({
          s: isAt(i) ? x.sub(p, slots.point as A) : (slots[`s${i}`] as A),
          y: isAt(i) ? x.sub(u, slots.gradient as A) : (slots[`y${i}`] as A),
        }))
        const direction = pairs.reduce(
          (sum, pair, i) =>
            x.add(sum, x.add(x.mul(k.s[i] as A, pair.s), x.mul(k.y[i] as A, pair.y))),
          x.mul(k.g, u),
        )
        return {
          updates: direction,
          slots: Object.fromEntries([
            ...pairs.flatMap((pair, i) => [
              [`s${i}`, pair.s],
              [`y${i}`, pair.y],
            ]),
            ['point', variant.keeps ? slots.point : p],
            ['gradient', variant.keeps ? slots.gradient : u],
          ]),
        }
      },
    })
  },
)
