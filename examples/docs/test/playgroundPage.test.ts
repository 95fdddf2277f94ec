import { chromium, type Page } from 'playwright-core'
import t from 'tap'
import { ifBuilt, serveSite } from './builtSite.js'
import { CHROMIUM, flags } from './chromium.js'

/** The picture once the runs are computed and drawn. */
const drawn = async (page: Page): Promise<string> => {
  const map = page.locator('.map[aria-busy="false"]')
  await map.waitFor({ timeout: 600_000 })
  return map.innerHTML()
}

t.test('the playground in headless Chromium', ifBuilt, async (t) => {
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

  // the address follows the picture within half a second
  await page.waitForTimeout(500)
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

  await shared.getByLabel('Example').selectOption('Five optimizers on Ackley')
  await shared.locator('tbody tr').nth(4).waitFor({ timeout: 600_000 })
  await drawn(shared)
  t.equal(await shared.locator('tbody tr').count(), 5)
  t.equal(
    await shared.locator('.map .entry').count(),
    10,
    'an arrow for each entry of two memories',
  )
  await shared.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await shared.getByRole('button', { name: 'Copy JSON' }).nth(4).press('Enter')
  await shared.getByText('JSON copied.').waitFor()
  t.same(JSON.parse(await shared.evaluate('navigator.clipboard.readText()')), {
    base: { name: 'adam' },
    learningRate: 0.1,
    memory: { of: 'momenta', capacity: 5 },
  })

  await shared.getByText('Every option, as JSON').first().click()
  const json = shared.getByLabel('JSON of sgd')
  await json.fill('{ "base": { "name": "sgd", "momentum": 2 } }')
  await json.blur()
  t.match(await shared.getByRole('alert').textContent(), /momentum: must lie in/)
  await json.fill('{ "base": { "name": "lion", "b1": 0.5 }, "learningRate": 0.01 }')
  await json.blur()
  await shared.locator('tbody tr', { hasText: 'lion' }).waitFor({ timeout: 600_000 })
  t.equal(await shared.getByRole('alert').count(), 0)

  const remove = shared.getByRole('button', { name: 'Remove' })
  for (let i = 4; i > 0; i--) await remove.first().click()
  t.ok(await remove.first().isDisabled(), 'one optimizer stays')
  t.equal(await shared.getByLabel('Example').inputValue(), '', 'it is no example any more')

  const broken = await open(`${address}playground.html#x`, 400)
  t.match(await broken.getByRole('alert').textContent(), 'showing the first example')
  t.equal(await drawn(broken), first)
  t.same(problems, [])
})
