import * as probes from '@momenta/probes'
import * as tensors from '@momenta/probes/tensors'
import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** As a caller without types. */
type Untyped = (...args: readonly unknown[]) => unknown
const all = { ...probes, ...tensors } as unknown as { readonly [name: string]: Untyped }
const { quadratic, quadraticObjective } = probes
const objective = quadraticObjective({ spectrum: [3, 2], point: [1, 1] })
const operator = quadratic({ spectrum: [3, 2] })
const vector = Float64Array.of(1, 0)
const span = { name: 'a', shape: [2], offset: 0, size: 2 }
const hostile = [undefined, null, -1, Number.NaN, 'x', [null], {}, () => {}, Symbol('s'), 10n]

const thrown = async (run: () => unknown): Promise<unknown> => {
  try {
    await run()
    return 'no error'
  } catch (error) {
    return error
  }
}

/** What is no error: a mass from -1 on, and no shapes. */
const accepts = (name: string, value: unknown): boolean =>
  (name === 'massBetween' && value === -1) ||
  (name === 'flattenArrays' && (value === undefined || String(value) === '[object Object]'))

t.test('each argument of the wrong kind is an error that begins with the name', async (t) => {
  const density = await probes.spectralDensity(operator)
  const found = await probes.topEigenvalue(operator)
  /** What is called, good arguments, and the positions that must be refused. */
  const calls: readonly (readonly [string, readonly unknown[], readonly number[]])[] = [
    ['block', [operator, [span], () => true], [0, 1]],
    ['coordinatesIn', [vector, [vector], vector], [0, 1, 2]],
    ['dense', [[[1]]], [0]],
    ['filterNormalized', [objective, vector], [0, 1]],
    ['filtersOf', [span], [0]],
    ['flattenArrays', [{ a: vector }, { a: [2] }], [1]],
    ['formatMeasurement', [found], [0]],
    ['gradientAt', [objective, vector], [0, 1]],
    ['gradientOfGradientNorm', [objective, operator], [0, 1]],
    ['linearConnectivity', [objective, vector], [0, 1]],
    ['massBetween', [density, 0, 1], [0, 1, 2]],
    ['moveTo', [objective, vector], [0, 1]],
    ['preconditioned', [operator, [1, 1]], [0, 1]],
    ['randomDirection', [objective], [0]],
    ['scaleMeasurement', [found, 1], [0, 1]],
    ['slice', [objective, vector], [0, 1]],
    ['slice2d', [objective, vector, vector], [0, 1, 2]],
    ['softmaxHessian', [2], [0]],
    ['trajectoryPlane', [[vector, Float64Array.of(0, 1)]], [0]],
    ['unitsInLastPlace', ['float32', vector], [0, 1]],
    ['valueAt', [objective, vector], [0, 1]],
    ['worstSharpness', [objective, { starts: [vector] }], [0]],
  ]
  for (const [name, good, positions] of calls) {
    t.equal(await thrown(() => all[name]?.(...good)), 'no error', name)
    for (const at of positions)
      for (const bad of hostile) {
        if (accepts(name, bad)) continue
        t.match(
          await thrown(() => all[name]?.(...good.with(at, bad))),
          { message: new RegExp(`^${name}: .*, got `) },
          `${name}, argument ${at}: ${String(bad)}`,
        )
      }
  }
})

t.test('so is what a function of the caller returns, or an option that is none', async (t) => {
  const params = { w: tf.tensor1d([1, 2]) }
  const batches = [tf.tensor1d([1, 2])]
  const of = (outputs: unknown) => tensors.tensorModel({ params, outputs, batches } as never)
  const hessian = probes.squaredHessian()
  const objectiveOf = (gradient: unknown, more = {}) =>
    probes.objectiveOf({ point: [1, 2], batches: [{ size: 1, gradient, ...more }] } as never)
  const runs: readonly (readonly [string, () => unknown])[] = [
    ['gradientAt', () => probes.samSharpness(objectiveOf(() => undefined))],
    [
      'gradientAt',
      () => probes.samSharpness(objectiveOf(() => ({ value: '1', gradient: vector }))),
    ],
    ['objectiveOf', () => objectiveOf(3)],
    ['objectiveOf', () => objectiveOf(() => 0, { value: 3 })],
    [
      'operatorOf',
      () => probes.topEigenvalue(all.operatorOf?.({ dim: 2, product: () => 1 }) as never),
    ],
    ['pacBayesSigma', () => all.pacBayesSigma?.({ point: vector, accuracy: () => 'high' })],
    ['worstSharpness', () => probes.worstSharpness(objective, { starts: [Float64Array.of(1)] })],
    ['checkOperator', () => probes.checkOperator(operator, { against: objective as never })],
    ['gaussNewton', () => all.gaussNewton?.({ batches: [{}] }, { hessian })],
    [
      'gaussNewton',
      async () => {
        const model = await of(({ w }: typeof params) => w)
        await probes.topEigenvalue(probes.gaussNewton(model, { hessian: (() => 1) as never }))
      },
    ],
    [
      'tensorModel',
      async () => probes.topEigenvalue(probes.gaussNewton(await of(() => 3), { hessian })),
    ],
    ['tensorModel', () => tensors.tensorModel({ params, outputs: ({ w }) => w, batches: [] })],
    [
      'tensorModel',
      () => tensors.tensorModel({ params, outputs: ({ w }) => w, batches, size: () => 0 }),
    ],
    [
      'tensorOperator',
      () =>
        tensors.tensorOperator({
          params,
          product: (_, d) => d,
          batches: [...batches, ...batches],
          size: (() => undefined) as never,
        }),
    ],
    [
      'tensorOperator',
      async () =>
        probes.topEigenvalue(
          await tensors.tensorOperator({
            params,
            product: () => ({ w: tf.tensor1d([1, 2, 3]) }),
            batches,
          }),
        ),
    ],
    ['flattenArrays', () => probes.flattenArrays({ kernel: vector }, { kernal: [2, 1] })],
    ['block', () => probes.block(operator, [{ ...span, offset: 1 }], () => true)],
    [
      'objectiveOf',
      () =>
        probes.objectiveOf({
          point: [1, 2, 3, 4],
          batches: objective.batches,
          spans: [{ ...span, offset: 2 }, span],
        }),
    ],
    ['softmaxHessian', () => probes.softmaxHessian(3)(vector, vector, 1)],
  ]
  const before = tf.memory().numTensors
  for (const [name, run] of runs)
    t.match(await thrown(run), { message: new RegExp(`^${name}: .*, got `) }, String(run))
  t.equal(tf.memory().numTensors, before, 'and no tensor is left')
})

t.test('a model of classes that is none does not run forever', async (t) => {
  t.throws(() => probes.softmaxHessian(0), { name: 'RangeError' })
})
