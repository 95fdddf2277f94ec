// A process whose files may hold 1 KiB (ulimit -f 1): the second line fits only in part.
import { openStore } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'

const opened = openStore(process.argv[2] ?? '', { version: 1 })
if (E.isLeft(opened)) throw new Error(opened.left)
const { append, close } = opened.right
append({ kind: 'done', key: 'first', values: {} })
try {
  append({ kind: 'done', key: 'second', values: {}, data: 'x'.repeat(2000) })
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
}
append({ kind: 'done', key: 'third', values: {} })
close()
