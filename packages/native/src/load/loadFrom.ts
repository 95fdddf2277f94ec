import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { importBackend } from './importBackend.js'
import { loaded } from './loaded.js'
import type { Tensorflow } from './Tensorflow.js'

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
  quietly(() => importBackend(folder, oneDnn))
  await tf.ready()
  if (before) await tf.setBackend(before)
  const found = loaded()
  if (found === undefined) throw new Error('no backend called tensorflow')
  return found
}

/** Loads the package of one folder; what stands in its way is said with the given remedy. */
export const loadFrom = async (
  machine: Machine,
  folder: string,
  { oneDnn, remedy }: { readonly oneDnn: boolean; readonly remedy: string },
): Promise<E.Either<Missing, Tensorflow>> => {
  const other = otherVersion(machine, folder)
  if (other !== undefined) return E.left(other)
  try {
    return E.right(await imported(folder, oneDnn))
  } catch (error) {
    const [line] = (error as Error).message.split('\n')
    return E.left(
      missing('backend', `loadTensorflow: ${folder} must load, got ${line?.trim()}; ${remedy}`),
    )
  }
}
