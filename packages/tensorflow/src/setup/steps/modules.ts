import { dirname, join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { versions } from '../../place/versions.js'
import { lastLine } from '../lastLine.js'
import type { SetUpStep } from '../SetUpStep.js'

/** TensorFlow.js's package without its install script, and Node's headers for addons. */
export const modules: SetUpStep = {
  title: `fetch TensorFlow.js ${versions.tfjs}`,
  isDone: (machine, place) => machine.exists(join(place.backend, 'package.json')),
  run: async (machine, place) => {
    const partial = `${place.modules}.partial`
    machine.remove(partial)
    machine.makeFolder(partial)
    machine.write(join(partial, 'package.json'), '{"private":true}\n')
    const backend = `@tensorflow/${place.gpu ? 'tfjs-node-gpu' : 'tfjs-node'}@${versions.tfjs}`
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
    // npm comes with Node, on the path or in its folder
    const path = [machine.environment.PATH, dirname(machine.node)].join(':')
    const headers = `node-api-headers@${versions.headers}`
    const ran = await machine.run(
      'npm',
      ['install', ...flags, '--loglevel=error', backend, headers],
      {
        folder: partial,
        environment: { PATH: path },
      },
    )
    if (ran.status !== 0) {
      machine.remove(partial)
      return E.left(
        missing(
          'npm',
          `setup:tensorflow: npm ${ran.status === null ? 'is required and was not found; install it' : `failed to fetch ${backend} (${lastLine(ran)}); check the network`} and run the setup again`,
        ),
      )
    }
    machine.remove(place.modules)
    machine.rename(partial, place.modules)
    return E.right(undefined)
  },
}
