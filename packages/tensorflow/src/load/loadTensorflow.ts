import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { nodeMachine } from '../machine/nodeMachine.js'
import { isReady } from '../place/isReady.js'
import { placeOf } from '../place/Place.js'
import { type Result, resultOf } from '../Result.js'
import { avoidStridedGradient } from './avoidStridedGradient.js'
import { findOwnBackend } from './findOwnBackend.js'
import { findTensorflow } from './findTensorflow.js'
import { loadFrom } from './loadFrom.js'
import type { Tensorflow } from './Tensorflow.js'

/** Options of {@link loadTensorflow}. */
export interface LoadOptions {
  /** The build with CUDA. Default false. */
  readonly gpu?: boolean
  /**
   * Enables oneDNN, which TensorFlow leaves off on many CPUs; false leaves the choice to
   * TensorFlow. Default true. The environment variable `TF_ENABLE_ONEDNN_OPTS` takes precedence.
   */
  readonly oneDnn?: boolean
  /** The effects of the setup; for tests. Default: this machine. */
  readonly machine?: Machine
}

const withoutCuda = missing(
  'backend',
  'loadTensorflow: gpu needs the build with CUDA, this process has loaded the one without; call loadTensorflow({ gpu: true }) before anything else loads TensorFlow',
)

/**
 * Loads TensorFlow's native backend and registers it as `tensorflow`: from the project's own
 * installation if it works, else from the result of {@link setUpTensorflow}. It becomes the current
 * backend only if there was none; otherwise call `await tf.setBackend('tensorflow')`. If the
 * process has loaded it before, nothing is loaded. The gradient for the filter of a strided 1 × 1
 * convolution is exact, where oneDNN's own is not. Prints nothing (with CUDA, TensorFlow itself
 * writes a few lines to stderr); oneDNN is on; Node 23 and later work.
 *
 * The backend shares the engine of your `@tensorflow/tfjs-core`, although it has its own copy:
 * TensorFlow.js keeps tensors, backends, kernels and gradients once per process.
 *
 * Never throws: where TensorFlow is not available, `ok` is false and `message` says in one line why
 * and what to do.
 *
 * @example
 * import { loadTensorflow } from '@momenta/tensorflow'
 *
 * const loaded = await loadTensorflow()
 * loaded.ok || loaded.message.startsWith('loadTensorflow:') // => true
 */
export const loadTensorflow = async (options: LoadOptions = {}): Promise<Result<Tensorflow>> => {
  const loaded = await load(options)
  if (E.isRight(loaded)) avoidStridedGradient()
  return resultOf(loaded)
}

const load = async ({
  gpu = false,
  oneDnn = true,
  machine = nodeMachine,
}: LoadOptions): Promise<E.Either<Missing, Tensorflow>> => {
  const found = findTensorflow()
  if (found !== undefined)
    return gpu && found.backend.endsWith('tfjs-node') ? E.left(withoutCuda) : E.right(found)
  const command = `run npx @momenta/tensorflow${gpu ? ' --gpu' : ''}`
  const place = placeOf(machine, gpu)
  const own = findOwnBackend(machine, gpu)
  const first =
    own === undefined
      ? E.left(missing('set-up', `loadTensorflow: TensorFlow is not set up; ${command}`))
      : await loadFrom(machine, own, { oneDnn, remedy: command })
  return E.isRight(first) || !isReady(machine, place)
    ? first
    : loadFrom(machine, place.backend, { oneDnn, remedy: `delete ${place.root} and ${command}` })
}
