import { kindOf, type Optimizer, show } from '@momenta/core'
import { loadBinary } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { disposeRun } from '../runs/disposeRun.js'
import type { Run, Values } from '../runs/Run.js'
import { type Header, parseHeader, toBytes } from './header.js'
import { headerName, nameOf } from './weightsOf.js'

const fail = (says: string): never => {
  throw new TypeError(`setWeights: ${says}`)
}

const remedy = 'load what getWeights of a tfOptimizer of this version returned'

const headerIn = (text: string): Header => {
  try {
    return parseHeader(text)
  } catch {
    return fail(`the weight ${headerName} must be unchanged, got other data; ${remedy}`)
  }
}

const valuesOf = async (
  weights: ReadonlyMap<string, tf.Tensor>,
  name: string,
): Promise<ArrayLike<number>> => {
  const tensor = weights.get(name)
  if (tensor === undefined)
    return fail(`the weight ${show(name)} must be given, got none; ${remedy}`)
  return tensor.data() as Promise<Float32Array>
}

/** Zeros in the shapes of the parameters of a saved run. */
const likeOf = ({ entries }: Header): Values =>
  Object.fromEntries(
    entries.flatMap(({ name, shape }) =>
      name.startsWith('params/')
        ? [[name.slice('params/'.length), tf.zeros([...shape])] as const]
        : [],
    ),
  )

const runOf = async (
  optimizer: Optimizer,
  header: Header,
  read: (name: string) => Promise<ArrayLike<number>>,
): Promise<Run> => {
  const bytes = toBytes(header, await Promise.all(header.entries.map(({ name }) => read(name))))
  const iterate = tf.tidy(
    () => loadBinary(optimizer, bytes, likeOf(header)) as unknown as tf.TensorContainer,
  ) as unknown as Run['iterate']
  return { names: Object.keys(iterate.params), variables: [], iterate, parked: [] }
}

const checkWeights = (weights: unknown): ReadonlyMap<string, tf.Tensor> => {
  if (!Array.isArray(weights))
    return fail(`the weights must be a list of { name, tensor }, got ${kindOf(weights)}`)
  for (const weight of weights)
    if (typeof weight?.name !== 'string' || !(weight.tensor instanceof tf.Tensor))
      fail(`each weight must be { name, tensor }, got ${show(weight)}; ${remedy}`)
  const disposed = weights.find(({ tensor }) => tensor.isDisposed)
  if (disposed !== undefined)
    fail(
      `the weight ${show(disposed.name)} must hold its data, got a tensor that a later step disposed; clone what getWeights returns to keep it`,
    )
  return new Map(weights.map(({ name, tensor }) => [name, tensor]))
}

/**
 * Reads runs from named tensors, which are borrowed. Names, shapes, the optimizer and a checksum of
 * all values are checked.
 */
export const runsOf = async (
  optimizer: Optimizer,
  given: unknown,
): Promise<{ readonly runs: readonly Run[]; readonly iterations: number }> => {
  const weights = checkWeights(given)
  const iterations = Number((await weights.get('iter')?.data())?.[0] ?? 0)
  if (!(Number.isSafeInteger(iterations) && iterations >= 0))
    fail(`the weight iter must be a non-negative integer, got ${iterations}; ${remedy}`)
  const headers = weights.get(headerName)
  if (headers === undefined) {
    const others = [...weights.keys()].filter((name) => name !== 'iter')
    if (others.length > 0 || iterations > 0)
      fail(`the weights must hold ${headerName}, got ${others.map(show).join(', ')}; ${remedy}`)
    return { runs: [], iterations }
  }
  const texts = (await headers.data()) as unknown as readonly string[]
  const runs: Run[] = []
  try {
    for (const [i, text] of texts.entries())
      runs.push(
        await runOf(optimizer, headerIn(text), (name) => valuesOf(weights, nameOf(i, name))),
      )
    return { runs, iterations }
  } catch (error) {
    runs.forEach(disposeRun)
    throw error
  }
}
