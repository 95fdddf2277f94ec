import { backends } from '@momenta/bench-backends'
import { oneOf } from '@momenta/options'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { say } from '../../cli/say.js'
import { pack } from './pack.js'

interface RawPackOptions {
  readonly backend: string
  readonly data?: string
}

/** Makes the folder; returns the exit code. */
const runPack = async (folder: string, { backend, data }: RawPackOptions): Promise<number> => {
  const known = backends.find((name) => name === backend)
  if (known === undefined) {
    say(`bench pack: --backend: ${oneOf(backends, backend)}`)
    return 2
  }
  const packed = await pack(folder, { backend: known, ...(data === undefined ? {} : { data }) })
  if (E.isLeft(packed)) {
    say(`bench pack: ${packed.left}`)
    return 1
  }
  const { run, lacksLoader } = packed.right
  if (lacksLoader) say('this machine has no Vulkan loader to pack; the other must have its own')
  say(`packed; run it with ${run} --help`)
  return 0
}

/** Adds the command `pack` to `bench`. */
export const addPack = (command: Command, exit: (code: number) => void): void => {
  command
    .command('pack')
    .description(
      'makes a folder that runs on a machine without a network: Node, the built packages, a backend and a script run',
    )
    .argument('<folder>', 'a new folder')
    .option(
      '--backend <name>',
      'the default backend: wasm, cpu, tensorflow, tensorflow-gpu or webgpu',
      'wasm',
    )
    .option('--data <folder>', 'a folder of data sets to copy, as MOMENTA_DATA names it')
    .action(async (folder: string, raw: RawPackOptions) => {
      exit(await runPack(folder, raw))
    })
}
