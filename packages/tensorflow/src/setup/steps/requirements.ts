import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../../Missing.js'
import type { Machine } from '../../machine/Machine.js'
import type { Place } from '../../place/Place.js'
import { findCompiler } from '../findCompiler.js'
import { findPython } from '../findPython.js'
import type { SetUpStep } from '../SetUpStep.js'

/** The disk space that the remaining steps need, in GB. */
const spaceOf = (machine: Machine, place: Place): number =>
  machine.exists(place.libraries) ? 0.5 : place.gpu ? 9 : 2.5

const platformOf = ({ platform, arch, glibc }: Machine): string =>
  platform === 'linux' && arch === 'x64' && glibc() === undefined
    ? 'linux x64 with another C library'
    : `${platform} ${arch}`

const checkRequirements = async (
  machine: Machine,
  place: Place,
): Promise<E.Either<Missing, void>> => {
  const platform = platformOf(machine)
  if (platform !== 'linux x64')
    return E.left(
      missing(
        'platform',
        `setup:tensorflow: the platform must be linux x64 with glibc, got ${platform}; use the wasm backend, or install @tensorflow/tfjs-node yourself`,
      ),
    )
  const free = machine.free(place.root) / 1e9
  const needed = spaceOf(machine, place)
  if (free < needed)
    return E.left(
      missing(
        'room',
        `setup:tensorflow: ${place.root} must have ${needed} GB of free disk space, got ${free.toFixed(1)}; free some, or set MOMENTA_CACHE to a folder on another disk`,
      ),
    )
  const python = machine.exists(place.libraries) ? E.right('') : await findPython(machine)
  if (E.isLeft(python)) return python
  const compiler = machine.exists(place.addon) ? E.right('') : await findCompiler(machine)
  return E.isLeft(compiler) ? compiler : E.right(undefined)
}

/** Platform, disk space, python3 with pip and a C++17 compiler, before anything is fetched. */
export const requirements: SetUpStep = {
  title: 'check the machine',
  isDone: () => false,
  run: checkRequirements,
}
