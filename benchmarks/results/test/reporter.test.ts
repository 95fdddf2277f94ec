import { Writable } from 'node:stream'
import {
  type Output,
  type ProgressReporter,
  type ReporterOptions,
  reporter,
} from '@momenta/bench-results'
import t from 'tap'

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

t.test('plain on a terminal draws no bar, quiet prints failures alone', async (t) => {
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
  t.equal(quiet.out(), 'adam failed: why\n')
  t.equal(quiet.events() + plain.events(), '')
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
