import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { nodeMachine } from '../machine/nodeMachine.js'
import { isReady } from '../place/isReady.js'
import { placeOf } from '../place/Place.js'
import { loaded } from './loaded.js'
import { loadFrom } from './loadFrom.js'
import { ownBackend } from './ownBackend.js'
import type { Tensorflow } from './Tensorflow.js'

/** Options of {@link loadTensorflow}. */
export interface LoadOptions {
  /** The build for CUDA. Default false. */
  readonly gpu?: boolean
  /** TensorFlow's oneDNN kernels, which it leaves off on many CPUs; false leaves the choice to it. Default true; `TF_ENABLE_ONEDNN_OPTS` in the environment wins. */
  readonly oneDnn?: boolean
  /** The machine; another one in tests. */
  readonly machine?: Machine
}

const withoutCuda = missing(
  'backend',
  'loadTensorflow: a process holds one build of TensorFlow, and it holds the one without CUDA; call loadTensorflow({ gpu: true }) before anything loads the other',
)

/**
 * Loads TensorFlow's native backend, from the project's own installation or, where there is none that works, from what {@link setUpTensorflow} made, and
 * registers it as `tensorflow`: `await tf.setBackend('tensorflow')` then makes it current (it is already, if no backend was). Where the process has it, nothing
 * is loaded. No banner, no advert; oneDNN is on; Node 23 and later work. With CUDA TensorFlow itself writes a few lines to stderr.
 *
 * The backend shares the engine of your `@tensorflow/tfjs-core`, though it brings its own copy: TensorFlow.js keeps tensors, backends, kernels and gradients
 * once a process.
 *
 * Answers why it cannot be had, in one line with the remedy, instead of throwing.
 *
 * @example
 * import { loadTensorflow } from '@momenta/native'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const loaded = await loadTensorflow()
 * E.isRight(loaded) || loaded.left.message.startsWith('loadTensorflow:') // => true
 */
export const loadTensorflow = async ({
  gpu = false,
  oneDnn = true,
  machine = nodeMachine,
}: LoadOptions = {}): Promise<E.Either<Missing, Tensorflow>> => {
  const already = loaded()
  if (already !== undefined)
    return gpu && already.backend.endsWith('tfjs-node') ? E.left(withoutCuda) : E.right(already)
  const command = `run npx @momenta/native${gpu ? ' --gpu' : ''}`
  const place = placeOf(machine, gpu)
  const own = ownBackend(machine, gpu)
  const first =
    own === undefined
      ? E.left(
          missing(
            'set-up',
            `loadTensorflow: TensorFlow must be set up first, and it is not; ${command}`,
          ),
        )
      : await loadFrom(machine, own, { oneDnn, remedy: command })
  return E.isRight(first) || !isReady(machine, place)
    ? first
    : loadFrom(machine, place.backend, { oneDnn, remedy: `delete ${place.root} and ${command}` })
}
