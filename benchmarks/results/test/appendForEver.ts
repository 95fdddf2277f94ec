// A process to be killed: appends until it is, and acknowledges each record that `append` returned
// for.
import { writeSync } from 'node:fs'
import { keyOf, openStore } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'

// A parent that is slow to read leaves the pipe full, and a full pipe refuses at once.
const acknowledge = (line: string): void => {
  for (;;)
    try {
      writeSync(1, line)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
}

const [folder = '', lock = 'true'] = process.argv.slice(2)
const opened = openStore(folder, { version: 1, lock: lock === 'true' })
if (E.isLeft(opened)) {
  acknowledge(`${opened.left}\n`)
  process.exit(1)
}
const code = String(process.pid)
// long lines, so that a kill can fall inside one
const data = 'x'.repeat(300_000)
for (let seed = 0; ; seed += 1) {
  const unit = { config: { s: 5 }, seed, code }
  const key = keyOf(unit)
  opened.right.append({ kind: 'start', key, unit })
  opened.right.append({ kind: 'metric', key, step: 0, values: { f: Number.NaN }, data })
  opened.right.append({ kind: 'done', key, values: { seed } })
  acknowledge(`${key}\n`)
}
