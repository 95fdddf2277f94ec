import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** How the index that VitePress builds is read: as its own search box reads it. */
const options = {
  fields: ['title', 'titles', 'text'],
  storeFields: ['title', 'titles'],
  searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
}

/** An index whose addresses are from the root of the site, not from that of a server. */
const fromRoot = (index, base) => {
  const { documentIds, ...rest } = JSON.parse(index)
  const ids = Object.entries(documentIds).map(([key, id]) => [key, id.slice(base.length)])
  return JSON.stringify({ ...rest, documentIds: Object.fromEntries(ids) })
}

/** An index of the texts of all pages with MiniSearch, which searches it, as a classic script. */
export const searchScript = async (index, base) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import MiniSearch from 'minisearch'
        const index = ${JSON.stringify(fromRoot(index, base))}
        window.momentaSearch = MiniSearch.loadJSON(index, ${JSON.stringify(options)})`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    ...{ bundle: true, minify: true, write: false, format: 'iife', logLevel: 'error' },
  })
  return outputFiles[0].text
}

/** Writes the search of a site that is opened from a folder, where pages cannot read files. */
export const writeOfflineSearch = async (outDir, base) => {
  const chunks = join(outDir, 'assets/chunks')
  const name = readdirSync(chunks).find((each) => each.startsWith('@localSearchIndex'))
  const { default: index } = await import(pathToFileURL(join(chunks, name)).href)
  writeFileSync(join(outDir, 'offline-search.js'), await searchScript(index, base))
}
