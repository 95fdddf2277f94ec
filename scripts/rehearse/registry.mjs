import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '../release/run.mjs'

const manifest = {
  private: true,
  dependencies: { verdaccio: '6.8.0' },
  // its audit plugin asks for the tag `cjs`, which mirrors of the registry may lack
  overrides: { 'node-fetch': '2.7.0' },
}
const config = (storage) => `
storage: ${storage}
max_body_size: 100mb
auth: { htpasswd: { file: ${storage}/htpasswd } }
packages: { '@momenta/*': { access: $all, publish: $all } }
publish: { allow_offline: true }
log: { type: stdout, format: pretty, level: error }
`
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/**
 * Starts Verdaccio on a free port of the loopback interface, for `@momenta/*` alone; everything
 * else still comes from npm's registry. `userConfig` is an npmrc that leads there.
 */
export const startRegistry = async (folder) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'])
  writeFileSync(join(folder, 'config.yaml'), config(join(folder, 'storage')))
  const port = await freePort()
  const address = `127.0.0.1:${port}`
  const child = spawn(
    process.execPath,
    ['node_modules/verdaccio/bin/verdaccio', '--config', 'config.yaml', '--listen', address],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const stop = () => child.kill()
  process.once('exit', stop)
  for (let i = 0; i < 600 && child.exitCode === null; i++) {
    const answer = await fetch(`http://${address}/-/ping`).catch(() => undefined)
    if (answer?.ok) {
      const userConfig = join(folder, 'npmrc')
      writeFileSync(
        userConfig,
        `@momenta:registry=http://${address}/\n//${address}/:_authToken=rehearsal\n`,
      )
      // both, since `npm run` sets one of them, and pnpm prefers that one
      const env = { NPM_CONFIG_USERCONFIG: userConfig, npm_config_userconfig: userConfig }
      return { env, stop }
    }
    await sleep(100)
  }
  stop()
  throw new Error('Verdaccio did not start')
}
