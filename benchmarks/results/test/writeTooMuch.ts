// Replaces a file by one of 100 KB, more than it may write, and prints the error.
import { join } from 'node:path'
import { writeAtomically } from '@momenta/bench-results'

try {
  writeAtomically(join(process.argv[2] as string, 'file'), new Uint8Array(100_000))
} catch (error) {
  process.stdout.write(`${(error as NodeJS.ErrnoException).code}\n`)
}
