import * as t from 'io-ts'

const numbers = t.readonlyArray(t.number)
const perTensor = t.readonlyArray(numbers)

const Step = t.intersection([
  t.type({ grads: perTensor, params: perTensor }),
  t.partial({ loss: t.number, grads_perturbed: perTensor }),
])

const common = {
  name: t.string,
  dtype: t.union([t.literal('float64'), t.literal('float32')]),
  tol: t.number,
  optimizer: t.record(t.string, t.unknown),
  params: t.readonlyArray(t.type({ shape: numbers, init: numbers })),
  steps: t.readonlyArray(Step),
}
const Buffer = t.partial({
  final_buffer: t.readonlyArray(t.type({ size: t.number, keys: numbers })),
})

/** A trajectory under gradients that the file gives. */
export const GivenGradients = t.intersection([
  t.type({ ...common, kind: t.literal('given-gradients') }),
  Buffer,
])

/** A trajectory on a function that the file names. */
export const Closure = t.intersection([
  t.type({ ...common, kind: t.literal('closure'), function: t.record(t.string, t.unknown) }),
  Buffer,
])

/** Values, gradients and Hessian eigenvalues of functions at points. */
export const SurfaceValues = t.type({
  name: t.string,
  kind: t.literal('surfaces'),
  tol: t.number,
  functions: t.readonlyArray(
    t.intersection([
      t.type({
        name: t.string,
        dim: t.number,
        points: t.readonlyArray(
          t.intersection([
            t.type({
              x: numbers,
              f: t.number,
              grad: numbers,
              hess_eig_max: t.number,
              hess_eig_min: t.number,
            }),
            t.partial({ hess_trace: t.number, hess: perTensor }),
          ]),
        ),
      }),
      t.partial({ s: t.number }),
    ]),
  ),
})

/** A file of reference data. */
export const ReferenceFile = t.union([GivenGradients, Closure, SurfaceValues])
export type ReferenceFile = t.TypeOf<typeof ReferenceFile>
export type Trajectory = t.TypeOf<typeof GivenGradients> | t.TypeOf<typeof Closure>
export type SurfaceValues = t.TypeOf<typeof SurfaceValues>
