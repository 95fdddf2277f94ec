import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { preview } from 'vite'
import { unless } from './chromium.js'
import { root, textOf } from './workspace.js'

const run = (command: string, ...args: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args[0]}: ${stdout}${stderr}`)
}

/** The folder of the built site. */
export const siteFolder = join(root, '.site', 'dist')

/**
 * The option of tests that need the built site. The build takes as long as all other tests of pages
 * together: MOMENTA_SITE=1 builds it without the API, MOMENTA_SITE=built takes the one that
 * `npm run docs` has made.
 */
export const ifBuilt =
  process.env.MOMENTA_SITE === undefined ? { skip: 'set MOMENTA_SITE=1 to build the site' } : unless

/** The path under which the site is served, from the homepage in the root manifest. */
const base = async (): Promise<string> => {
  const { baseOf } = await import(join(root, 'docs/.vitepress/openOffline.mjs'))
  return baseOf(JSON.parse(textOf('package.json')).homepage)
}

/** Builds the site where that is asked for, and serves it. A dead link fails the build. */
export const serveSite = async () => {
  if (process.env.MOMENTA_SITE !== 'built') {
    run(process.execPath, 'scripts/site.mjs')
    run(process.execPath, join(root, 'node_modules/vitepress/bin/vitepress.js'), 'build', 'docs')
  }
  return preview({
    root: join(root, '.site'),
    base: await base(),
    build: { outDir: 'dist' },
    preview: { port: 0, host: '127.0.0.1' },
  })
}
