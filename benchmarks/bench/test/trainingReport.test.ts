import { figuresIn } from '@momenta/bench-figures'
import t from 'tap'
import { inner, order } from './jobs.js'
import { allRuns, runOf, storedRuns, tasks } from './trainingRuns.js'

const { trainingSection } = await inner<
  typeof import('../dist/training/report/trainingSection.js')
>('training/report/trainingSection')
const { methodsOf } = await inner<typeof import('../dist/training/report/methodsOf.js')>(
  'training/report/methodsOf',
)
const { overheadsOf } = await inner<typeof import('../dist/training/report/overheadTable.js')>(
  'training/report/overheadTable',
)
const { targetTable } = await inner<typeof import('../dist/training/report/targetTable.js')>(
  'training/report/targetTable',
)
const { spentUntil } = await inner<typeof import('../dist/training/report/spentUntil.js')>(
  'training/report/spentUntil',
)
const { trainingClaims } = await inner<typeof import('../dist/training/report/trainingClaims.js')>(
  'training/report/trainingClaims',
)
const { acrossTasks } = await inner<typeof import('../dist/training/report/acrossTasks.js')>(
  'training/report/acrossTasks',
)
const { adviceSection } =
  await inner<typeof import('../dist/advice/adviceSection.js')>('advice/adviceSection')
const { bestFinding } =
  await inner<typeof import('../dist/findings/bestFinding.js')>('findings/bestFinding')
const { questionsSection } = await inner<typeof import('../dist/questions/questionsSection.js')>(
  'questions/questionsSection',
)
const { trainingRuns } =
  await inner<typeof import('../dist/training/trainingRuns.js')>('training/trainingRuns')

const title = { name: 'images', title: 'Images', source: '' }
const images = allRuns().filter(({ task }) => task.name === 'images')

t.test(
  'the runs of a method are those at the rate of Adam, of its search, and tuned',
  async (t) => {
    const found = methodsOf(images).map(({ name, untuned, rate, tuned, search }) => [
      name,
      untuned.length,
      rate,
      tuned.length,
      search.length,
    ])
    t.strictSame(found, [
      ['Adam', 3, 0.001, 3, 3],
      ['Adam+CM', 1, 0.0003, 3, 3],
      ['Adam+CG', 3, 0.001, 3, 3],
      ['Adam+SAM', 3, 0.001, 3, 3],
      ['Adam+SAM+CM', 1, 0.0003, 3, 3],
    ])
    const partial = methodsOf(
      images.filter(({ isSearch, learningRate }) => !isSearch || learningRate > 0.0005),
    )
    t.equal(partial[1]?.rate, undefined, 'no rate is chosen before the search has all its rates')
  },
)

t.test('a section is drawn from no run, from each run, and from all', async (t) => {
  t.equal(trainingSection(title, [], order).blocks.length, 1)
  for (const runs of [images, allRuns().filter(({ task }) => task.name === 'text')]) {
    for (const some of [runs.slice(0, 1), runs.filter(({ isSearch }) => isSearch), runs]) {
      const { blocks } = trainingSection(title, some, order)
      const figures = figuresIn(blocks)
      t.ok(blocks.length > 1)
      for (const { svg, narrow, caption } of figures)
        t.notMatch(`${svg}${narrow}${caption}`, /undefined|NaN/)
      for (const block of blocks)
        if (block.kind === 'table') t.notMatch(block.html, /undefined|NaN/)
    }
  }
})

t.test(
  'the best of the table is bold where the intervals separate, and not where not',
  async (t) => {
    const tableOf = (noise: number) =>
      trainingSection(
        title,
        allRuns(0.1, noise).filter(({ task }) => task.name === 'images'),
        order,
      ).blocks.flatMap((block) => (block.kind === 'table' ? [block.html] : []))[0] as string
    t.match(tableOf(0.001), /Adam\+CM<\/th>.*<strong>91\.0/)
    t.notMatch(tableOf(0.2), /<strong>/)
  },
)

t.test('a run that diverged is counted, and no mean has it', async (t) => {
  const diverged = { diverged: 1, 'last.accuracy': 0, 'best.accuracy': 0.5 }
  const runs = images.map((run) =>
    run.method.name === 'Adam' && !run.isSearch && run.seed === 2
      ? { ...run, values: { ...run.values, ...diverged } }
      : run,
  )
  const html = trainingSection(title, runs, order).blocks.flatMap((block) =>
    block.kind === 'table' ? [block.html] : [],
  )[0] as string
  t.match(html, /Adam<\/th><td[^>]*>(89|90)\.\d+ ± 0\.\d+<\/td><td[^>]*>3, 1 diverged</)
  const claim = trainingClaims(runs).find(({ other, tuned }) => other === 'Adam' && tuned)
  t.equal(claim?.n, 2, 'a pair without a number is no pair')
  const [section] = acrossTasks(
    [...runs, ...allRuns().filter(({ task }) => task.name === 'text')],
    order,
  )
  for (const block of section?.blocks ?? [])
    if (block.kind === 'table') t.notMatch(block.html, /NaN|Infinity/)
})

t.test('the caption of a search names the methods whose best rate is the last one tried', (t) => {
  const captionOf = (runs: typeof images) =>
    figuresIn(trainingSection(title, runs, order).blocks).find(({ id }) => id === 'images-rates')
      ?.caption
  t.match(
    captionOf(images),
    /may lie outside, of Adam\+CM \(0\.0003\), Adam\+SAM\+CM \(0\.0003\)\.$/,
  )
  t.notMatch(captionOf(images.filter(({ method }) => method.name === 'Adam')), /outside/)
  t.end()
})

t.test('what a run spends until a target is interpolated between its epochs', async (t) => {
  // accuracies after the epochs: 1 − 0.1 (1 + 2⁻ᵉ − 2⁻³) = 0.8125, 0.8625, 0.8875, 0.9
  const run = runOf(tasks.images, 'Adam', 0.1)
  const near = (target: number, epochs: number) => {
    const spent = spentUntil(run, target)
    t.ok(Math.abs((spent?.epochs ?? 0) - epochs) < 1e-9, `${target}`)
    t.ok(Math.abs((spent?.gradientEvaluations ?? 0) - 10 * epochs) < 1e-9)
  }
  near(80, 1)
  near(83.75, 1.5)
  near(90, 4)
  t.equal(spentUntil(run, 90.1), undefined)
})

t.test('a claim of training is the paired logarithm of the errors', async (t) => {
  const runs = [1, 2].flatMap((seed) => [
    runOf(tasks.images, 'Adam', 0.1 * seed, { seed }),
    runOf(tasks.images, 'Adam+CM', 0.08 * seed * (seed === 1 ? 1 : 1.01), { seed }),
  ])
  const [claim, ...others] = trainingClaims(runs)
  t.equal(others.length, 0)
  t.match(claim, { task: 'images', other: 'Adam', tuned: false, n: 2, verdict: 'reproduced' })
  const gains = [Math.log(1 / 0.8), Math.log(1 / 0.808)] as const
  t.ok(Math.abs((claim?.gain ?? 0) - (gains[0] + gains[1]) / 2) < 1e-9)
  // t(1) = 12.706; the standard error of two values is half their distance
  const half = (12.706 * (gains[0] - gains[1])) / 2
  t.ok(Math.abs((claim?.interval?.low ?? 0) - ((gains[0] + gains[1]) / 2 - half)) < 1e-4)
  const [one] = trainingClaims(runs.filter(({ seed }) => seed === 1))
  t.match(one, { n: 1, verdict: 'no data', interval: undefined })
})

t.test('sections over all tasks say what holds, and where too little was run', async (t) => {
  t.strictSame(acrossTasks([], order), [])
  t.equal(acrossTasks(images, order)[0]?.blocks[0]?.kind, 'text')
  const [figure] = figuresIn(acrossTasks(allRuns(), order)[0]?.blocks ?? [])
  t.equal(figure?.id, 'training-profile')
  t.notMatch(figure?.svg, /NaN/)
})

t.test('a change over single runs has no interval', (t) => {
  const single = allRuns().filter(({ seed, isSearch }) => !isSearch && seed === 1)
  const tables = (acrossTasks(single, order)[0]?.blocks ?? []).flatMap((block) =>
    block.kind === 'table' ? [block.html] : [],
  )
  t.match(tables[0], /, single runs</)
  t.notMatch(tables[0], /\d \[/)
  t.end()
})

t.test('the time of a step beside Adam’s does not depend on other load on the machine', (t) => {
  const slowed = allRuns().map((run) =>
    run.method.name === 'Adam'
      ? run
      : {
          ...run,
          values: {
            ...run.values,
            msGradient: 3 * (run.values.msGradient ?? 0),
            msOptimizer: 3 * (run.values.msOptimizer ?? 0),
          },
        },
  )
  const costs = (runs: ReturnType<typeof allRuns>) =>
    (acrossTasks(runs, order)[0]?.blocks ?? []).filter(({ kind }) => kind === 'table').slice(1)
  t.equal(costs(allRuns()).length, 2)
  t.strictSame(costs(slowed), costs(allRuns()))
  t.end()
})

t.test('on a graphics card steps are compared by the sum of their two times', (t) => {
  const costs = (moved: number) => {
    const runs = allRuns().map((run) => {
      const { msGradient = 0, msOptimizer = 0 } = run.values
      const by = run.method.name === 'Adam' ? 0 : moved
      return {
        ...run,
        backend: 'webgpu' as const,
        values: { ...run.values, msGradient: msGradient - by, msOptimizer: msOptimizer + by },
      }
    })
    return (acrossTasks(runs, order)[0]?.blocks ?? []).filter(({ kind }) => kind === 'table')
  }
  t.ok(costs(0).length > 1)
  // the processor waits for the gradients in the optimizer, or before it
  t.strictSame(costs(9), costs(0))
  t.end()
})

t.test('times of a minority of runs on another backend are not compared', (t) => {
  const moved = allRuns().map((run) =>
    run.method.name === 'Adam+CM' && !run.isSearch ? { ...run, backend: 'cpu' as const } : run,
  )
  const methods = methodsOf(moved.filter(({ task }) => task.name === tasks.images.name))
  const names = overheadsOf(methods).map(({ name }) => name)
  t.same(
    names,
    methods.map(({ name }) => name).filter((name) => name !== 'Adam+CM'),
  )
  const [table] = targetTable(methods)
  t.match(JSON.stringify(table), /on another backend/)
  t.end()
})

const linesOf = (sections: ReturnType<typeof adviceSection>): string =>
  sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'list' ? block.items.map(({ text }) => text) : []))
    .join('\n')

t.test('the advice follows from the results, and says where Adam wins', async (t) => {
  t.strictSame(adviceSection([]), [])
  const stored = storedRuns(allRuns())
  t.equal(trainingRuns(stored).length, allRuns().length)
  const advice = linesOf(adviceSection(stored))
  t.match(advice, /chose for Adam\+CM 0\.3 times the rate of Adam, a lower one in 2 of 2/)
  t.match(advice, /of 2 networks, .* better than Adam on 2 \([a-z, -]+\) and worse on 0\./)
  t.match(advice, /images 1\.1 times the time and 2 times the peak memory/i)
  t.match(advice, /Capacity: no task with several capacities is finished/)
  const swapped = allRuns().map((run) =>
    run.method.name === 'Adam'
      ? { ...run, method: { ...run.method, name: 'Adam+CM' } }
      : run.method.name === 'Adam+CM'
        ? { ...run, method: { ...run.method, name: 'Adam' } }
        : run,
  )
  t.match(linesOf(adviceSection(storedRuns(swapped))), /worse on 2 \([a-z, -]+\): keep Adam/)
  const questions = linesOf(questionsSection(stored))
  t.match(questions, /SGD and SGD\+CM as baselines: not run\./)
  t.match(questions, /The cost of the memory: .*2 times the peak memory/)
})

t.test('the best tuned method of each task is named, and whether it is separated', async (t) => {
  t.equal(bestFinding([]), undefined)
  t.equal(bestFinding(images.filter(({ method }) => method.name === 'Adam')), undefined)
  t.match(
    bestFinding(allRuns(0.1, 0.001)),
    /: Adam\+CM on images \(test accuracy 91\.0\d+ ± [\d.]+ %\); Adam\+CM on text \(test perplexity 17\.9\d+ ± [\d.]+\)\.$/,
  )
  t.match(bestFinding(allRuns(0.1, 0.2)), /on text \(.*, not separated from every other\)\.$/)
})
