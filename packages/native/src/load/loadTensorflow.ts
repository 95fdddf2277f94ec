import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { nodeMachine } from '../machine/nodeMachine.js'
import { placeOf } from '../place/Place.js'
import { importBackend } from './importBackend.js'
import { ownBackend } from './ownBackend.js'

/** Options of {@link loadTensorflow}. */
export interface LoadOptions {
  /** The build for CUDA. Default false. */
  readonly gpu?: boolean
  /** TensorFlow's oneDNN kernels, which it leaves off on many CPUs; false leaves the choice to it. Default true; `TF_ENABLE_ONEDNN_OPTS` in the environment wins. */
  readonly oneDnn?: boolean
  /** The machine; another one in tests. */
  readonly machine?: Machine
}

/** What was loaded. */
export interface Tensorflow {
  /** The folder of the npm package. */
  readonly backend: string
  /** TensorFlow's version. */
  readonly version: string
}

const found = (machine: Machine, gpu: boolean): string | undefined => {
  const place = placeOf(machine, gpu)
  const own = ownBackend(machine, gpu)
  return own ?? (machine.exists(place.stamp) ? place.backend : undefined)
}

const otherVersion = (machine: Machine, folder: string): Missing | undefined => {
  const { version } = JSON.parse(machine.read(join(folder, 'package.json')) ?? '{}') as {
    version?: string
  }
  return version === tf.version_core
    ? undefined
    : missing(
        'version',
        `loadTensorflow: @tensorflow/tfjs-core must have the version of the native backend, ${version}, got ${tf.version_core}; install @tensorflow/tfjs-core@${version}`,
      )
}

/** The package's own copy of TensorFlow.js warns that the platform is set already; not where the flag of production is. */
const quietly = (run: () => unknown): void => {
  const before = tf.env().getBool('PROD')
  tf.env().set('PROD', true)
  try {
    run()
  } finally {
    tf.env().set('PROD', before)
  }
}

/** Importing makes the backend current; a backend that was current before stays so. */
const imported = async (folder: string, oneDnn: boolean): Promise<Tensorflow> => {
  const before = tf.engine().backendName
  if (tf.findBackendFactory('tensorflow') === null) quietly(() => importBackend(folder, oneDnn))
  await tf.ready()
  if (before) await tf.setBackend(before)
  const { binding } = tf.findBackend('tensorflow') as unknown as {
    binding: { TF_Version: string }
  }
  return { backend: folder, version: binding.TF_Version }
}

/**
 * Loads TensorFlow's native backend, from the project's own installation or from what {@link setUpTensorflow} made, and registers it as `tensorflow`:
 * `await tf.setBackend('tensorflow')` then makes it current (it is already, if no backend was). No banner, no advert; oneDNN is on; Node 23 and later work.
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
  const folder = found(machine, gpu)
  if (folder === undefined)
    return E.left(
      missing(
        'set-up',
        `loadTensorflow: TensorFlow must be set up first, and it is not; run npx @momenta/native${gpu ? ' --gpu' : ''}`,
      ),
    )
  const other = otherVersion(machine, folder)
  if (other !== undefined) return E.left(other)
  try {
    return E.right(await imported(folder, oneDnn))
  } catch (error) {
    return E.left(
      missing(
        'backend',
        `loadTensorflow: ${folder} must load, got ${(error as Error).message.split('\n')[0]}; delete it and run npx @momenta/native again`,
      ),
    )
  }
}
