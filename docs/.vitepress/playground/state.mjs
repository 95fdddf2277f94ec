import { decodeOptimizer } from '@momenta/optimizers'

/** The surfaces that the page offers, each with two coordinates. */
export const surfaceNames = ['ackley', 'levy', 'goldsteinPriceLog10', 'rosenbrock', 'twoBasin']

/** The largest number of steps of a run, and of optimizers side by side. */
export const limits = { steps: 5000, optimizers: 6 }

/** What the page shows at first. */
export const initial = {
  surface: 'ackley',
  start: [3.2, -2.6],
  steps: 400,
  optimizers: [
    { base: { name: 'adam' }, learningRate: 0.1 },
    { base: { name: 'adam' }, learningRate: 0.1, memory: { of: 'momenta', capacity: 5 } },
  ],
}

const memory = { of: 'momenta', capacity: 5 }
const optimizer = (name, learningRate, more = {}) => ({ base: { name }, learningRate, ...more })

/** States to start from, by what they show. */
export const examples = {
  'Adam and Adam+CM on Ackley': initial,
  'Five optimizers on Ackley': {
    surface: 'ackley',
    start: [3.2, -2.6],
    steps: 1000,
    optimizers: [
      optimizer('sgd', 0.01),
      optimizer('rmsprop', 0.05),
      optimizer('adam', 0.1),
      optimizer('adam', 0.1, { memory: { of: 'gradients', capacity: 5 } }),
      optimizer('adam', 0.1, { memory }),
    ],
  },
  'A narrow and a wide basin': {
    surface: 'twoBasin',
    start: [1.8, 1.95],
    steps: 600,
    optimizers: [
      optimizer('adam', 0.03),
      optimizer('adam', 0.03, { estimators: [{ name: 'sam', rho: 0.05 }] }),
      optimizer('adam', 0.03, { memory }),
    ],
  },
  'The valley of Rosenbrock': {
    surface: 'rosenbrock',
    start: [-1.2, 1],
    steps: 2000,
    optimizers: [optimizer('sgd', 0.0001), optimizer('adam', 0.05), optimizer('nadam', 0.05)],
  },
}

const isPoint = (given) =>
  Array.isArray(given) && given.length === 2 && given.every((x) => Number.isFinite(x))

const problemOf = ({ surface, start, steps, optimizers }) => {
  if (!surfaceNames.includes(surface)) return `surface must be one of ${surfaceNames.join(', ')}`
  if (!isPoint(start)) return 'start must be two numbers'
  if (!Number.isInteger(steps) || steps < 1 || steps > limits.steps)
    return `steps must be an integer from 1 to ${limits.steps}`
  if (!Array.isArray(optimizers) || optimizers.length < 1 || optimizers.length > limits.optimizers)
    return `optimizers must be a list of 1 to ${limits.optimizers}`
  for (const spec of optimizers) {
    const decoded = decodeOptimizer(spec)
    if (decoded._tag === 'Left') return decoded.left[0]
  }
  return undefined
}

/**
 * The part of an address after `#` that shows this state again: JSON in Base64, because VitePress
 * takes the rest for the name of a heading.
 */
export const encodeState = ({ surface, start, steps, optimizers }) =>
  btoa(JSON.stringify({ surface, start, steps, optimizers }))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The state of an address; the initial one, with the problem, if it has none that is valid. */
export const decodeState = (hash) => {
  const text = hash.replace(/^#/, '')
  if (text === '') return { state: initial }
  try {
    const given = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    const problem = problemOf(given ?? {})
    return problem === undefined ? { state: given } : { state: initial, problem }
  } catch {
    return { state: initial, problem: 'the address must hold a state, JSON in Base64' }
  }
}
