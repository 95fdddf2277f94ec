import * as E from 'fp-ts/lib/Either.js'
import { findOwnBackend } from '../load/findOwnBackend.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { nodeMachine } from '../machine/nodeMachine.js'
import { isReady } from '../place/isReady.js'
import { type Place, placeOf } from '../place/Place.js'
import { type Result, resultOf } from '../Result.js'
import { removeChanged } from './removeChanged.js'
import { steps } from './steps/index.js'
import { verifyBackend } from './verifyBackend.js'
import { withLock } from './withLock.js'

/** A step of the setup that begins. */
export interface Progress {
  readonly step: number
  readonly of: number
  readonly title: string
}

/** Options of {@link setUpTensorflow}. */
export interface SetUpOptions {
  /** With CUDA's libraries. Default false. */
  readonly gpu?: boolean
  /** Called before each step that runs. */
  readonly onProgress?: (progress: Progress) => void
  /** The effects of the setup; for tests. Default: this machine. */
  readonly machine?: Machine
}

/** A backend that is ready. */
export interface Ready {
  /** The folder of the npm package. */
  readonly backend: string
  /** `installed`: by the project itself; `cached`: set up before; `made`: set up by this call. */
  readonly how: 'installed' | 'cached' | 'made'
}

const runSteps = async (
  machine: Machine,
  place: Place,
  onProgress: (progress: Progress) => void,
): Promise<E.Either<Missing, Ready>> => {
  removeChanged(machine, place)
  for (const [i, step] of steps.entries()) {
    if (step.isDone(machine, place)) continue
    onProgress({ step: i + 1, of: steps.length, title: step.title })
    const done = await step.run(machine, place)
    if (E.isLeft(done)) return done
  }
  return E.right({ backend: place.backend, how: 'made' })
}

/**
 * Sets up TensorFlow's native backend in the user's cache folder (`MOMENTA_CACHE`, else
 * `XDG_CACHE_HOME/momenta`, else `~/.cache/momenta`). A working installation of the project is used
 * as it is. Otherwise: fetches TensorFlow's wheel with pip and unpacks it, fetches TensorFlow.js's
 * package with npm without its install script, compiles its addon, and computes a product and a
 * gradient. Steps that are done do not run again; an interrupted setup continues where it stopped;
 * incomplete results are never used.
 *
 * Linux x64 with glibc; requires python3 with pip, a C++17 compiler and 2.5 GB of disk space during
 * the setup (GPU: 9 GB). For the GPU the CUDA libraries are fetched as wheels too.
 *
 * Never throws: on failure `ok` is false and `message` says in one line why and what to do.
 *
 * @example
 * import { setUpTensorflow } from '@momenta/tensorflow'
 *
 * typeof setUpTensorflow // => 'function'
 */
export const setUpTensorflow = async (options: SetUpOptions = {}): Promise<Result<Ready>> =>
  resultOf(await setUp(options))

const setUp = async ({
  gpu = false,
  onProgress = () => {},
  machine = nodeMachine,
}: SetUpOptions): Promise<E.Either<Missing, Ready>> => {
  const own = findOwnBackend(machine, gpu)
  if (own !== undefined && E.isRight(await verifyBackend(machine, own)))
    return E.right({ backend: own, how: 'installed' })
  const place = placeOf(machine, gpu)
  if (isReady(machine, place)) return E.right({ backend: place.backend, how: 'cached' })
  try {
    return await withLock(machine, place, () => runSteps(machine, place, onProgress))
  } catch (error) {
    return E.left(
      missing(
        'write',
        `setup:tensorflow: cannot write to ${place.root} (${(error as Error).message}); set MOMENTA_CACHE to another folder`,
      ),
    )
  }
}
