import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { isReady } from '../../place/isReady.js'
import { sizesOf } from '../../place/sizesOf.js'
import type { Step } from '../Step.js'
import { verification } from '../verification.js'

/** Only once TensorFlow has computed is the set-up ready. */
export const verified: Step = {
  title: 'verify a product and a gradient',
  isDone: isReady,
  run: async (machine, place) => {
    const found = await verification(machine, place.backend)
    if (E.isLeft(found)) {
      machine.remove(place.addon)
      return E.left(
        missing(
          'backend',
          `setup:tensorflow: TensorFlow must compute a product and a gradient here, and it did not (${found.left}); delete ${place.root} and run the set-up again, or use the wasm backend`,
        ),
      )
    }
    const stamp = { ...found.right, sizes: sizesOf(machine, place) }
    machine.write(place.stamp, `${JSON.stringify(stamp)}\n`)
    return E.right(undefined)
  },
}
