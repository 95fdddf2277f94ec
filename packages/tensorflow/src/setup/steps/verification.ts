import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { isReady } from '../../place/isReady.js'
import { readSizes } from '../../place/readSizes.js'
import type { SetUpStep } from '../SetUpStep.js'
import { verifyBackend } from '../verifyBackend.js'

/** The setup is ready once TensorFlow has computed something. */
export const verification: SetUpStep = {
  title: 'verify a product and a gradient',
  isDone: isReady,
  run: async (machine, place) => {
    const found = await verifyBackend(machine, place.backend)
    if (E.isLeft(found)) {
      machine.remove(place.addon)
      return E.left(
        missing(
          'backend',
          `setup:tensorflow: TensorFlow failed to compute a product and a gradient (${found.left}); delete ${place.root} and run the setup again, or use the wasm backend`,
        ),
      )
    }
    const stamp = { ...found.right, sizes: readSizes(machine, place) }
    machine.write(place.stamp, `${JSON.stringify(stamp)}\n`)
    return E.right(undefined)
  },
}
