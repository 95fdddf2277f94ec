import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Machine } from '../machine/Machine.js'

/** The folder of the project's own installation, if its addon was built. */
export const findOwnBackend = (machine: Machine, gpu: boolean): string | undefined => {
  try {
    const name = `@tensorflow/${gpu ? 'tfjs-node-gpu' : 'tfjs-node'}/package.json`
    const folder = dirname(createRequire(join(machine.workingFolder, 'x.js')).resolve(name))
    const built = machine
      .list(join(folder, 'lib'))
      .some((napi) => machine.exists(join(folder, 'lib', napi, 'tfjs_binding.node')))
    return built ? folder : undefined
  } catch {
    return undefined
  }
}
