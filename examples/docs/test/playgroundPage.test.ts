import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import t from 'tap'
import { preview } from 'vite'
import { CHROMIUM, flags, unless } from './chromium.js'
import { root } from './workspace.js'

const run = (command: string, ...args: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args[0]}: ${stdout}${stderr}`)
}

/** Builds the site without the API, and serves it. A link that leads nowhere fails the build. */
const serveSite = async () => {
  run(process.execPath, 'scripts/site.mjs')
  run(process.execPath, join(root, 'node_modules/vitepress/bin/vitepress.js'), 'build', 'docs')
  return preview({
    root: join(root, '.site'),
    build: { outDir: 'dist' },
    preview: { port: 0, host: '127.0.0.1' },
  })
}

/** The picture once the runs are computed and drawn. */
const drawn = async (page: Page): Promise<string> => {
  const map = page.locator('.map[aria-busy="false"]')
  await map.waitFor({ timeout: 600_000 })
  return map.innerHTML()
}

/** The build takes as long as all other tests of pages together. */
const wanted =
  process.env.MOMENTA_SITE === undefined ? { skip: 'set MOMENTA_SITE=1 to build the site' } : unless

t.test('the playground in headless Chromium', wanted, async (t) => {
  const server = await serveSite()
  const address = server.resolvedUrls?.local[0] as string
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags })
  t.teardown(async () => {
    await browser.close()
    await server.close()
  })
  const problems: string[] = []
  const open = async (url: string, width: number): Promise<Page> => {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    })
    page.on('pageerror', ({ message }) => problems.push(message))
    await page.goto(url)
    await page.locator('.map').waitFor({ timeout: 600_000 })
    return page
  }
  const page = await open(`${address}playground.html`, 1200)
  const first = await drawn(page)
  t.same(await page.locator('tbody tr td:first-child').allInnerTexts(), ['adam', 'adam+CM (5)'])

  await page.getByLabel('Surface').selectOption('levy')
  await page.getByLabel('Start x').fill('4')
  await page.getByLabel('Start x').press('Enter')
  await page.getByRole('button', { name: 'Add an optimizer' }).press('Enter')
  await page.locator('tbody tr').nth(2).waitFor({ timeout: 600_000 })
  const second = await drawn(page)
  t.not(second, first)
  t.equal(await page.getByLabel('Start x').inputValue(), '4')

  const shared = await open(page.url(), 400)
  t.equal(await drawn(shared), second, 'the address shows the same picture')
  t.equal(await shared.locator('tbody tr').count(), 3)
  t.equal(
    await shared.evaluate('document.documentElement.scrollWidth - innerWidth'),
    0,
    'nothing is cut on a phone',
  )
  const unlabelled = `[...document.querySelectorAll('.playground :is(input, select)')]
    .filter(({ labels }) => labels.length === 0).length`
  t.equal(await shared.evaluate(unlabelled), 0, 'every control has its label')

  const broken = await open(`${address}playground.html#x`, 400)
  t.match(await broken.getByRole('alert').textContent(), 'showing the first example')
  t.equal(await drawn(broken), first)
  t.same(problems, [])
})
