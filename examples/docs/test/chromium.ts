import { existsSync } from 'node:fs'

/** The browser of the tests. */
export const { CHROMIUM = '/usr/bin/chromium' } = process.env

/** The option of tests that need it: to be skipped, and why, where there is none. */
export const unless = existsSync(CHROMIUM)
  ? {}
  : { skip: `no browser in ${CHROMIUM}; install Chromium or set CHROMIUM` }

/** SwiftShader is WebGPU without a card. */
export const flags: string[] = [
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
