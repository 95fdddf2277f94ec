import * as E from 'fp-ts/lib/Either.js'
import { type Missing, missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'

/** The command of a Python 3 with pip. */
export const findPython = async (machine: Machine): Promise<E.Either<Missing, string>> => {
  const python = machine.environment.PYTHON ?? 'python3'
  const { status } = await machine.run(python, ['-m', 'pip', '--version'])
  return status === 0
    ? E.right(python)
    : E.left(
        missing(
          'python',
          `setup:tensorflow: python with pip is required, ${python} ${status === null ? 'was not found' : 'has no pip'}; install python3 and python3-pip, or set PYTHON`,
        ),
      )
}
