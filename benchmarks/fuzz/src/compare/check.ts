import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import type { Optimizer } from '@momenta/core'
import type { Case } from '../cases/Case.js'
import { type Plant, plantsOf } from '../cases/plant.js'
import { optimizerOf } from '../catalogue/built.js'
import { type Backend, type Lane, laneName, type Ran } from '../run/Lane.js'
import { observed, unobserved } from '../run/observed.js'
import { rounded } from '../run/rounded.js'
import { runCompiled } from '../run/runCompiled.js'
import { runDefinition } from '../run/runDefinition.js'
import { runTensors } from '../run/runTensors.js'
import type { Snapshot } from '../run/Snapshot.js'
import { mayBe } from './bounded.js'
import { difference, type Tolerance } from './difference.js'
import { estimatesOf } from './estimatesOf.js'
import { type Failure, fail, failureOf } from './Failure.js'
import { hasSameBits } from './hasSameBits.js'
import { hasTensorflow } from './hasTensorflow.js'
import { isMixed } from './isMixed.js'
import { renewWasm } from './renewWasm.js'

/** A group of comparisons: on plain arrays, or on tensors of a backend, or of both. */
export type Stage = 'arrays' | Backend | 'backends'

/** What came of a case. */
export interface Checked {
  /** Undefined where everything holds. */
  readonly failure?: Failure
  /** Where it failed. */
  readonly stage?: Stage
  /** How many elements of gradients were compared with bounds, and how many bounds said nothing. */
  readonly bounded: number
  readonly unbounded: number
}

const equal = (
  kind: string,
  one: readonly Snapshot[],
  two: readonly Snapshot[],
  tolerance?: Tolerance,
): void => {
  for (const [i, snapshot] of one.entries()) {
    const differs = difference(snapshot, two[i] as Snapshot, tolerance)
    if (differs !== undefined) fail(kind, i + 1, differs)
  }
}

const withoutValues = (snapshots: readonly Snapshot[]): readonly Snapshot[] =>
  snapshots.map((snapshot) => new Map([...snapshot].filter(([place]) => place !== 'value')))

/** The loss of each step. */
const valuesOf = (snapshots: readonly Snapshot[]): readonly number[] =>
  snapshots.map((snapshot) => Number(snapshot.get('value')?.[0]))

/** The norms of the definition are added up in another order than those of tensors. */
const normsInAnotherOrder: Tolerance = { host: 1e-13 }

const counts = { bounded: 0, unbounded: 0 }

const checkEstimates = (one: Case, optimizer: Optimizer, name: string, ran: Ran): void => {
  const plants = plantsOf(one)
  for (const [i, step] of one.steps.entries()) {
    const point = ran.points[i] as ReadonlyMap<string, Float32Array>
    for (const [leaf, { values, errors }] of estimatesOf(
      one,
      plants[i] as Plant,
      optimizer,
      step,
      i,
      point,
    ))
      for (const [j, got] of ran.gradients[i]?.get(leaf)?.entries() ?? []) {
        const holds = mayBe(got, values[j] as number, errors[j] as number)
        counts.bounded += 1
        if (holds === undefined) counts.unbounded += 1
        if (holds === false)
          fail(
            `the estimators ${name} are not near float64`,
            i + 1,
            `gradient of ${JSON.stringify(leaf)}[${j}] is ${got}, must be ${values[j]} ± ${errors[j]}`,
          )
      }
  }
}

/**
 * Whether a part evaluates the loss at other points, or reads companions of the gradient. What is
 * recorded are the gradients of the chain alone, and on tensorflow, where fused and eager round
 * differently, a search may accept another point.
 */
const evaluatesMore = ({ chain }: Case): boolean =>
  chain.some(({ kind }) => kind === 'searches' || kind === 'readers')

const checkOn = async (one: Case, optimizer: Optimizer, backend: Backend): Promise<Ran> => {
  const lane = (interpreter: Lane['interpreter'], mixed: boolean): Lane => ({
    interpreter,
    backend,
    mixed,
  })
  const plain = lane('eager', false)
  const eagerly = await runTensors(one, optimizer, plain)
  for (const other of [
    lane('fused', false),
    ...(isMixed(one, optimizer) ? [lane('fused', true)] : []),
  ]) {
    const ran = await runTensors(one, optimizer, other)
    const kind = `${laneName(other)} differs from ${laneName(plain)}`
    equal(kind, ran.snapshots, eagerly.snapshots)
    equal(`${kind} on the other tree`, ran.others, eagerly.others)
  }
  // A matrix product adds up in an order of the backend's own, and arrays have no shape.
  const whole = optimizer.transform.some((part) => part.whole)
  // Without estimators what was compared on one backend need only be the same on the other.
  if (!whole && !evaluatesMore(one) && (backend === 'cpu' || optimizer.estimators.length > 0))
    equal(
      `${laneName(plain)} differs from float64 rounded to float32`,
      withoutValues(eagerly.snapshots),
      withoutValues(
        runDefinition(
          one,
          { transform: rounded(optimizer.transform), estimators: [] },
          { gradients: eagerly.gradients, values: valuesOf(eagerly.snapshots), land: Math.fround },
        ),
      ),
      normsInAnotherOrder,
    )
  checkEstimates(one, optimizer, laneName(plain), eagerly)
  return eagerly
}

const checkArrays = (one: Case, optimizer: Optimizer): void => {
  const definition = runDefinition(one, optimizer)
  equal('compile differs from float64', runCompiled(one, optimizer), definition)
  equal(
    'float64 depends on what other parts measure',
    runDefinition(
      one,
      { ...optimizer, transform: observed(optimizer.transform) },
      { pick: unobserved },
    ),
    definition,
  )
}

/** Which stages {@link check} runs. */
export interface CheckOptions {
  /** This stage alone. Default all. */
  readonly only?: Stage
  /** Not these. Default none. */
  readonly skips?: readonly Stage[]
}

/** Runs a case through all interpreters and compares them. */
export const check = async (
  one: Case,
  { only, skips = [] }: CheckOptions = {},
): Promise<Checked> => {
  Object.assign(counts, { bounded: 0, unbounded: 0 })
  let stage: Stage = 'arrays'
  const runs = (next: Stage): boolean => {
    stage = next
    return (only === undefined || only === next) && !skips.includes(next)
  }
  try {
    const optimizer = optimizerOf(one)
    if (runs('arrays')) checkArrays(one, optimizer)
    const both = only === 'backends' ? 'backends' : undefined
    const cpu = runs(both ?? 'cpu') ? await checkOn(one, optimizer, 'cpu') : undefined
    const wasm = runs(both ?? 'wasm') ? await checkOn(one, optimizer, 'wasm') : undefined
    const isExact = hasSameBits(one, optimizer) && optimizer.estimators.length === 0
    if (runs('backends') && cpu && wasm && isExact)
      equal('eager on cpu differs from eager on wasm', cpu.snapshots, wasm.snapshots)
    if (!evaluatesMore(one) && runs('tensorflow') && (await hasTensorflow()))
      await runTensors(one, optimizer, {
        interpreter: 'fused',
        backend: 'tensorflow',
        mixed: false,
      })
    return { ...counts }
  } catch (error) {
    await renewWasm()
    return { ...counts, stage, failure: failureOf(`a run (${stage})`, error) }
  }
}
