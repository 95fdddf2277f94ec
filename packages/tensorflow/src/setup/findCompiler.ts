import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'

const probe = ['-std=c++17', '-x', 'c++', '-fsyntax-only', '-include', 'filesystem', '/dev/null']

/** The command of a C++17 compiler. */
export const findCompiler = async (machine: Machine): Promise<E.Either<Missing, string>> => {
  const { CXX } = machine.environment
  for (const command of CXX ? [CXX] : ['c++', 'g++', 'clang++'])
    if ((await machine.run(command, probe)).status === 0) return E.right(command)
  return E.left(
    missing(
      'compiler',
      `setup:tensorflow: a C++17 compiler is required (${CXX ?? 'c++, g++ or clang++'}), none was found; install g++ (8 or newer), or set CXX`,
    ),
  )
}
