import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import type { Place } from '../place/Place.js'

/** The number of the process that holds a lock, if it still runs. */
const holderOf = (machine: Machine, text: string): number | undefined => {
  const [pid, birth] = text.split(' ')
  return birth !== undefined && machine.birthOf(Number(pid)) === birth ? Number(pid) : undefined
}

const busy = (who: string) =>
  E.left(
    missing(
      'busy',
      `setup:tensorflow: only one process at a time can set up, and ${who} is at it already; wait for it, or stop it, and run the set-up again`,
    ),
  )

/** Runs while nobody else sets up the same place; a lock whose process is gone is taken over. */
export const locked = async <A>(
  machine: Machine,
  place: Place,
  run: () => Promise<E.Either<Missing, A>>,
): Promise<E.Either<Missing, A>> => {
  machine.makeFolder(place.root)
  const claim = () =>
    machine.claim(place.lock, `${machine.pid} ${machine.birthOf(machine.pid) ?? 'unknown'}`)
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
