import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import type { Machine } from '../machine/Machine.js'
import type { Stamp } from '../place/Stamp.js'
import { lastLine } from './lastLine.js'

const verify = fileURLToPath(new URL('./verify.js', import.meta.url))

/**
 * Computes a product and a gradient on the backend of a folder, in another process, because an
 * addon can crash its process. Left: the error.
 */
export const verifyBackend = async (
  machine: Machine,
  backend: string,
): Promise<E.Either<string, Stamp>> => {
  const ran = await machine.run(machine.node, [verify, backend])
  const line = ran.stdout.split('\n').find((line) => line.startsWith('{'))
  return ran.status !== 0 || line === undefined
    ? E.left(lastLine(ran))
    : E.right(JSON.parse(line) as Stamp)
}
