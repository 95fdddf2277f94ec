import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../../Missing.js'
import type { Machine } from '../../machine/Machine.js'
import type { Place } from '../../place/Place.js'
import { compilerOf } from '../compilerOf.js'
import { pythonOf } from '../pythonOf.js'
import type { Step } from '../Step.js'

const gigabytes = (place: Place): number => (place.gpu ? 9 : 2.5)

const check = async (machine: Machine, place: Place): Promise<E.Either<Missing, void>> => {
  if (machine.platform !== 'linux' || machine.arch !== 'x64')
    return E.left(
      missing(
        'platform',
        `setup:tensorflow: the platform must be linux x64, got ${machine.platform} ${machine.arch}; use the wasm backend, or install @tensorflow/tfjs-node yourself`,
      ),
    )
  const room = machine.free(place.root) / 1e9
  if (room < gigabytes(place))
    return E.left(
      missing(
        'room',
        `setup:tensorflow: ${place.root} must have ${gigabytes(place)} GB free, got ${room.toFixed(1)}; make room, or set MOMENTA_CACHE to a folder that has it`,
      ),
    )
  const python = await pythonOf(machine)
  if (E.isLeft(python)) return python
  const compiler = await compilerOf(machine)
  return E.isLeft(compiler) ? compiler : E.right(undefined)
}

/** Platform, room, python3 with pip, a C++17 compiler: asked for before anything is fetched. */
export const requirements: Step = {
  title: 'check the machine',
  isDone: () => false,
  run: check,
}
