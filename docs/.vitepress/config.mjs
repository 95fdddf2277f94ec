import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { figurePlugin } from './figurePlugin.mjs'
import { filePlugin } from './filePlugin.mjs'
import { mathPlugin } from './mathPlugin.mjs'
import { offlinePlaygroundPlugin } from './offlinePlayground.mjs'
import { baseOf, offlineHead, prepareOffline, withRelativeLinks } from './openOffline.mjs'
import { sidebar } from './sidebar.mjs'
import { tablePlugin } from './tablePlugin.mjs'

const site = new URL('../../.site/', import.meta.url)
const { homepage } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)
const outDir = fileURLToPath(new URL('dist/', site))

const built = (folder) =>
  fileURLToPath(new URL(`../../${folder}/$1/dist/index.js`, import.meta.url))

// other data are not pages either
process.env.VITE_EXTRA_EXTENSIONS = 'jsonl'

/** The built packages of the workspace, which the playground imports. */
const workspace = [
  { find: /^@momenta\/bench-([\w-]+)$/, replacement: built('benchmarks') },
  { find: /^@momenta\/([\w-]+)$/, replacement: built('packages') },
]

/** The page as the search reads it: each formula once, without the TeX that KaTeX keeps. */
const searchedHtml = (source, env, md) =>
  md.render(source, env).replace(/<annotation[\s\S]*?<\/annotation>/g, '')

export default defineConfig({
  title: 'momenta',
  description: 'Composable optimizers for TensorFlow.js',
  base: baseOf(homepage),
  srcDir: fileURLToPath(new URL('pages/', site)),
  outDir,
  cacheDir: fileURLToPath(new URL('cache/', site)),
  head: [['link', { rel: 'icon', href: 'data:,' }], ...offlineHead],
  // files of data and the pages of TypeDoc, which VitePress takes for its own pages
  ignoreDeadLinks: [/^\/(data|api)\//],
  transformHtml: (html, file, { siteConfig }) =>
    withRelativeLinks(relative(outDir, file), siteConfig.site.base, html),
  buildEnd: prepareOffline,
  markdown: {
    // the default themes have keywords and comments below the contrast of 4.5
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    codeTransformers: [
      {
        name: 'no-time-limit',
        // on a busy machine the rest of a block would lose its colours
        preprocess: (_, options) => {
          options.tokenizeTimeLimit = 0
        },
      },
    ],
    config: (md) => {
      filePlugin(md)
      figurePlugin(md)
      tablePlugin(md)
      mathPlugin(md)
    },
  },
  vite: {
    resolve: { alias: workspace },
    plugins: [offlinePlaygroundPlugin],
  },
  themeConfig: {
    search: { provider: 'local', options: { _render: searchedHtml } },
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/guide/install', activeMatch: '^/guide/' },
      { text: 'Playground', link: '/playground' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      { text: 'Changelog', link: '/changelog' },
    ],
    sidebar: sidebar(),
  },
})
