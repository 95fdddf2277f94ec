import { join } from 'node:path'
import { chromium } from 'playwright-core'
import t from 'tap'
import { build, preview } from 'vite'
import { CHROMIUM, flags, unless } from './chromium.js'
import { temporaryFolder } from './packed.js'
import { root } from './workspace.js'

t.test(
  'in headless Chromium a convolutional network has the losses of wasm on WebGPU',
  unless,
  async (t) => {
    const page = join(root, 'examples/docs/test/cnn')
    const outDir = temporaryFolder()
    const config = { root: page, logLevel: 'error', configFile: false } as const
    await build({ ...config, build: { target: 'es2022', outDir, emptyOutDir: true } })
    const server = await preview({
      ...config,
      build: { outDir },
      preview: { port: 0, host: '127.0.0.1' },
    })
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags })
    t.teardown(async () => {
      await browser.close()
      await server.close()
    })
    const lossesOn = async (backend: string): Promise<readonly number[]> => {
      const tab = await (await browser.newContext()).newPage()
      await tab.goto(`${server.resolvedUrls?.local[0]}?backend=${backend}`)
      const shown = tab.locator('#losses')
      await shown.filter({ hasText: /./ }).waitFor({ timeout: 300_000 })
      return JSON.parse((await shown.textContent()) ?? '')
    }
    const [wasm, webgpu] = [await lossesOn('wasm'), await lossesOn('webgpu')]
    t.equal(webgpu.length, 20, `${webgpu}`)
    const [first = 0, last = 0] = [wasm[0], wasm[19]]
    t.ok(last < 0.9 * first, `it learns: ${first}, ${last}`)
    t.ok(Math.abs((webgpu[19] as number) - last) < 1e-3, `${webgpu[19]}, ${last}`)
  },
)
