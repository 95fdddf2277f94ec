import { fileURLToPath } from 'node:url'
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
    entryPoints: [fileURLToPath(new URL('offlineIndex.js', import.meta.url))],
    define: {
      INDEX: JSON.stringify(fromRoot(index, base)),
      OPTIONS: JSON.stringify(options),
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  })
  return outputFiles[0].text
}
