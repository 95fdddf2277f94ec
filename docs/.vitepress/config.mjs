import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { offlineHead, rewriteStyles, withRelativeLinks } from './openOffline.mjs'
import { sidebar } from './sidebar.mjs'

const site = new URL('../../.site/', import.meta.url)
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

export default defineConfig({
  title: 'momenta',
  description: 'Composable optimizers for TensorFlow.js',
  srcDir: fileURLToPath(new URL('pages/', site)),
  outDir,
  cacheDir: fileURLToPath(new URL('cache/', site)),
  head: [['link', { rel: 'icon', href: 'data:,' }], ...offlineHead],
  // files of data and the pages of TypeDoc, which VitePress takes for its own pages
  ignoreDeadLinks: [/^\/(data|api)\//],
  transformHtml: (html, file) => withRelativeLinks(relative(outDir, file), html),
  buildEnd: () => rewriteStyles(outDir),
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
      // a table that is wider than a phone is scrolled, by keyboard too
      md.renderer.rules.table_open = () => '<table tabindex="0">'
      // an empty cell is no heading of a column
      md.core.ruler.push('empty-headings', ({ tokens }) => {
        for (const [i, token] of tokens.entries())
          if (token.type === 'th_open' && tokens[i + 1].content === '')
            token.tag = tokens[i + 2].tag = 'td'
      })
    },
  },
  vite: {
    resolve: { alias: workspace },
    worker: { format: 'es' },
  },
  themeConfig: {
    search: { provider: 'local' },
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
