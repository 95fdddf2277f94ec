import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const name = 'offline-playground'

/** Compiles the playground without the rest of the site, as a module of its own. */
export const offlinePlaygroundPlugin = {
  name,
  apply: (_, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
  buildStart() {
    const id = fileURLToPath(new URL('playground/offline.mjs', import.meta.url))
    this.emitFile({ type: 'chunk', id, name })
  },
}

/** Writes it as a classic script, for a site that is opened from a folder. */
export const writeOfflinePlayground = async (outDir) => {
  const chunks = join(outDir, 'assets/chunks')
  const entry = readdirSync(chunks).find((each) => each.startsWith(`${name}.`))
  await build({
    entryPoints: [join(chunks, entry)],
    outfile: join(outDir, `${name}.js`),
    bundle: true,
    minify: true,
    format: 'iife',
    logLevel: 'error',
  })
}
