import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import type { Place } from '../place/Place.js'

/** Runs while nobody else sets up the same place; a lock whose process is gone is taken over. */
export const locked = async <A>(
  machine: Machine,
  place: Place,
  run: () => Promise<E.Either<Missing, A>>,
): Promise<E.Either<Missing, A>> => {
  machine.makeFolder(place.root)
  const claim = () => machine.claim(place.lock, String(machine.pid))
  if (!claim()) {
    const owner = Number(machine.read(place.lock))
    if (owner > 0 && machine.isAlive(owner))
      return E.left(
        missing(
          'busy',
          `setup:tensorflow: process ${owner} is setting it up already; wait for it, or stop it and run the set-up again`,
        ),
      )
    machine.remove(place.lock)
    claim()
  }
  try {
    return await run()
  } finally {
    machine.remove(place.lock)
  }
}
