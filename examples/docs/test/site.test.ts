import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { root } from './workspace.js'

interface Page {
  readonly page: string
  readonly text: string
}

/** What the modules of `scripts/site`, which have no types, return. */
const evaluated = <A>(expression: string): A => {
  const module = (name: string) => JSON.stringify(join(root, 'scripts', 'site', name))
  const script = `
    import { linked, pageOf } from ${module('pageOf.mjs')}
    import { fileOf, pagesOf } from ${module('pagesOf.mjs')}
    const root = ${JSON.stringify(root)}
    process.stdout.write(JSON.stringify(${expression}))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (stderr !== '') throw new Error(stderr)
  return JSON.parse(stdout)
}

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
  const pages = evaluated<readonly Page[]>('pagesOf(root)')
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
        if (/^\/(data|figures)\//.test(target)) return false
        const found = headings.get(target)
        return found === undefined || (anchor !== undefined && !found.has(anchor))
      })
      .map(([link]) => `${page}: ${link}`),
  )
  t.same(wrong, [])
})

t.test('every page of the guide is in the sidebar', async (t) => {
  const names = evaluated<readonly Page[]>('pagesOf(root)')
    .map(({ page }) => page)
    .filter((page) => page.startsWith('/guide/'))
  const config = evaluated<string>(
    `await import('node:fs').then((fs) => fs.readFileSync(root + '/docs/.vitepress/config.mjs', 'utf8'))`,
  )
  t.ok(names.length >= 9)
  t.same(
    names.filter((page) => !config.includes(`'${page}'`)),
    [],
  )
})
