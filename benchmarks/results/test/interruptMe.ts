// A process to be interrupted: with `slow` it never finishes, otherwise it takes 50 ms to.
import { setTimeout as wait } from 'node:timers/promises'
import { onInterrupt } from '@momenta/bench-results'

const slow = process.argv[2] === 'slow'
onInterrupt(
  async () => {
    await wait(slow ? 3_600_000 : 50)
    process.stdout.write('flushed\n')
  },
  { resume: 'npm run bench -- --out runs' },
)
process.stdout.write('ready\n')
await wait(3_600_000)
