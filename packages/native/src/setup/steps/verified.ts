import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { lastLine } from '../lastLine.js'
import type { Step } from '../Step.js'

const verify = fileURLToPath(new URL('../verify.js', import.meta.url))

/** In a process of its own: TensorFlow's version, a product and a gradient. Only then is the set-up ready. */
export const verified: Step = {
  title: 'verify a product and a gradient',
  isDone: (machine, place) => machine.exists(place.stamp),
  run: async (machine, place) => {
    const ran = await machine.run(machine.node, [verify, place.backend])
    const told = ran.stdout.split('\n').find((line) => line.startsWith('{'))
    if (ran.status !== 0 || told === undefined) {
      machine.remove(place.addon)
      return E.left(
        missing(
          'backend',
          `setup:tensorflow: TensorFlow must compute a product and a gradient here, and it did not (${lastLine(ran)}); delete ${place.root} and run the set-up again, or use the wasm backend`,
        ),
      )
    }
    machine.write(place.stamp, `${told}\n`)
    return E.right(undefined)
  },
}
