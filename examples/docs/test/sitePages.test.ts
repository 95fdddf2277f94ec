import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, posix } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import t from 'tap'
import { ifBuilt, serveSite, siteFolder } from './builtSite.js'
import { CHROMIUM, flags } from './chromium.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The pages of the site, without those of TypeDoc and the page of errors. */
const pages = (): readonly string[] =>
  readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html') && !name.startsWith('api/') && name !== '404.html')
    .sort()

/** Those that stand for the others: each kind of page, and each with a figure. */
const kinds = [
  ...['index', 'readme', 'changelog', 'claims', 'performance', 'coverage', 'playground'],
  ...['guide/getting-started', 'guide/recipes', 'guide/choosing', 'guide/concepts'],
  ...[
    'guide/results',
    'reference/index',
    'reference/optimizers/adam',
    'reference/transforms/index',
  ],
].map((name) => `${name}.html`)

const attributesOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value as string)

interface Opened {
  readonly page: Page
  readonly problems: string[]
}

const open = async (browser: Browser, url: string, options = {}): Promise<Opened> => {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options })
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin)
      problems.push(`a request to ${request.url()}`)
  })
  await page.goto(url, { timeout: 300_000 })
  return { page, problems }
}

t.test('the built site', ifBuilt, async (t) => {
  const server = await serveSite()
  const address = server.resolvedUrls?.local[0] as string
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags })
  t.teardown(async () => {
    await browser.close()
    await server.close()
  })

  t.test('every link leads to a file, at an anchor that it has', async (t) => {
    const all = new Map(pages().map((name) => [name, readFileSync(join(siteFolder, name), 'utf8')]))
    const ids = new Map([...all].map(([name, html]) => [name, new Set(attributesOf(html, 'id'))]))
    const hasApi = existsSync(join(siteFolder, 'api'))
    const wrong = [...all].flatMap(([name, html]) =>
      attributesOf(html, 'href')
        .filter((href) => !/^(https?|data|mailto):/.test(href))
        .filter((href) => {
          const [path = '', anchor] = href.split('#')
          const target = path === '' ? name : posix.join(posix.dirname(name), path)
          // other files are those of the build, and MOMENTA_SITE=1 builds no API
          if (!target.endsWith('.html')) return false
          if (target.startsWith('api/')) return hasApi && !existsSync(join(siteFolder, target))
          const found = ids.get(target)
          return (
            found === undefined ||
            (anchor !== undefined && anchor !== '' && !found.has(decodeURIComponent(anchor)))
          )
        })
        .map((href) => `${name}: ${href}`),
    )
    t.ok(all.size > 100)
    t.same(wrong, [])
    if (hasApi)
      t.match(
        readFileSync(join(siteFolder, 'api/functions/_momenta_fused.fused.html'), 'utf8'),
        / href="\.\.\/\.\.\/reference\/index\.html"/,
      )
  })

  t.test('every page has one title, headings in order, and texts for its images', async (t) => {
    const wrong = pages().flatMap((name) => {
      const html = readFileSync(join(siteFolder, name), 'utf8').replace(
        /<(aside|nav)[\s\S]*?<\/\1>/g,
        '',
      )
      const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
      const jumps = levels.some((level, i) => i > 0 && level > (levels[i - 1] as number) + 1)
      const images = [...html.matchAll(/<img [^>]*>/g)].map(([image]) => image)
      return [
        ...(levels.filter((level) => level === 1).length === 1 ? [] : [`${name}: titles`]),
        ...(jumps ? [`${name}: headings ${levels}`] : []),
        ...images
          .filter((image) => !/ alt="[^"]{10,}"/.test(image))
          .map((image) => `${name}: ${image}`),
      ]
    })
    t.same(wrong, [])
  })

  for (const colorScheme of ['light', 'dark'] as const)
    t.test(
      `axe finds nothing in ${colorScheme} colours, and nothing is cut on a phone`,
      async (t) => {
        for (const name of kinds) {
          const viewport = { width: 400, height: 900 }
          const { page, problems } = await open(browser, `${address}${name}`, {
            colorScheme,
            viewport,
          })
          await page.waitForLoadState('networkidle')
          await page.evaluate(axe)
          const { violations } = (await page.evaluate('axe.run(document)')) as AxeResults
          t.same(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120))[0]}`,
            ),
            [],
            name,
          )
          t.same(problems, [], `${name}: no error in the console`)
          t.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, name)
          await page.close()
        }
      },
    )

  t.test('the focus of the keyboard is seen on every kind of control', async (t) => {
    const { page } = await open(browser, `${address}playground.html`)
    await page.locator('.map[aria-busy="false"]').waitFor({ timeout: 300_000 })
    const unseen: string[] = []
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(`(() => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement)
        const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
        return isOutlined || boxShadow !== 'none' ? '' : document.activeElement.outerHTML.slice(0, 100)
      })()`)
      if (seen !== '') unseen.push(String(seen))
    }
    t.same(unseen, [])
    await page.close()
  })

  t.test('a page prints without its navigation', async (t) => {
    const { page } = await open(browser, `${address}guide/concepts.html`)
    await page.emulateMedia({ media: 'print' })
    for (const part of ['.VPNav', '.VPSidebar', '.VPDocFooter'])
      t.notOk(await page.locator(part).first().isVisible(), part)
    t.ok(await page.locator('h1').isVisible())
    t.ok((await page.pdf()).length > 10_000)
    await page.close()
  })

  t.test('a page opens from the folder, and its links lead on', async (t) => {
    const { page } = await open(browser, `file://${join(siteFolder, 'guide/concepts.html')}`)
    t.match(await page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize"), '32px')
    await page.locator('.VPSidebar a', { hasText: 'Recipes' }).click()
    await page.locator('h1', { hasText: 'Recipes' }).waitFor()
    await page.setViewportSize({ width: 400, height: 900 })
    await page.locator('.VPLocalNav .menu').click()
    await page.locator('.VPSidebar a', { hasText: 'Glossary' }).click()
    await page.locator('h1', { hasText: 'Glossary' }).waitFor()
    // words of a text, and a heading
    for (const [words, address] of [
      ['divides by 10 at epoch', /reference\/schedules\.html#steps$/],
      ['gradient accumulation', /guide\/recipes\.html#gradient-accumulation$/],
    ] as const) {
      await page.locator('.DocSearch-Button').click()
      await page.getByPlaceholder('Search').fill(words)
      await page.getByPlaceholder('Search').press('Enter')
      await page.waitForURL(address)
    }
    await page.close()
  })

  t.test('the playground runs where it is opened from the folder', async (t) => {
    const { page } = await open(browser, `file://${join(siteFolder, 'playground.html')}`)
    await page.locator('.map[aria-busy="false"]').waitFor({ timeout: 600_000 })
    t.same(await page.locator('tbody tr td:first-child').allInnerTexts(), ['adam', 'adam+CM (5)'])
    await page.close()
  })
})
