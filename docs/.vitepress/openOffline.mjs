import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { writeOfflinePlayground } from './offlinePlayground.mjs'
import { writeOfflineSearch } from './offlineSearch.mjs'

/**
 * The path under which the site of a project with this homepage is served: that of the address, or
 * for a repository on GitHub, whose pages are on a host of its owner, the name of the repository.
 */
export const baseOf = (homepage) => {
  const { hostname, pathname } = new URL(homepage || 'https://momenta.example/')
  const path = hostname === 'github.com' ? `/${pathname.split('/')[2]}` : pathname
  return path.replace(/\/?$/, '/')
}

/** The file of an address of the site: `/guide/` is a folder's page, others end in `.html`. */
const fileOf = (path) => (path.endsWith('/') ? `${path}index.html` : path)

/**
 * A page whose links are relative and name files, so that it opens from a folder without a server.
 * Over http it works as before.
 *
 * @param page - The file of the page, from the root of the site.
 * @param base - The path under which the site is served.
 */
export const withRelativeLinks = (page, base, html) => {
  const from = posix.dirname(`${base}${page}`)
  return html.replace(/ (href|src)="(\/(?!\/)[^"#?]*)([^"]*)"/g, (_, name, path, rest) => {
    const target = posix.relative(from, fileOf(path))
    return ` ${name}="${target}${rest}"`
  })
}

/** The same for the addresses of fonts in a stylesheet of `/assets`. */
const withRelativeFonts = (base, css) => css.replaceAll(`url(${base}assets/`, 'url(./')

const rewriteStyles = (outDir, base) => {
  for (const name of readdirSync(join(outDir, 'assets')).filter((each) => each.endsWith('.css'))) {
    const file = join(outDir, 'assets', name)
    writeFileSync(file, withRelativeFonts(base, readFileSync(file, 'utf8')))
  }
}

/** What a built site needs to open from a folder beside the links of its pages. */
export const prepareOffline = async ({ outDir, site: { base } }) => {
  rewriteStyles(outDir, base)
  await writeOfflineSearch(outDir, base)
  await writeOfflinePlayground(outDir)
}

const script = readFileSync(new URL('offlineScript.js', import.meta.url), 'utf8')

/** What the head of each page has for that. */
export const offlineHead = [['script', {}, script]]
