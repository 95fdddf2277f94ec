import * as t from 'io-ts'
import { closed } from './closed.js'
import { Count, Finite, listOf, Positive, Real, Slot, Tolerance } from './numbers.js'

const numbers = t.readonlyArray(Finite)
const perTensor = t.readonlyArray(numbers)
const described = t.record(t.string, t.unknown)

/** The source of a file: reported, not compared. */
const origin = { source: t.string, notes: t.string, check: described, stats: described }
const common = {
  name: t.string,
  dtype: t.union([t.literal('float64'), t.literal('float32')]),
  tol: Tolerance,
  optimizer: described,
  params: listOf(closed('tensor', { shape: t.readonlyArray(Count), init: numbers })),
}
const memory = {
  final_buffer: t.readonlyArray(closed('buffer', { size: Count, keys: numbers })),
}
const step = { grads: t.readonlyArray(t.readonlyArray(Real)), params: perTensor }
/**
 * Beside the parameters: slots of a memory, slow weights, averages; the loss that a step is given.
 */
const beside = {
  slots: t.readonlyArray(Slot),
  slow: perTensor,
  x: perTensor,
  ax: perTensor,
  value: Finite,
  hessian: perTensor,
}

/** A trajectory under gradients that the file gives. */
export const GivenGradients = closed(
  'trajectory',
  {
    ...common,
    kind: t.literal('given-gradients'),
    steps: listOf(closed('step', step, beside)),
  },
  { ...origin, ...memory },
)

/** A trajectory on a function that the file names. */
export const Closure = closed(
  'trajectory',
  {
    ...common,
    kind: t.literal('closure'),
    function: described,
    steps: listOf(
      closed('step', step, {
        ...beside,
        loss: Finite,
        grads_perturbed: perTensor,
        evals: t.readonlyArray(closed('evaluation', { x: numbers, loss: Real }, { grad: numbers })),
      }),
    ),
  },
  { ...origin, ...memory },
)

const Point = closed(
  'point',
  { x: numbers, f: Finite, grad: numbers, hess_eig_max: Finite, hess_eig_min: Finite },
  { hess_trace: Finite, hess: perTensor },
)

/** Values, gradients and Hessian eigenvalues of functions at points. */
export const SurfaceValues = closed(
  'surfaces',
  {
    name: t.string,
    kind: t.literal('surfaces'),
    tol: Tolerance,
    functions: listOf(
      closed(
        'function',
        { name: t.string, dim: Positive, points: listOf(Point) },
        { s: Finite, formula: t.string },
      ),
    ),
  },
  { dtype: t.literal('float64'), source: t.string, notes: t.string },
)

type GivenGradients = t.TypeOf<typeof GivenGradients>
type Closure = t.TypeOf<typeof Closure>

/** A trajectory of either kind; its steps may have what those of a closure may have. */
export type Trajectory = (Omit<GivenGradients, 'steps'> | Omit<Closure, 'steps'>) & {
  readonly steps: Closure['steps']
}
export type SurfaceValues = t.TypeOf<typeof SurfaceValues>
