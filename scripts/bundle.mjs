// Writes dist/bundle: each entry of the package in the current folder as one file, beside what the
// entries share. Node takes these (condition `node` of `exports`), because it loads one file
// several times as fast as a hundred; bundlers for browsers take the modules, and leave out those
// that are not used.
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
await build({
  entryPoints: Object.values(exports).map((entry) => entry.default),
  outbase: 'dist',
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
})
