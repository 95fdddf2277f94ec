import {
  type Estimator,
  type LeafArithmetic,
  type LeafOracle,
  leafSeeds,
  standardNormal,
} from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hashIntegers,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
  structuralOptions,
} from '@momenta/options'

const options = {
  /** The estimate is made in the steps 0, k, 2k, …: a positive integer k. Default 1. */
  every: number(ranges.positiveCount, 1),
  /** r > 0, the distance of each weight from its value in the two evaluations. Default 0.001. */
  radius: hyperparameter(ranges.positive, 1e-3),
  /** A non-negative integer; the directions are a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link hutchinson}. */
export interface HutchinsonOptions extends OptionsOf<typeof options> {}

/** A direction of ±1 for each element of each leaf. */
const directionOf = <L>(
  x: LeafArithmetic<L>,
  params: readonly L[],
  seeds: readonly (readonly number[])[],
  microbatch: number,
): readonly L[] =>
  params.map((leaf, i) => {
    // the last integer makes it independent of gradient noise with the same seed
    const own = hashIntegers(...(seeds[i] as readonly number[]), microbatch, 1)
    return x.sign(x.generate(leaf, (size) => standardNormal(own, size)))
  })

/**
 * Adds an estimate of the diagonal of the Hessian to the gradients, the companion `hessian`: z ⊙
 * (∇L(θ + r z) − ∇L(θ − r z))/(2 r) with z of ±1 at random, whose mean is the diagonal.
 *
 * The gradients are those of the oracle. A step with an estimate calls the loss three times on the
 * same microbatch, others once; needs memory for two more copies of the gradients. The product H z
 * is a central difference, so it needs no second derivatives, is exact on quadratic losses and else
 * has an error of r². Only evaluation 0 has an estimate: under `withSAM` it is that at the
 * unperturbed parameters.
 *
 * The direction is a pure function of the seed, the step, the microbatch, and the name and size of
 * the leaf.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Hutchinson 1990; Yao et al., arXiv 2006.00719, equation (5), without averages over space.
 *
 * @example
 * import { hutchinson } from '@momenta/estimators'
 *
 * hutchinson({ every: 10 }).gives // => ['hessian']
 */
export const hutchinson: Factory<HutchinsonOptions, Estimator> = defineFactory(
  'hutchinson',
  options,
  (given): Estimator => {
    const { every, radius, seed } = given

    return {
      name: 'hutchinson',
      options: structuralOptions(options, given),
      gives: ['hessian'],
      wrap: <L>(
        oracle: LeafOracle<L>,
        x: LeafArithmetic<L>,
        step: number,
        leaves: Parameters<Estimator['wrap']>[3],
      ): LeafOracle<L> => {
        if (step % every !== 0) return oracle
        const seeds = leafSeeds(leaves, seed, step)
        return (params, microbatch, evaluation = 0) => {
          if (evaluation !== 0) return oracle(params, microbatch, 3 * evaluation)
          return x.scope(() => {
            const found = oracle(params, microbatch, 0)
            const z = directionOf(x, params, seeds, microbatch)
            const gradientsAt = (by: number, own: number): readonly L[] => {
              const there = params.map((leaf, i) => x.add(leaf, x.mul(z[i] as L, x.of(by))))
              return oracle(there, microbatch, own).grads
            }
            const [above, below] = [gradientsAt(radius, 1), gradientsAt(-radius, 2)]
            const hessian = z.map((sign, i) => {
              // halves first: a difference of two numbers may overflow where half of it does not
              const half = x.mul(sign, x.of(0.5))
              const change = x.sub(x.mul(half, above[i] as L), x.mul(half, below[i] as L))
              return x.mul(change, x.of(1 / radius))
            })
            return { ...found, more: { ...found.more, hessian } }
          })
        }
      },
    }
  },
)
