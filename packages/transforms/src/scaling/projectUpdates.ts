import { describeWhole, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** δ > 0: parts of leaves are projected if |cos(g, θ)| < δ/√length. Default 0.1. */
  delta: hyperparameter(ranges.positive, 0.1),
  /** ε > 0, added to norms of parameters, and their minimum in cosines. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** λ >= 0: shrinks the parameters. Default 0. */
  weightDecay: hyperparameter(ranges.nonNegative, 0),
  /** The share of λ for leaves that are projected, in [0, 1]. Default 0.1. */
  decayRatio: hyperparameter(ranges.unit, 0.1),
}

/** Options of {@link projectUpdates}. */
export interface ProjectUpdatesOptions extends OptionsOf<typeof options> {}

/**
 * The projection of AdamP and SGDP: removes from updates of scale-invariant parameters what only
 * changes their norm.
 *
 * For leaves with more than one axis: if |cos(g, θ)| < δ/√length for every row, with n = θ/(‖θ‖ +
 * ε) of each row, u' = u − n⟨n, u⟩ + λ decayRatio θ; else the same with the whole leaf as one
 * vector. Otherwise, and for vectors, u' = u + λ θ. Hyperparameters: all options.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Heo et al., arXiv 2006.08217; `pytorch_optimizer.AdamP`.
 *
 * @example
 * import { projectUpdates } from '@momenta/transforms'
 *
 * projectUpdates().map(({ name }) => name) // => ['projectUpdates']
 */
export const projectUpdates: Factory<ProjectUpdatesOptions, Transform> = defineFactory(
  'projectUpdates',
  options,
  (given) =>
    describeWhole({
      name: 'projectUpdates',
      slots: {},
      ...describeOptions(options, given),
      init: () => null,
      plan: (host, _, { delta = 0, eps = 0, weightDecay = 0, decayRatio = 0 }) => ({
        next: host,
        plan: { scalars: { delta, eps, decay: weightDecay, saved: 1 - decayRatio } },
      }),
      leaf: (x, { updates: u, grads: g, params: p, scalars: k }) => {
        type L = typeof u
        const shape = x.shapeOf(u)
        const all = shape.map((_, axis) => axis)
        const norm = (a: L, axes: readonly number[]) => x.sqrt(x.sumOver(x.mul(a, a), axes))
        /** 1 if all vectors along axes are nearly orthogonal to their gradient, else 0. */
        const isProjected = (axes: readonly number[]) => {
          const length = axes.reduce((size, axis) => size * (shape[axis] as number), 1)
          const inner = x.abs(x.sumOver(x.mul(g, p), axes))
          const norms = x.mul(x.max(norm(g, axes), k.eps), x.max(norm(p, axes), k.eps))
          const most = x.maxOver(x.div(inner, norms), all)
          const limit = x.mul(k.delta, x.of(1 / Math.sqrt(length)))
          return x.sign(x.max(x.sub(limit, most), x.of(0)))
        }
        const radial = (axes: readonly number[]) => {
          const n = x.div(p, x.add(norm(p, axes), k.eps))
          return x.mul(n, x.sumOver(x.mul(n, u), axes))
        }
        const decayed = (to: L, share: L) => x.add(to, x.mul(x.mul(k.decay, share), p))
        if (shape.length < 2) return { updates: decayed(u, x.of(1)), slots: {} }
        const rows = isProjected(all.slice(1))
        const whole = x.mul(x.sub(x.of(1), rows), isProjected(all))
        const gone = x.add(x.mul(rows, radial(all.slice(1))), x.mul(whole, radial(all)))
        const share = x.sub(x.of(1), x.mul(x.add(rows, whole), k.saved))
        return { updates: decayed(x.sub(u, gone), share), slots: {} }
      },
    }),
)
