import t from 'tap'
import { alone, inner } from './jobs.js'

const { threadRunner } =
  await inner<typeof import('../dist/run/threadRunner.js')>('run/threadRunner')

t.test('a job that ends its thread fails, and the next one has a new thread', async (t) => {
  // without what tap loads into each process and thread
  const runner = threadRunner(new URL('./endingThread.js', import.meta.url), { execArgv: [] })
  const job = (label: string) => ({ task: '', config: {}, seed: 0, label, cost: 1 })
  const run = (label: string) => runner.run(job(label), () => {}, alone)
  t.strictSame(await run('first'), { values: { one: 1 } })
  await t.rejects(run('end'), { message: 'the worker thread ended with exit code 3' })
  t.strictSame(await run('last'), { values: { one: 1 } })
  await runner.close()
})
