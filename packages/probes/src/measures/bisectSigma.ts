import { show } from '@momenta/options'
import { normalVector } from '../random/normalVector.js'
import { meanOf } from '../spectra/meanOf.js'
import { plus } from '../vectors/plus.js'

/** The mean loss of accuracy at a standard deviation of the noise. */
export interface Drop {
  readonly sigma: number
  readonly mean: number
  readonly error: number
}

/** Returns a value if it is an accuracy. */
export const expectAccuracy = (value: unknown): number => {
  if (typeof value !== 'number')
    throw new TypeError(
      `pacBayesSigma: the accuracy must be a number in [0, 1], got ${show(value)}`,
    )
  return value
}

/** Returns the mean drop at a standard deviation; the same draws for all of them. */
export const dropAt =
  (
    accuracy: (w: Float64Array) => number | Promise<number>,
    point: Float64Array,
    accuracyHere: number,
    deviationsOf: (sigma: number) => Float64Array,
    { draws, seed }: { readonly draws: number; readonly seed: number },
  ) =>
  async (sigma: number): Promise<Drop> => {
    const deviations = deviationsOf(sigma)
    const drops: number[] = []
    for (let i = 0; i < draws; i++) {
      const z = normalVector(seed, i, point.length)
      const noise = z.map((n, j) => n * (deviations[j] as number))
      drops.push(accuracyHere - expectAccuracy(await accuracy(plus(point, 1, noise))))
    }
    return { sigma, ...meanOf(drops) }
  }

/** The last bracket of a bisection, and all drops that were evaluated. */
export interface Bisection {
  readonly low: Drop
  readonly high: Drop
  readonly evaluated: readonly Drop[]
  /** Whether the drop exceeds the target at the maximum. */
  readonly reached: boolean
}

/** Bisects [0, maximum] for the standard deviation at which the mean drop is the target. */
export const bisectSigma = async (
  evaluate: (sigma: number) => Promise<Drop>,
  target: number,
  maximum: number,
  bisections: number,
): Promise<Bisection> => {
  let low: Drop = { sigma: 0, mean: 0, error: 0 }
  let high = await evaluate(maximum)
  const evaluated = [low, high]
  const reached = high.mean > target
  for (let i = 0; reached && i < bisections; i++) {
    const middle = await evaluate((low.sigma + high.sigma) / 2)
    evaluated.push(middle)
    if (middle.mean > target) high = middle
    else low = middle
  }
  return { low, high, evaluated, reached }
}

/** The slope of the drop around the target, over a bracket that is wide enough to see one. */
export const slopeOf = ({ evaluated }: Bisection, target: number): number => {
  const wide = evaluated.filter(({ mean }) => Math.abs(mean - target) >= 0.25 * target)
  const below = wide
    .filter(({ mean }) => mean < target)
    .reduce((a, b) => (b.sigma > a.sigma ? b : a), evaluated[0] as Drop)
  const above = wide
    .filter(({ mean }) => mean > target)
    .reduce((a, b) => (b.sigma < a.sigma ? b : a), evaluated[1] as Drop)
  return (above.mean - below.mean) / (above.sigma - below.sigma)
}
