import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { findTensorflow } from './findTensorflow.js'
import { importBackend } from './importBackend.js'
import type { Tensorflow } from './Tensorflow.js'

const checkVersion = (machine: Machine, folder: string): Missing | undefined => {
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

/**
 * Without the warning of the package's own copy of TensorFlow.js that the platform is already set.
 */
const runQuietly = (run: () => unknown): void => {
  const before = tf.env().getBool('PROD')
  tf.env().set('PROD', true)
  try {
    run()
  } finally {
    tf.env().set('PROD', before)
  }
}

/** Importing makes the backend current; the former current backend is restored. */
const importTensorflow = async (folder: string, oneDnn: boolean): Promise<Tensorflow> => {
  const before = tf.engine().backendName
  runQuietly(() => importBackend(folder, oneDnn))
  await tf.ready()
  if (before) await tf.setBackend(before)
  const found = findTensorflow()
  if (found === undefined) throw new Error('no backend called tensorflow')
  return found
}

/** Loads the package of one folder; an error ends with the given remedy. */
export const loadFrom = async (
  machine: Machine,
  folder: string,
  { oneDnn, remedy }: { readonly oneDnn: boolean; readonly remedy: string },
): Promise<E.Either<Missing, Tensorflow>> => {
  const other = checkVersion(machine, folder)
  if (other !== undefined) return E.left(other)
  try {
    return E.right(await importTensorflow(folder, oneDnn))
  } catch (error) {
    const [line] = (error as Error).message.split('\n')
    return E.left(
      missing('backend', `loadTensorflow: cannot load ${folder} (${line?.trim()}); ${remedy}`),
    )
  }
}
