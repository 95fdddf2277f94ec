import { type Block, figuresIn, type linePlot } from '@momenta/bench-figures'
import t from 'tap'
import { inner } from './jobs.js'
import { allRuns, runOf, storedRuns, tasks } from './trainingRuns.js'

const { fewSeries } = await inner<typeof import('../dist/report/fewSeries.js')>('report/fewSeries')
const { methodsIn } = await inner<typeof import('../dist/report/methodsIn.js')>('report/methodsIn')
const { lineBlock, tableBlock } =
  await inner<typeof import('../dist/report/blocks.js')>('report/blocks')
const { trainingSection } = await inner<
  typeof import('../dist/training/report/trainingSection.js')
>('training/report/trainingSection')

/** The colour and dash of the line of a method in a drawing. */
const looksOf = (svg: string, method: string): readonly (string | undefined)[] => {
  const [, path = ''] = new RegExp(`<title>${method}</title><path ([^>]*)>`).exec(svg) ?? []
  return ['stroke', 'stroke-dasharray'].map(
    (name) => new RegExp(` ${name}="([^"]*)"`).exec(` ${path}`)?.[1],
  )
}

t.test('a user’s optimizer looks the same in every figure of a page', async (t) => {
  const on = (task: typeof tasks.images | typeof tasks.text, ...names: readonly string[]) =>
    names.map((name) => runOf(task, name, 0.1))
  const images = on(tasks.images, 'Adam', 'mine', 'another')
  const text = on(tasks.text, 'Adam', 'mine', 'yours')
  const order = methodsIn(storedRuns([...images, ...text]))
  const looks = [images, text].map((runs) => {
    const [curves] = figuresIn(trainingSection(tasks.images, runs, order).blocks)
    return ['Adam', 'mine'].map((name) => looksOf(curves?.svg ?? '', name))
  })
  t.strictSame(looks[0], looks[1])
  t.notSame(looks[0]?.[0], looks[0]?.[1])
  t.ok(looks.flat(2).some((look) => look?.startsWith('#')))
})

const captionOf = (block: Block): string => (block.kind === 'figure' ? block.caption : '')

t.test(
  'a figure draws no more series than can be distinguished, and its data have all',
  async (t) => {
    const names = Array.from({ length: 50 }, (_, i) => `method ${i}`)
    const figure = (count: number): Parameters<typeof linePlot>[0] => ({
      id: 'f',
      title: 'T',
      x: { label: '', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: names,
      panels: [[{ lines: names.slice(0, count).map((series) => ({ series, x: [0], y: [1] })) }]],
    })
    t.equal(fewSeries(figure(20)).note, '')
    const block = lineBlock(figure(50), 'Losses.')
    t.equal(captionOf(block), 'Losses. The first 20 of 50 are drawn; the data have all.')
    const [drawn] = figuresIn([block])
    t.match(drawn?.svg, 'method 19<')
    t.notMatch(drawn?.svg, 'method 20<')
    t.strictSame(drawn?.data, figure(50))
  },
)

t.test('a long table is folded, and has no more rows than are read', async (t) => {
  const rows = Array.from({ length: 150 }, (_, i) => i)
  const block = tableBlock(rows, [{ heading: 'n', value: (n) => n }], 'Numbers.')
  const [inner] = block.kind === 'details' ? block.blocks : []
  const html = inner?.kind === 'table' ? inner.html : ''
  t.match(block, { summary: 'Table (150 rows)' })
  t.equal(html.match(/<tr>/g)?.length, 101)
  t.match(html, 'Numbers. The first 100 of 150 rows; the data have all.')
})

t.test('what monitors measured is drawn, or one line says that it was not', async (t) => {
  const plain = allRuns().filter(({ task }) => task.name === 'images')
  const blocksOf = (runs: typeof plain) =>
    trainingSection(tasks.images, runs, methodsIn(storedRuns(runs))).blocks
  const idsOf = (runs: typeof plain) => figuresIn(blocksOf(runs)).map(({ id }) => id)
  const textsOf = (runs: typeof plain) =>
    blocksOf(runs).flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  t.notOk(idsOf(plain).some((id) => id.startsWith('images-monitor')))
  t.ok(textsOf(plain).some((line) => line.startsWith('Not measured: sharpness, distance')))
  const measured = (run: (typeof plain)[number]) => ({
    ...run,
    monitored: [1, 2].map((step) => ({
      step,
      values: {
        'monitor.sharpness': 10 * step,
        'monitor.distance': step,
        ...(run.method.name.includes('CM') ? { 'monitor.agreementByNorm': 0.5 } : {}),
      },
    })),
  })
  const capacity = (run: (typeof plain)[number], size: number) => ({
    ...measured(run),
    method: {
      name: `mine ${size}`,
      spec: { base: { name: 'adam' as const }, memory: { of: 'momenta', capacity: size } as const },
    },
  })
  const [one] = plain.filter(({ method, isSearch }) => method.name === 'Adam+CM' && !isSearch)
  const monitored = [
    ...plain.map(measured),
    ...(one === undefined ? [] : [capacity(one, 1), capacity(one, 20)]),
  ]
  const ids = idsOf(monitored)
  t.ok(['images-monitor', 'images-capacity'].every((id) => ids.includes(id)))
  t.notOk(textsOf(monitored).some((line) => line.startsWith('Not measured')))
  const figure = figuresIn(blocksOf(monitored)).find(({ id }) => id === 'images-monitor')
  t.match(figure?.svg, 'sharpness λmax(H)')
  t.notMatch(figure?.svg, 'relative variance', 'no panel without data')
})
