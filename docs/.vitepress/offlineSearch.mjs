import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { searchScript } from './searchScript.mjs'

/** Writes the search of a site that is opened from a folder, where pages cannot read files. */
export const writeOfflineSearch = async (outDir, base) => {
  const chunks = join(outDir, 'assets/chunks')
  const name = readdirSync(chunks).find((each) => each.startsWith('@localSearchIndex'))
  const { default: index } = await import(pathToFileURL(join(chunks, name)).href)
  writeFileSync(join(outDir, 'offline-search.js'), await searchScript(index, base))
}
