import { basename } from 'node:path'
import { oneLine, watchOutput } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { replayFile } from './replayFile.js'

const usage = `Usage: npm run -s replay -- FILE...

Replays reference trajectories and surface values, and prints one line per file:
the largest deviation relative to its tolerance. Float64 files run on plain
arrays, float32 files on tensors. Exit codes: 0 all files within tolerance, 1 a
file exceeds its tolerance or cannot be replayed, 2 no file given.
`

watchOutput('replay')
const files = process.argv.slice(2)
if (files.length === 0 || files.includes('--help')) {
  process[files.length === 0 ? 'stderr' : 'stdout'].write(usage)
  process.exitCode = files.length === 0 ? 2 : 0
} else {
  let failed = 0
  for (const file of files) {
    const result = replayFile(file)
    const ok = E.isRight(result) && result.right <= 1
    const says = E.isRight(result)
      ? `largest deviation ${result.right.toPrecision(3)} of the tolerance`
      : `cannot be replayed: ${result.left}`
    process.stdout.write(`${ok ? 'ok    ' : 'not ok'} ${oneLine(`${basename(file)}: ${says}`)}\n`)
    if (!ok) failed += 1
  }
  process.stdout.write(`${files.length - failed} of ${files.length} files within tolerance\n`)
  process.exitCode = failed === 0 ? 0 : 1
}
