import * as E from 'fp-ts/lib/Either.js'
import { ownBackend } from '../load/ownBackend.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import { nodeMachine } from '../machine/nodeMachine.js'
import { isReady } from '../place/isReady.js'
import { type Place, placeOf } from '../place/Place.js'
import { locked } from './locked.js'
import { steps } from './steps/index.js'
import { verification } from './verification.js'
import { withoutSpoilt } from './withoutSpoilt.js'

/** What the set-up tells while it works. */
export interface Progress {
  readonly step: number
  readonly of: number
  readonly title: string
}

/** Options of {@link setUpTensorflow}. */
export interface SetUpOptions {
  /** CUDA's libraries as well. Default false. */
  readonly gpu?: boolean
  /** Called before each step that is to be done. */
  readonly onProgress?: (progress: Progress) => void
  /** The machine; another one in tests. */
  readonly machine?: Machine
}

/** Where TensorFlow is, and whether anything had to be done. */
export interface Ready {
  /** The folder of the npm package. */
  readonly backend: string
  /** `installed`: the project's own installation works; `cached`: it was set up before; `made`: now. */
  readonly how: 'installed' | 'cached' | 'made'
}

const written = async (
  machine: Machine,
  place: Place,
  onProgress: (progress: Progress) => void,
): Promise<E.Either<Missing, Ready>> => {
  withoutSpoilt(machine, place)
  for (const [i, step] of steps.entries()) {
    if (step.isDone(machine, place)) continue
    onProgress({ step: i + 1, of: steps.length, title: step.title })
    const done = await step.run(machine, place)
    if (E.isLeft(done)) return done
  }
  return E.right({ backend: place.backend, how: 'made' })
}

/**
 * Makes TensorFlow's native backend ready, in the user's cache folder (`MOMENTA_CACHE`, else `XDG_CACHE_HOME/momenta`, else `~/.cache/momenta`): a working
 * installation of the project is used as it is; else TensorFlow's wheel is fetched with pip and unpacked, TensorFlow.js's package is fetched with npm without
 * its install script, its addon is compiled, and a product and a gradient are computed. What is done is not done again; an interrupted set-up goes on where it
 * stopped; nothing half-made is ever used.
 *
 * Linux x64 with glibc; needs python3 with pip, a C++17 compiler, 2.5 GB (GPU: 9 GB) of room while it works. For the GPU the CUDA libraries come as wheels too.
 *
 * @example
 * import { setUpTensorflow } from '@momenta/native'
 *
 * typeof setUpTensorflow // => 'function'
 */
export const setUpTensorflow = async ({
  gpu = false,
  onProgress = () => {},
  machine = nodeMachine,
}: SetUpOptions = {}): Promise<E.Either<Missing, Ready>> => {
  const own = ownBackend(machine, gpu)
  if (own !== undefined && E.isRight(await verification(machine, own)))
    return E.right({ backend: own, how: 'installed' })
  const place = placeOf(machine, gpu)
  if (isReady(machine, place)) return E.right({ backend: place.backend, how: 'cached' })
  try {
    return await locked(machine, place, () => written(machine, place, onProgress))
  } catch (error) {
    return E.left(
      missing(
        'write',
        `setup:tensorflow: ${place.root} must be writable and have room, got ${(error as Error).message}; set MOMENTA_CACHE to another folder`,
      ),
    )
  }
}
