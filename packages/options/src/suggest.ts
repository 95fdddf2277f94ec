import { editDistance } from './editDistance.js'
import { show } from './show.js'

/** Names in other libraries, and the corresponding names here. */
const foreign: { readonly [name: string]: readonly string[] } = {
  lr: ['learningRate'],
  stepsize: ['learningRate'],
  betas: ['b1', 'b2'],
  beta: ['b1', 'decay', 'momentum'],
  beta1: ['b1'],
  beta2: ['b2'],
  rho: ['decay', 'rho'],
  epsilon: ['eps'],
  wd: ['weightDecay'],
  l2: ['weightDecay'],
  maxnorm: ['max'],
  maxvalue: ['max'],
  clipnorm: ['clip', 'max'],
  clipvalue: ['clip', 'max'],
  topc: ['capacity'],
  size: ['capacity'],
  kappa: ['kappa'],
  tmax: ['steps'],
  decaysteps: ['steps'],
  warmupsteps: ['steps'],
  totalsteps: ['steps'],
  gamma: ['factor', 'rate', 'decay'],
  milestones: ['boundaries'],
  maxlr: ['peak'],
  initvalue: ['init', 'from'],
  endvalue: ['end'],
}

const letters = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The known names that a wrong name may mean: one with the same letters, the corresponding name of
 * another library, or a similar one.
 */
export const suggest = (names: readonly string[], got: string): readonly string[] => {
  const plain = letters(got)
  const same = names.find((name) => letters(name) === plain)
  if (same !== undefined) return [same]
  const here = Object.hasOwn(foreign, plain) ? (foreign[plain] ?? []) : []
  const known = here.filter((name) => names.includes(name))
  if (known.length > 0) return known
  const [near] = names
    .map((name) => ({ name, distance: editDistance(letters(name), plain) }))
    .filter(({ name, distance }) => distance <= Math.floor(Math.max(name.length, plain.length) / 3))
    .sort((a, b) => a.distance - b.distance)
  return near === undefined ? [] : [near.name]
}

/** `; did you mean learningRate?`, or nothing. */
export const didYouMean = (names: readonly string[], got: unknown): string => {
  const meant = typeof got === 'string' && got.length <= 100 ? suggest(names, got) : []
  return meant.length === 0 ? '' : `; did you mean ${meant.join(' and ')}?`
}

/**
 * `must be one of fifo, priority, got 'fifi'; did you mean fifo?`
 *
 * @example
 * import { oneOf } from '@momenta/options'
 *
 * oneOf(['fifo', 'priority'], 'fifi') // => "must be one of fifo, priority, got 'fifi'; did you mean fifo?"
 */
export const oneOf = (names: readonly string[], got: unknown): string =>
  `must be one of ${names.join(', ')}, got ${show(got)}${didYouMean(names, got)}`
