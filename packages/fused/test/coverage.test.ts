import { chain, type Optimizer, type Transform } from '@momenta/core'
import * as optimizers from '@momenta/optimizers'
import { clipByGlobalNorm, ema, scaleByLearningRate } from '@momenta/transforms'
import t from 'tap'
import { loweringOf, programsOf } from './programs.js'

/** Norms under which a memory of two entries stores, replaces, keeps what it has and sums all entries. */
const norms = [1, 2, 3, 4, 1, 5]

/** The kernels of the steps of a transform, in the order in which they first come. */
const kernelsOf = (transform: Transform): readonly string[] => [
  ...new Set(programsOf(transform, norms).map((traced) => loweringOf(traced)?.kernel ?? 'none')),
]

type Options = {
  readonly capacity?: number
  readonly weightDecay?: number
  readonly decoupled?: boolean
}
type Made = (options: Options) => Optimizer

const factories = optimizers as unknown as { readonly [name: string]: Made }

const decays: readonly Options[] = [
  {},
  { weightDecay: 0.01, decoupled: false },
  { weightDecay: 0.01, decoupled: true },
]

/**
 * The kernels of a base alone, with critical gradients and with critical momenta, whatever its
 * weight decay.
 */
const expected: { readonly [base: string]: readonly [string, string, string] } = {
  sgd: ['descent momentum', 'descent momentum', 'descent'],
  adam: ['adam', 'adam', 'rms'],
  adamw: ['adam', 'adam', 'rms'],
  amsgrad: ['amsgrad', 'amsgrad', 'rms with maximum'],
  rmsprop: ['rms', 'rms', 'rms'],
  nadam: ['none', 'none', 'rms'],
  adabelief: ['none', 'none', 'none'],
  lion: ['none', 'none', 'none'],
}

t.test('every step of the optimizers runs on the kernel that computes it', async (t) => {
  const named = Object.keys(optimizers.catalogues.bases).filter((base) => factories[`${base}CM`])
  t.same(Object.keys(expected).toSorted(), named.toSorted())
  for (const [base, kernels] of Object.entries(expected))
    ['', 'CG', 'CM'].forEach((memory, i) => {
      for (const decay of decays)
        for (const sam of [false, true]) {
          const make = factories[`${base}${memory}`] as Made
          const one = make({ ...decay, ...(memory === '' ? {} : { capacity: 2 }) })
          const { transform } = sam ? optimizers.withSAM(one) : one
          const name = `${base}${memory} ${JSON.stringify(decay)} ${sam ? 'SAM' : ''}`
          t.equal(kernelsOf(transform).join(' '), kernels[i], name)
        }
    })
})

t.test('options and parts of the catalogue that have a kernel', async (t) => {
  const { adam, adamCM, sgd } = optimizers
  const cases: readonly (readonly [string, Transform, string])[] = [
    ['sgd without momentum', sgd({ momentum: 0 }).transform, 'descent'],
    ['Nesterov momentum', sgd({ nesterov: true }).transform, 'descent momentum'],
    ['dampening', sgd({ dampening: 0.3 }).transform, 'descent momentum'],
    ['a burst at the start', adam({ startup: 'burst' }).transform, 'adam'],
    ['amsgrad', adam({ amsgrad: true }).transform, 'amsgrad'],
    ['momenta that are debiased', adamCM({ capacity: 2, startup: 'debiased' }).transform, 'rms'],
    ['read after the offer', adamCM({ capacity: 2, read: 'after' }).transform, 'rms'],
    // with an empty memory it is Adam
    ['v of the gradients', adamCM({ capacity: 2, nu: 'gradients' }).transform, 'adam none'],
    ['ema', chain(ema(), scaleByLearningRate()), 'momentum'],
    ['a clip by the norm', adam({ clip: clipByGlobalNorm() }).transform, 'adam'],
  ]
  for (const [name, transform, kernels] of cases)
    t.equal(kernelsOf(transform).join(' '), kernels, name)
})

t.test('moments and running sums are changed in place', async (t) => {
  const operationsOf = (transform: Transform) =>
    programsOf(transform, norms).map((traced) =>
      (loweringOf(traced)?.instructions ?? [])
        .flatMap((one) => (one.kind === 'compute' ? [one.call] : one.calls))
        .map(({ operation }) => operation),
    )
  const [stored, appended, replaced, , kept] = operationsOf(
    optimizers.adamCM({ capacity: 2 }).transform,
  )
  const moment = ['Sub', 'ResourceApplyGradientDescent']
  const aggregate = ['Mul', 'AddV2']
  const adam = ['ZerosLike', 'ResourceApplyAdam']
  t.same(stored, [...moment, ...adam, 'AssignAddVariableOp'], 'an empty memory')
  t.same(appended, [...moment, ...aggregate, ...adam, 'AssignAddVariableOp'])
  const swap = ['AssignSubVariableOp', 'AssignAddVariableOp']
  t.same(replaced, [...moment, ...aggregate, ...adam, ...swap])
  t.same(kept, [...moment, ...aggregate, ...adam])
  const three = operationsOf(optimizers.adamCG({ capacity: 3 }).transform)
  t.ok(
    three.some((names) => names.includes('AddN')),
    'a sum of all entries is one operation',
  )
})
