import '@tensorflow/tfjs-backend-cpu'
import * as main from '@momenta/probes'
import * as tensors from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const probes = { ...main, ...tensors }
/** As a caller without types. */
type Untyped = (...args: readonly unknown[]) => unknown
const untyped = (name: string) => (probes as unknown as Record<string, Untyped>)[name] as Untyped
const objective = probes.quadraticObjective({ spectrum: [3, 2], point: [1, 1] })
const operator = probes.quadratic({ spectrum: [3, 2] })
const direction = Float64Array.of(1, 0)
const message = async (run: () => unknown): Promise<unknown> => {
  try {
    await run()
    return 'no error'
  } catch (error) {
    return error
  }
}

/** Functions with options: what stands before them, a wrong option, and the one that is meant. */
const optional: readonly (readonly [string, readonly unknown[], string, string])[] = [
  ['topEigenvalue', [operator], 'tolerence', 'tolerance'],
  ['eigenvalues', [operator], 'larges', 'largest'],
  ['eigenvalueRatio', [operator], 'K', 'k'],
  ['hutchinson', [operator], 'product', 'products'],
  ['hutchPlusPlus', [operator], 'product', 'products'],
  ['xTrace', [operator], 'product', 'products'],
  ['spectralDensity', [operator], 'step', 'steps'],
  ['checkOperator', [operator], 'againts', 'against'],
  ['centralDifferences', [objective], 'Step', 'step'],
  ['checkObjective', [objective], 're-batched', 'rebatched'],
  ['samSharpness', [objective], 'Rho', 'rho'],
  ['asamSharpness', [objective], 'adaptivBias', 'adaptiveBias'],
  ['worstSharpness', [objective], 'restart', 'restarts'],
  ['mSharpness', [objective], 'clim', 'climb'],
  ['boxSharpness', [objective], 'Eps', 'eps'],
  ['gaussianSharpness', [objective], 'sigm', 'sigma'],
  ['slice', [objective, direction], 'point', 'points'],
  ['slice2d', [objective, direction, direction], 'onrow', 'onRow'],
  ['linearConnectivity', [objective, direction], 'refinement', 'refinements'],
  ['trajectoryPlane', [[direction, direction]], 'direction', 'directions'],
  ['randomDirection', [objective], 'bias', 'biases'],
  ['filterNormalized', [objective, direction], 'biasses', 'biases'],
  ['stabilityLine', [], 'beta1', 'b1'],
  ['growthRate', [1], 'Capacity', 'capacity'],
  ['quadratic', [], 'spektrum', 'spectrum'],
  ['quadraticObjective', [], 'minimun', 'minimum'],
  ['objectiveOf', [], 'batchs', 'batches'],
  ['operatorOf', [], 'dims', 'dim'],
  ['pacBayesSigma', [], 'draw', 'draws'],
  ['tensorObjective', [], 'batch', 'batches'],
  ['tensorModel', [], 'output', 'outputs'],
  ['tensorOperator', [], 'products', 'product'],
  ['gaussNewton', [{ batches: [] }], 'hesian', 'hessian'],
]

t.test(
  'an unknown option is a TypeError that names the probe, the option and the one meant',
  async (t) => {
    for (const [name, before, wrong, meant] of optional)
      t.match(await message(() => untyped(name)(...before, { [wrong]: 1 })), {
        name: 'TypeError',
        message: `${name}: unknown option '${wrong}'; did you mean ${meant}? Options: `,
      })
    t.match(await message(() => untyped('samSharpness')(objective, { colour: 1 })), {
      message: "samSharpness: unknown option 'colour'; Options: rho",
    })
  },
)

t.test('a positional option is one too, and so is a list', async (t) => {
  for (const [name, before] of optional)
    for (const positional of [0.05, 'rho', null, [1], direction])
      t.match(await message(() => untyped(name)(...before, positional)), {
        name: 'TypeError',
        message: new RegExp(`^${name}: options must be an object such as \\{ .* \\}, got .*$`),
      })
})

t.test(
  'an objective where an operator belongs, or the other way round, or nothing, is one clear line',
  async (t) => {
    for (const name of [
      'topEigenvalue',
      'eigenvalues',
      'eigenvalueRatio',
      'hutchinson',
      'hutchPlusPlus',
      'xTrace',
      'spectralDensity',
      'denseMatrix',
      'denseEigenvalues',
      'checkOperator',
      'block',
      'preconditioned',
    ]) {
      const said = `${name}: the first argument must be an operator, as returned by centralDifferences(objective), got `
      t.match(await message(() => untyped(name)(objective)), {
        name: 'TypeError',
        message: `${said}an objective`,
      })
      t.match(await message(() => untyped(name)()), {
        name: 'TypeError',
        message: `${said}undefined`,
      })
      t.match(await message(() => untyped(name)(Promise.resolve(operator))), {
        name: 'TypeError',
        message: `${said}a Promise; await it first`,
      })
    }
    for (const name of [
      'centralDifferences',
      'checkObjective',
      'empiricalFisher',
      'fisherEigenvalues',
      'gradientAt',
      'valueAt',
      'moveTo',
      'measureGradientNorm',
      'gradientOfGradientNorm',
      'samSharpness',
      'asamSharpness',
      'worstSharpness',
      'mSharpness',
      'boxSharpness',
      'gaussianSharpness',
      'slice',
      'slice2d',
      'linearConnectivity',
    ]) {
      const said = `${name}: the first argument must be an objective, as returned by tensorObjective or objectiveOf, got `
      t.match(await message(() => untyped(name)(operator)), {
        name: 'TypeError',
        message: `${said}an operator`,
      })
      t.match(await message(() => untyped(name)(() => 0)), {
        name: 'TypeError',
        message: `${said}a function`,
      })
      t.match(await message(() => untyped(name)(Promise.resolve(objective))), {
        name: 'TypeError',
        message: `${said}a Promise; await it first`,
      })
    }
    t.match(await message(() => untyped('gradientOfGradientNorm')(objective, objective)), {
      message:
        /^gradientOfGradientNorm: the second argument must be an operator.*got an objective$/,
    })
  },
)

t.test('disposed tensors, a missing loss and a missing list of batches are errors', async (t) => {
  await tf.setBackend('cpu')
  const loss = ({ w }: { readonly w: tf.Tensor }) => tf.sum(tf.square(w)) as tf.Scalar
  const gone = { w: tf.tensor1d([1, 2]) }
  gone.w.dispose()
  t.match(await message(() => probes.tensorObjective({ params: gone, loss, batches: [0] })), {
    name: 'TypeError',
    message: /^flattenTensors: parameter 'w' must not be disposed of; .*$/,
  })
  const params = { w: tf.tensor1d([1, 2]) }
  for (const [name, option] of [
    ['tensorObjective', 'loss'],
    ['tensorModel', 'outputs'],
    ['tensorOperator', 'product'],
  ] as const) {
    t.match(await message(() => untyped(name)({ params, batches: [0] })), {
      name: 'TypeError',
      message: `${name}: ${option} must be given: it must be a function`,
    })
    t.match(await message(() => untyped(name)({ params, [option]: loss, batches: params.w })), {
      name: 'TypeError',
      message: new RegExp(
        `^${name}: batches must be a list of batches, such as \\[batch\\], got .*$`,
      ),
    })
  }
  t.match(
    await message(() =>
      untyped('gaussNewton')(probes.tensorModel({ params, outputs: loss, batches: [0] }), {
        hessian: probes.squaredHessian(),
      }),
    ),
    {
      name: 'TypeError',
      message:
        /^gaussNewton: the first argument must be a model, as returned by tensorModel \(await it\), got a Promise$/,
    },
  )
  tf.dispose(params)
})
