import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import t from 'tap'
import { createServer as createVite } from 'vite'
import { CHROMIUM, flags, unless } from './chromium.js'
import { runLater } from './packed.js'
import { root, textOf } from './workspace.js'

const pictures = join(root, 'examples/docs/test/clothes')
const folder = join(root, 'examples/docs/.examples/clothes')

/** The blocks of code that the page names as files. */
const files = Object.fromEntries(
  [
    ...textOf('docs/guide/getting-started.md').matchAll(/^```\w+ \[([\w.]+)\]\n([\s\S]*?)^```/gm),
  ].map(([, name = '', code = '']) => [name, code]),
)

/** Serves a small part of the data, from the address of which the program then reads. */
const server = createServer(({ url }, response) => {
  response.writeHead(200, { 'access-control-allow-origin': '*' })
  response.end(readFileSync(join(pictures, url ?? '')))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const source = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
t.teardown(() => server.close())

rmSync(folder, { recursive: true, force: true })
mkdirSync(join(folder, 'public'), { recursive: true })
for (const [name, code] of Object.entries(files))
  writeFileSync(
    join(folder, name),
    code.replace(/^const source = .*$/m, `const source = '${source}'`),
  )

t.test('the program of Getting started trains in Node, and prints the accuracy', async (t) => {
  const { status, text } = await runLater(folder, process.execPath, 'clothes.mjs')
  t.equal(status, 0, text)
  const percent = Number(/([\d.]+) % of 200 unseen pictures are right/.exec(text)?.[1])
  // 72 to 78 % on 600 pictures; chance is 10 %
  t.ok(percent > 55, `${percent} %`)
})

t.test('the same file trains in a page of Vite', unless, async (t) => {
  const wasm = join(root, 'examples/docs/node_modules/@tensorflow/tfjs-backend-wasm/dist')
  for (const name of readdirSync(wasm).filter((each) => each.endsWith('.wasm')))
    cpSync(join(wasm, name), join(folder, 'public', name))
  const vite = await createVite({
    root: folder,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(folder, '.vite'),
    server: { port: 0, host: '127.0.0.1', hmr: false },
  })
  await vite.listen()
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags })
  t.teardown(async () => {
    await browser.close()
    await vite.close()
  })
  const page = await browser.newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(vite.resolvedUrls?.local[0] as string, { timeout: 300_000 })
  const shown = page.locator('#result', { hasText: '% are right' })
  await shown.waitFor({ timeout: 300_000 })
  const percent = Number.parseFloat((await shown.textContent()) ?? '')
  t.ok(percent > 55, `${percent} %`)
  t.same(problems, [])
})
