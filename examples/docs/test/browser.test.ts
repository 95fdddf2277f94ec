import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import t from 'tap'
import { build, type PreviewServer, preview } from 'vite'
import { CHROMIUM, flags, unless } from './chromium.js'
import { link, packInto, temporaryFolder, unpack } from './packed.js'
import { root } from './workspace.js'

/** Builds the example from the packed tarballs; its configuration has the headers of the server. */
const serveExample = async (): Promise<PreviewServer> => {
  const folder = temporaryFolder()
  unpack(folder, packInto(folder))
  const at = join(folder, 'browser')
  cpSync(join(root, 'examples/browser'), at, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist)(\/|$)/.test(path),
  })
  const { dependencies } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'))
  const own = join(root, 'examples/docs/node_modules')
  for (const name of [...Object.keys(dependencies), 'vite'])
    if (!name.startsWith('@momenta/')) link(join(folder, 'node_modules'), name, join(own, name))
  await build({ root: at, logLevel: 'error' })
  return preview({ root: at, preview: { port: 0, host: '127.0.0.1' } })
}

t.test(
  'the example of a page in headless Chromium, under its security policy',
  unless,
  async (t) => {
    const server = await serveExample()
    const address = server.resolvedUrls?.local[0] as string
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags })
    t.teardown(async () => {
      await browser.close()
      await server.close()
    })
    const problems: string[] = []
    const open = async (): Promise<Page> => {
      const page = await (await browser.newContext()).newPage()
      page.on('pageerror', ({ message }) => problems.push(message))
      page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
      return page
    }
    /** The last line of the status: the page says `saved` when it is done, or what it lacks. */
    const visit = async (page: Page, query: string): Promise<string> => {
      await page.goto(`${address}${query}`)
      const status = page.locator('#status')
      await status.filter({ hasText: /saved$|\.$/ }).waitFor({ timeout: 600_000 })
      return (await status.textContent()) ?? ''
    }

    const page = await open()
    const policy = (await page.goto(address))?.headers()['content-security-policy'] ?? ''
    t.match(policy, "default-src 'self'")
    t.notMatch(policy, "'unsafe-eval'")
    t.notMatch(policy, "'unsafe-inline'")

    t.match(
      await visit(page, '?backend=wasm&steps=100'),
      /^wasm with threads, step 100: loss 0\.\d+; saved$/,
    )
    t.ok(await page.evaluate('crossOriginIsolated'))
    t.match(
      await visit(page, '?backend=wasm&steps=200'),
      /^wasm with threads, step 300: loss 0\.0\d+; continued from step 100; saved$/,
      'the next visit continues from IndexedDB',
    )
    t.match(
      await visit(page, '?backend=webgpu&steps=3'),
      /^webgpu, step 303: loss 0\.0\d+; continued from step 300; saved$/,
      'and so does another backend',
    )
    t.same(problems, [], 'no error in the console')

    const old = await open()
    await old.addInitScript('WebAssembly.validate = () => false')
    t.match(await visit(old, '?backend=wasm'), /^This browser has no WebAssembly SIMD, [^\n]*\.$/)
    const without = await open()
    await without.addInitScript('delete Navigator.prototype.gpu')
    t.match(await visit(without, '?backend=webgpu'), /^This browser has no WebGPU\. [^\n]*\.$/)
  },
)
