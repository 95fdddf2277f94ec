import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import type { Place } from '../place/Place.js'

/** The id of the process that holds a lock, if it is still running. */
const holderOf = (machine: Machine, text: string): number | undefined => {
  const [pid, identity] = text.split(' ')
  return identity !== undefined && machine.identifyProcess(Number(pid)) === identity
    ? Number(pid)
    : undefined
}

const busy = (who: string) =>
  E.left(
    missing(
      'busy',
      `setup:tensorflow: ${who} is already setting up TensorFlow; wait for it, or stop it, and run the setup again`,
    ),
  )

/** Runs while no other process sets up the same folder; replaces the lock of an ended process. */
export const withLock = async <A>(
  machine: Machine,
  place: Place,
  run: () => Promise<E.Either<Missing, A>>,
): Promise<E.Either<Missing, A>> => {
  machine.makeFolder(place.root)
  const claim = () =>
    machine.claim(place.lock, `${machine.pid} ${machine.identifyProcess(machine.pid) ?? 'unknown'}`)
  if (!claim()) {
    const holder = holderOf(machine, machine.read(place.lock) ?? '')
    if (holder !== undefined) return busy(`process ${holder}`)
    machine.remove(place.lock)
    if (!claim()) return busy('another process')
  }
  try {
    return await run()
  } finally {
    machine.remove(place.lock)
  }
}
