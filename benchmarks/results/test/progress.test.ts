import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import {
  etaOf,
  meanInterval,
  median,
  type Output,
  onInterrupt,
  type Progress,
  type ProgressEvent,
  type ProgressReporter,
  progressLine,
  progressState,
  quantiles,
  type ReporterOptions,
  reporter,
  wilson,
} from '@momenta/bench-results'
import fc from 'fast-check'
import t from 'tap'

const after = (...events: readonly ProgressEvent[]): Progress => {
  const [first, ...rest] = events
  if (first === undefined) throw new Error('a run begins with an event')
  return rest.reduce((state, event) => progressState(event, state), progressState(first))
}
const begin = (total: number): ProgressEvent => ({ event: 'begin', label: 'levy', total, t: 0 })
const start: ProgressEvent = { event: 'start', unit: 'adam seed 1', t: 1000 }

/** An output that remembers its text, as a terminal of 200 columns or a pipe. */
const sheet = (isTTY: boolean): { readonly out: Output; readonly text: () => string } => {
  let text = ''
  const out = new Writable({
    write: (chunk, _, next) => {
      text += chunk
      next()
    },
  })
  return { out: Object.assign(out, { isTTY, columns: 200 }), text: () => text }
}
/** A reporter on sheets, and a clock to set. */
const desk = (
  options: Pick<ReporterOptions, 'mode' | 'total'>,
  isTTY = false,
): {
  readonly at: (time: number) => ProgressReporter
  readonly out: () => string
  readonly events: () => string
} => {
  let time = 0
  const [out, events] = [sheet(isTTY), sheet(false)]
  const now = (): number => time
  const progress = reporter({ ...options, label: 'levy', out: out.out, events: events.out, now })
  const at = (next: number): ProgressReporter => {
    time = next
    return progress
  }
  return { at, out: out.text, events: events.text }
}

t.test(
  'the time left is the weight left over the mean rate since the first unit began',
  async (t) => {
    // 30 of 100 done from t = 1 s to t = 7 s: 5/s; 70 left: 14 s
    const state = after(begin(100), start, { event: 'advance', weight: 30, t: 7000 })
    t.equal(etaOf(state, 7000), 14)
    // 6 s later without news: 2.5/s, 28 s
    t.equal(etaOf(state, 13000), 28)
  },
)

t.test('resumed weight counts as done and not for the rate', async (t) => {
  // 60 resumed, then 10 in 4 s: 2.5/s; 30 left: 12 s (counted in, the rate would be 17.5/s: 1.7 s)
  const state = after(begin(100), { event: 'resumed', weight: 60, t: 500 }, start, {
    event: 'advance',
    weight: 10,
    t: 5000,
  })
  t.equal(etaOf(state, 5000), 12)
  t.equal(progressLine(state, 5000), 'levy 70/100 70%, 60 resumed, 2.5/s, ETA 0:12, adam seed 1')
})

t.test('what a failed unit leaves undone is not left to do, nor was it done', async (t) => {
  // 20 in 4 s: 5/s; 30 lost: 50 left: 10 s
  const state = after(
    begin(100),
    start,
    { event: 'advance', weight: 20, t: 5000 },
    {
      event: 'fail',
      message: 'diverged',
      weight: 30,
      t: 5000,
    },
  )
  t.equal(etaOf(state, 5000), 10)
  t.equal(progressLine(state, 5000), 'levy 50/100 50%, 1 failed, 5/s, ETA 0:10, adam seed 1')
})

t.test('there is no time left to name before the first weight, and none at the end', async (t) => {
  t.equal(etaOf(after(begin(10)), 5000), undefined)
  t.equal(etaOf(after(begin(10), start), 5000), undefined)
  t.equal(etaOf(after(begin(10), start, { event: 'advance', weight: 1, t: 1000 }), 1000), undefined)
  t.equal(etaOf(after(begin(10), { event: 'resumed', weight: 10, t: 0 }), 5000), 0)
  t.equal(progressLine(after(begin(0)), 0), 'levy 0/0 100%')
})

t.test('the line rounds weights, shows hours, and the note of the unit in hand only', async (t) => {
  // 1 in 1 s; 7324 left: 7324 s = 2 h 2 min 4 s
  const noted = after(begin(7325), start, { event: 'advance', weight: 1, note: 'f 0.81', t: 2000 })
  t.equal(progressLine(noted, 2000), 'levy 1/7325 0%, 1/s, ETA 2:02:04, adam seed 1 f 0.81')
  const next = progressState({ event: 'start', unit: 'sam seed 1', t: 2000 }, noted)
  t.equal(progressLine(next, 2000), 'levy 1/7325 0%, 1/s, ETA 2:02:04, sam seed 1')
  // 10 times 0.1 is 0.9999999999999999
  const tenths = after(
    begin(1),
    start,
    ...Array.from(
      { length: 10 },
      (): ProgressEvent => ({ event: 'advance', weight: 0.1, t: 2000 }),
    ),
  )
  t.match(progressLine(tenths, 2000), /^levy 1\/1 100%/)
})

t.test('the order of resumed, failed and done weight does not matter', async (t) => {
  const events = fc.array(
    fc.oneof(
      fc.record({
        event: fc.constant('advance' as const),
        weight: fc.nat(9),
        t: fc.constant(3000),
      }),
      fc.record({
        event: fc.constant('resumed' as const),
        weight: fc.nat(9),
        t: fc.constant(3000),
      }),
    ),
  )
  await fc.assert(
    fc.property(events, (events) => {
      const sum = (kind: string): number =>
        events
          .filter(({ event }) => event === kind)
          .reduce((total, { weight }) => total + weight, 0)
      const [done, resumed] = [sum('advance'), sum('resumed')]
      const state = after(begin(1000), start, ...events)
      // from t = 1 s to t = 3 s
      const expected = done === 0 ? undefined : (1000 - done - resumed) / (done / 2)
      const eta = etaOf(state, 3000)
      t.ok(eta === expected || Math.abs((eta ?? Number.NaN) / (expected ?? Number.NaN) - 1) < 1e-12)
    }),
  )
})

t.test(
  'in a pipe: a line at the start, at most every 10 s, and at the end; remarks at once',
  async (t) => {
    const { at, out, events } = desk({ mode: 'auto', total: 4 })
    at(0).start('adam')
    at(2000).advance(1)
    at(3000).note('a remark')
    at(9999).advance(1)
    at(10000).advance(1, 'f 3')
    at(11000).fail('NaN at step 7', 1)
    at(12000).done()
    at(12000).done()
    t.strictSame(out().split('\n'), [
      'levy 0/4 0%',
      'a remark',
      // 3 in 10 s; 1 left: 3.3 s
      'levy 3/4 75%, 0.3/s, ETA 0:03, adam f 3',
      'adam failed: NaN at step 7',
      // 3 in 12 s
      'levy 4/4 100%, 1 failed, 0.25/s',
      '',
    ])
    t.equal(events(), '')
  },
)

t.test(
  'on a terminal: a bar redrawn in place, remarks above it, no setting left changed',
  async (t) => {
    const { at, out } = desk({ mode: 'auto', total: 4 }, true)
    at(0).start('adam')
    at(1000).advance(1)
    at(1000).note('a remark')
    at(2000).advance(3)
    at(2000).done()
    at(2000).note('afterwards')
    const text = out()
    // 1 of 4 is 6 of 24 cells
    t.match(text, `${'='.repeat(6)}${'-'.repeat(18)} levy 1/4 25%, 1/s, ETA 0:03, adam`)
    // to column 1, clear the line, the remark
    t.match(text, '\u001b[1G\u001b[2Ka remark\n')
    // 4 in 2 s
    t.match(text, /={24} levy 4\/4 100%, 2\/s[^\n]*\nafterwards\n$/)
    t.notMatch(text, '\u001b[?', 'neither the cursor nor the line wrap is switched')
  },
)

t.test('a bar is cut to the width of the terminal', async (t) => {
  const narrow = sheet(true)
  const out = Object.assign(narrow.out, { columns: 40 })
  const progress = reporter({ mode: 'auto', total: 4, label: 'a very long label, too long', out })
  progress.done()
  // one column stays free: some terminals wrap when the last is written
  t.match(narrow.text(), `${'-'.repeat(24)} a very long la\u001b`)
})

t.test('plain on a terminal draws no bar, quiet says nothing', async (t) => {
  const tell = ({ at }: ReturnType<typeof desk>): void => {
    at(0).start('adam')
    at(0).note('remark')
    at(0).fail('why')
    at(20000).advance(1)
    at(20000).done()
  }
  const [plain, quiet] = [
    desk({ mode: 'plain', total: 1 }, true),
    desk({ mode: 'quiet', total: 1 }, true),
  ]
  tell(plain)
  tell(quiet)
  t.notMatch(plain.out(), '\u001b')
  t.equal(
    plain.out().split('\n').length,
    6,
    'start, note, fail, advance, done and the last line end',
  )
  t.equal(quiet.out() + quiet.events() + plain.events(), '')
})

t.test('json: each event a line of JSON on one stream, progress on the other', async (t) => {
  const { at, out, events } = desk({ mode: 'json', total: 2 })
  at(1).resumed(1)
  at(2).start('adam')
  at(3).advance(1, 'f 3')
  at(4).note('remark')
  at(5).fail('why')
  at(6).done()
  t.strictSame(
    events()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    [
      { event: 'begin', label: 'levy', total: 2, t: 0 },
      { event: 'resumed', weight: 1, t: 1 },
      { event: 'start', unit: 'adam', t: 2 },
      { event: 'advance', weight: 1, note: 'f 3', t: 3 },
      { event: 'note', text: 'remark', t: 4 },
      { event: 'fail', message: 'why', weight: 0, t: 5 },
      { event: 'done', t: 6 },
    ],
  )
  t.match(out(), /^levy 0\/2 0%\nremark\nadam failed: why\nlevy 2\/2 100%, 1 resumed, 1 failed/)
})

const interrupt = async (
  signals: readonly NodeJS.Signals[],
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const script = fileURLToPath(new URL('interruptMe.js', import.meta.url))
  const run = spawn(process.execPath, [script, ...args])
  let [out, err] = ['', '']
  run.stdout.on('data', (chunk) => (out += chunk))
  run.stderr.on('data', (chunk) => (err += chunk))
  await once(run.stdout, 'data')
  for (const signal of signals) {
    run.kill(signal)
    // the next only when this one has been answered
    if (err === '') await once(run.stderr, 'data')
  }
  const [code] = await once(run, 'close')
  return { code, out, err }
}
const first = 'Finishing the current record; interrupt once more to stop at once.\n'

t.test(
  'the first SIGINT or SIGTERM finishes the record, says how to resume and exits with 130',
  async (t) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      t.strictSame(await interrupt([signal]), {
        code: 130,
        out: 'ready\nflushed\n',
        err: `${first}Interrupted: what is done is kept. Resume with: npm run bench -- --out runs\n`,
      })
  },
)

t.test('the second signal exits with 130 at once', async (t) => {
  const both = await interrupt(['SIGINT', 'SIGTERM'], 'slow')
  t.strictSame(both, { code: 130, out: 'ready\n', err: first }, 'nothing was flushed')
})

t.test(
  'an interrupt aborts its signal; a failure to finish is said and exits with 1; dispose ends it',
  async (t) => {
    const said: string[] = []
    const listeners = process.listenerCount('SIGTERM')
    const left = new Promise<number>((exit) => {
      const { signal, dispose } = onInterrupt(() => Promise.reject(new Error('disk full')), {
        resume: 'again',
        say: (line) => said.push(line),
        exit,
      })
      t.notOk(signal.aborted)
      process.emit('SIGTERM')
      t.ok(signal.aborted)
      dispose()
      t.equal(process.listenerCount('SIGTERM'), listeners)
    })
    t.equal(await left, 1)
    t.strictSame(said, [first.trimEnd(), 'Interrupted, and could not finish: disk full'])
  },
)

t.test('the Wilson interval agrees with published values', async (t) => {
  const rounded = (successes: number, n: number, confidence?: number) => {
    const { p, low, high } = wilson(successes, n, confidence)
    return [p, low, high].map((x) => Number(x.toFixed(4)))
  }
  t.strictSame(rounded(8, 10), [0.8, 0.4902, 0.9433])
  // Newcombe 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29
  t.strictSame(rounded(81, 263), [0.308, 0.2553, 0.3662])
  t.strictSame(rounded(15, 148), [0.1014, 0.0624, 0.1605])
  t.strictSame(rounded(0, 20), [0, 0, 0.1611])
  t.strictSame(rounded(1, 29), [0.0345, 0.0061, 0.1718])
  // z = 2.5758: (.5 + 6.6349/20 ± 2.5758 sqrt(.025 + 6.6349/400)) / (1 + 6.6349/10) = .5 ± .3158
  t.strictSame(rounded(5, 10, 0.99), [0.5, 0.1842, 0.8158])
})

t.test(
  'the Wilson ends are where p lies sqrt(p(1-p)/n) z away, mirror each other, and stay in [0, 1]',
  async (t) => {
    const z = 1.959963984540054
    const trials = fc.nat(500).chain((n) => fc.record({ n: fc.constant(n + 1), k: fc.nat(n + 1) }))
    await fc.assert(
      fc.property(trials, ({ n, k }) => {
        const { p, low, high } = wilson(k, n)
        // the score equation (p - end)² = z² end (1 - end) / n; 1e-12: rounding of terms below 1
        for (const end of [low, high])
          t.ok(Math.abs((p - end) ** 2 - (z ** 2 * end * (1 - end)) / n) < 1e-12)
        t.ok(0 <= low && low <= p && p <= high && high <= 1)
        t.ok(Math.abs(wilson(n - k, n).high - (1 - low)) < 1e-12)
      }),
    )
    t.strictSame(wilson(0, 0), { p: Number.NaN, low: 0, high: 1 })
    t.throws(
      () => wilson(3, 2),
      /^wilson: successes and n must be whole with 0 <= successes <= n, got 3 of 2/,
    )
    t.throws(() => wilson(0.5, 2), /^wilson: successes/)
    t.throws(
      () => wilson(1, 2, 95),
      /^wilson: confidence must lie in \(0, 1\), got 95; 0\.95 is usual\.$/,
    )
  },
)

t.test('the interval of a mean uses the published t of n - 1 degrees of freedom', async (t) => {
  // sd of 1..5 is sqrt(2.5) = 1.58114; t(4) = 2.776445: 3 ± 2.776445 * 1.58114 / sqrt(5) = 3 ± 1.963243
  const five = meanInterval([1, 2, 3, 4, 5])
  t.equal(five.n, 5)
  t.ok(Math.abs(five.sd - 1.5811388300841898) < 1e-15)
  t.strictSame([five.mean, five.low.toFixed(5), five.high.toFixed(5)], [3, '1.03676', '4.96324'])
  // reach * sqrt(n) / sd is t itself; tables give it to 3 decimals
  const tOf = (n: number, confidence?: number): string => {
    const { mean, high, sd } = meanInterval(
      Array.from({ length: n }, (_, i) => i),
      confidence,
    )
    return (((high - mean) * Math.sqrt(n)) / sd).toFixed(3)
  }
  t.strictSame(
    [2, 3, 5, 10, 30].map((n) => tOf(n)),
    ['12.706', '4.303', '2.776', '2.262', '2.045'],
  )
  t.strictSame(
    [3, 5].map((n) => tOf(n, 0.99)),
    ['9.925', '4.604'],
  )
  t.strictSame(
    [3, 5].map((n) => tOf(n, 0.9)),
    ['2.920', '2.132'],
  )
})

t.test(
  'the interval of a mean is honest about one value, none, equal ones, and diverged ones',
  async (t) => {
    t.strictSame(meanInterval([7]), {
      mean: 7,
      low: -Infinity,
      high: Infinity,
      n: 1,
      sd: Number.NaN,
    })
    t.strictSame(meanInterval([]), {
      mean: Number.NaN,
      low: -Infinity,
      high: Infinity,
      n: 0,
      sd: Number.NaN,
    })
    t.strictSame(meanInterval([2, 2, 2]), { mean: 2, low: 2, high: 2, n: 3, sd: 0 })
    t.ok(Number.isNaN(meanInterval([1, Number.NaN]).mean))
    t.equal(meanInterval([1, Infinity]).mean, Infinity)
    t.throws(() => meanInterval([1, 2], 1), /^meanInterval: confidence must lie in \(0, 1\), got 1/)
  },
)

t.test('quantiles are linear between order statistics, as NumPy', async (t) => {
  // np.quantile([7, 15, 36, 39, 40, 41], [.1, .25, .5, .75, 1]): positions .5, 1.25, 2.5, 3.75, 5
  t.strictSame(
    quantiles([40, 7, 41, 15, 39, 36], [0.1, 0.25, 0.5, 0.75, 1]),
    [11, 20.25, 37.5, 39.75, 41],
  )
  t.equal(median([5, 1, 10]), 5, 'numbers sort as numbers')
  t.equal(median([4, 1, 2, 3]), 2.5)
  t.ok(Number.isNaN(median([])))
  t.throws(() => quantiles([1], [1.5]), /^quantiles: probabilities must lie in \[0, 1\], got 1\.5/)
})

t.test('diverged runs keep their place in the quantiles, NaN spoils them', async (t) => {
  t.strictSame(quantiles([Infinity, 1, 2], [0, 0.5, 1]), [1, 2, Infinity])
  t.equal(median([1, Infinity]), Infinity)
  t.equal(median([Infinity, Infinity]), Infinity)
  t.ok(Number.isNaN(median([-Infinity, Infinity])))
  t.ok(Number.isNaN(median([1, Number.NaN, 2])))
})
