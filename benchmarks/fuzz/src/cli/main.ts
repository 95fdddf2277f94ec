import { existsSync, readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import type { Case } from '../cases/Case.js'
import { check } from '../compare/check.js'
import { script } from '../print/script.js'
import { search } from '../search.js'

interface Settings {
  readonly seconds: number
  readonly seed: number
  readonly cases: number
  readonly keepGoing: boolean
  readonly case?: string
}

const note = (line: string) => void process.stderr.write(`${line}\n`)
const tell = (line: string) => void process.stdout.write(`${line}\n`)

const whole = (least: number) => (text: string) => {
  const n = Number(text)
  if (!Number.isSafeInteger(n) || n < least)
    throw new InvalidArgumentError(`It must be an integer >= ${least}.`)
  return n
}

const program = () =>
  new Command('fuzz')
    .description('Runs random optimizers on random trees through every interpreter, and compares.')
    .option('--seconds <n>', 'seconds to search', whole(1), 60)
    .option('--seed <n>', 'the first seed; the next ones follow', whole(0), 1)
    .option('--cases <n>', 'number of cases per seed', whole(1), 50)
    .option('--keep-going', 'continue after a failure; report each kind of failure once', false)
    .option('--case <file or JSON>', 'run one printed case')
    .exitOverride()
    .configureOutput({ writeOut: tell, writeErr: note })

const replay = async (given: string): Promise<number> => {
  const one = JSON.parse(existsSync(given) ? readFileSync(given, 'utf8') : given) as Case
  const { failure } = await check(one)
  if (failure === undefined) note('the case holds')
  else tell(script({ one, failure }))
  return failure === undefined ? 0 : 1
}

const searched = async ({ seconds, seed, cases, keepGoing }: Settings): Promise<number> => {
  const start = performance.now()
  const since = () => (performance.now() - start) / 1000
  const sums = { cases: 0, bounded: 0, unbounded: 0 }
  const kinds = new Set<string>()
  let said = 0
  const progress = (now: number) =>
    note(
      `${sums.cases} cases up to seed ${now} in ${since().toFixed(0)} s, ${(sums.cases / since()).toFixed(1)} a second; ${kinds.size} failures; ${sums.unbounded} of ${sums.bounded} bounds say nothing`,
    )
  for (let now = seed; since() < seconds; now++) {
    const { found, ...counted } = await search({
      seed: now,
      count: cases,
      ignores: ({ kind }) => kinds.has(kind),
      ends: () => since() >= seconds,
    })
    for (const name of ['cases', 'bounded', 'unbounded'] as const) sums[name] += counted[name]
    if (found !== undefined) {
      kinds.add(found.failure.kind)
      tell(`// seed ${now}, after ${since().toFixed(0)} s\n${script(found)}`)
      if (!keepGoing) break
    }
    if (since() - said > 5) {
      said = since()
      progress(now)
    }
  }
  progress(seed)
  return kinds.size === 0 ? 0 : 1
}

/** The command; returns its exit code: 0 nothing failed, 1 something did, 2 bad options. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const settings = program().parse(args, { from: 'user' }).opts<Settings>()
    return settings.case === undefined ? await searched(settings) : await replay(settings.case)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
