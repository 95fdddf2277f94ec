import { join } from 'node:path'
import t from 'tap'
import { evaluatedWith } from './evaluatedWith.js'
import { filesOf, root, textOf } from './workspace.js'

interface Page {
  readonly page: string
  readonly text: string
}

const evaluated = <A>(expression: string) =>
  evaluatedWith<A>(
    { 'pageOf.mjs': ['linked', 'pageOf'], 'pagesOf.mjs': ['fileOf', 'pagesOf'] },
    expression,
  )

const pages = evaluated<readonly Page[]>('pagesOf(root)')

t.test('a file of the repository has its page of the site', async (t) => {
  const files = [
    ...['README.md', 'docs/index.md', 'docs/guide/install.md', 'docs/adr', 'docs/adr/0001-x.md'],
    ...['packages', 'packages/tfjs', 'packages/tfjs/README.md', 'docs/figures/claims.svg'],
    ...['LICENSE', 'packages/tfjs/src/index.ts', 'scripts'],
  ]
  t.same(evaluated(`${JSON.stringify(files)}.map((file) => pageOf(file) ?? null)`), [
    ...['/readme', '/', '/guide/install', '/adr/', '/adr/0001-x'],
    ...['/packages/', '/packages/tfjs', '/packages/tfjs', '/figures/claims.svg'],
    ...[null, null, null],
  ])
})

t.test('links lead to pages, and one to a file that is not shown becomes its text', async (t) => {
  const text = [
    '[a](../../packages/tfjs#use) ![b](../figures/x.svg) [c](../../LICENSE) [d](https://x.org)',
    '```md\n[e](../../packages/tfjs)\n```\n[f](#here)',
  ].join('\n')
  t.equal(
    evaluated(`linked('docs/guide/x.md', ${JSON.stringify(text)}, () => true)`),
    [
      '[a](/packages/tfjs#use) ![b](/figures/x.svg) c [d](https://x.org)',
      '```md\n[e](../../packages/tfjs)\n```\n[f](#here)',
    ].join('\n'),
  )
  t.equal(evaluated(`linked('README.md', '[a](packages/none)', () => false)`), 'a')
})

t.test('every link of every page leads to a page, at a heading that it has', async (t) => {
  t.ok(pages.length > 60)
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[`*[\]()]/g, '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
  const headings = new Map(
    pages.map(({ page, text }) => [
      page,
      new Set([...text.matchAll(/^#+ (.+)$/gm)].map((found) => anchorOf(found[1] as string))),
    ]),
  )
  const wrong = pages.flatMap(({ page, text }) =>
    [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\((\/[^)#\s]*)?(?:#([^)\s]*))?\)/g)]
      .filter(([, target = page, anchor]) => {
        if (/^\/(data|figures|api)\//.test(target)) return false
        const found = headings.get(target)
        return found === undefined || (anchor !== undefined && !found.has(anchor))
      })
      .map(([link]) => `${page}: ${link}`),
  )
  t.same(wrong, [])
})

t.test('every page of the guide is in the sidebar', async (t) => {
  const names = pages.map(({ page }) => page).filter((page) => page.startsWith('/guide/'))
  const config = evaluated<string>(
    `import('node:fs').then((fs) => fs.readFileSync(root + '/docs/.vitepress/sidebar.mjs', 'utf8'))`,
  )
  t.ok(names.length >= 9)
  t.same(
    names.filter((page) => !config.includes(`'${page}'`)),
    [],
  )
})

t.test('an optimizer has a page with its options, their defaults and its paper', async (t) => {
  const textOfPage = (page: string) => pages.find((each) => each.page === page)?.text ?? ''
  const adamw = textOfPage('/reference/optimizers/adamw')
  t.match(adamw, '| `weightDecay` | `0.01` |')
  t.match(adamw, '| `capacity` | `5` | non-negative integer |')
  t.match(adamw, /`learningRate`[\s\S]*`b1`[\s\S]*`weightDecay`/, 'its own options come first')
  t.match(adamw, 'arXiv [1711.05101](https://arxiv.org/abs/1711.05101)')
  t.match(textOfPage('/reference/optimizers/'), '[`adamw`](/reference/optimizers/adamw)')
  const unexplained = pages
    .filter(({ page }) => page.startsWith('/reference/'))
    .flatMap(({ page, text }) =>
      [...text.matchAll(/^\| `(\w+)` \|.*\| {2}\|$/gm)].map(([, option]) => `${page}: ${option}`),
    )
  t.same(unexplained, [], 'every option has a sentence')
})

t.test(
  'the changelog has what the changesets say, and the results those that lie here',
  async (t) => {
    const changes = filesOf('.changeset', '.md')
      .map(textOf)
      .filter((text) => text.startsWith('---'))
    const changelog = pages.find(({ page }) => page === '/changelog')?.text ?? ''
    t.match(changelog, /^## /m)
    for (const text of changes) {
      const first = /---\n[\s\S]*?---\n+(?:First release:? ?(?:of )?)?(\S+)/.exec(text)?.[1] ?? ''
      t.ok(changelog.includes(first.replaceAll('<', '&lt;')), first)
    }
    const results = pages.find(({ page }) => page === '/guide/results')?.text ?? ''
    t.match(results, /^\| `brown-lstm` \| 2 \| Adam \| 0.002 \| 1 \| test perplexity \| 201.0 \|$/m)
  },
)

t.test('an equation is typeset, and a table of text has labels for a phone', async (t) => {
  const text = [
    'A rate $`\\alpha`$ costs `$1`, $`y`$.\n\n```math\nx^2\n```',
    '| a | b | c |\n| --- | --- | --- |\n| 1 | 2 | 3 |',
    '| a | b |\n| --- | --: |\n| 1 | 2 |',
  ].join('\n\n')
  const plugin = (name: string) =>
    `(await import(${JSON.stringify(join(root, `docs/.vitepress/${name}.mjs`))})).${name}`
  const html = evaluated<string>(`
    import(${JSON.stringify(join(root, 'node_modules/vitepress/dist/node/index.js'))})
      .then(async ({ createMarkdownRenderer }) => {
        const md = await createMarkdownRenderer('.')
        for (const plugin of [${plugin('mathPlugin')}, ${plugin('tablePlugin')}]) plugin(md)
        return md.render(${JSON.stringify(text)})
      })`)
  t.match(html, /A rate <span v-pre><span class="katex">.*α.*<\/span> costs <code[^>]*>\$1<\/code>/)
  t.match(html, /<mi>y<\/mi><mtext>\.<\/mtext>/, 'no line begins with a mark')
  t.match(html, /<div class="equation" tabindex="0">.*<msup><mi>x<\/mi><mn>2<\/mn><\/msup>/)
  t.match(html, /<table tabindex="0" class="stacked">[\s\S]*<td data-label="b">2<\/td>/)
  t.match(html, /<table tabindex="0">\s*<thead>/, 'numbers are scrolled')
})

const offline = `(await import(${JSON.stringify(join(root, 'docs/.vitepress/openOffline.mjs'))}))`

t.test('a page opens from a folder: its links are relative and name files', async (t) => {
  const relative = (page: string, base: string) => {
    const html = [`${base}`, `${base}guide/x.html#y`, 'https://x.org', '#d']
      .map((href) => `<a href="${href}">a</a>`)
      .join('')
    return evaluated<string>(
      `${offline}.withRelativeLinks('${page}', '${base}', ${JSON.stringify(html)})`,
    )
  }
  for (const base of ['/', '/momenta/']) {
    t.match(
      relative('adr/index.html', base),
      /"\.\.\/index\.html".*"\.\.\/guide\/x\.html#y".*"https:\/\/x\.org".*"#d"/,
    )
    t.match(relative('index.html', base), /"index\.html".*"guide\/x\.html#y"/)
  }
})

t.test(
  'the search of a site that is opened from a folder has addresses from its root',
  async (t) => {
    const at = (path: string) => JSON.stringify(join(root, path))
    const found = evaluated(`(async () => {
    const { default: MiniSearch } = await import(${at('node_modules/minisearch/dist/es/index.js')})
    const { searchScript } = await import(${at('docs/.vitepress/searchScript.mjs')})
    const index = new MiniSearch({ fields: ['title', 'titles', 'text'] })
    index.add({ id: '/base/x/y.html#a', title: 'A', titles: [], text: 'gradients are averaged' })
    const window = {}
    new Function('window', await searchScript(JSON.stringify(index), '/base/'))(window)
    return window.momentaSearch.search('averag gradient').map(({ id }) => id)
  })()`)
    t.same(found, ['x/y.html#a'])
  },
)

t.test('an example shows its code, the main file first', async (t) => {
  const page = pages.find((each) => each.page === '/examples/node-cnn')?.text ?? ''
  t.match(page, /## Code\n\n```ts \[src\/index\.ts\][\s\S]*\n```ts \[src\/images\.ts\]/)
})

t.test('the site is served under the path of the homepage in the root manifest', async (t) => {
  const homepages = [
    '',
    'https://momenta.dev',
    'https://owner.github.io/momenta/',
    'https://owner.github.io/momenta',
    'https://github.com/owner/momenta#readme',
  ]
  t.same(evaluated(`${JSON.stringify(homepages)}.map(${offline}.baseOf)`), [
    ...['/', '/'],
    ...['/momenta/', '/momenta/', '/momenta/'],
  ])
})

t.test(
  'the table of networks in Choosing an optimizer is that of the committed runs',
  async (t) => {
    interface Run {
      readonly [field: string]: unknown
      readonly value: number
    }
    const module = JSON.stringify(join(root, 'scripts/site/runsIn.mjs'))
    const folders = ['small-h200', 'small']
      .map((name) => JSON.stringify(join(root, 'benchmarks/training/results', name)))
      .join()
    const runs = evaluated<readonly Run[]>(
      `[${folders}].flatMap((await import(${module})).runsIn).filter(({ seed, atRateOfAdam }) => seed === 1 && atRateOfAdam)`,
    )
    const lines = textOf('docs/guide/choosing.md').split('\n')
    const cellsOf = (line: string) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
    const [, , ...methods] = cellsOf(lines.find((line) => line.startsWith('| task')) ?? '')
    const rows = lines.filter((line) => /^\| `\w+-/.test(line)).map(cellsOf)
    t.equal(rows.length, 4)
    const wrong = rows.flatMap(([task = '', metric = '', ...values]) => {
      const epochs = Math.max(
        ...runs.filter((run) => `\`${run.task}\`` === task).map((run) => Number(run.epochs)),
      )
      return values.flatMap((shown, i) => {
        const found = runs.find(
          (run) => `\`${run.task}\`` === task && run.method === methods[i] && run.epochs === epochs,
        )
        const percent = metric.startsWith('accuracy')
        const value = ((percent ? 100 : 1) * (found?.value ?? Number.NaN)).toFixed(1)
        const expected = found === undefined ? '' : `${value}${percent ? ' %' : ''}`
        return shown === expected ? [] : [`${task} ${methods[i]}: ${shown}, not ${expected}`]
      })
    })
    t.same(wrong, [])
  },
)
