import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const site = new URL('../../.site/', import.meta.url)

const built = (folder) =>
  fileURLToPath(new URL(`../../${folder}/$1/dist/index.js`, import.meta.url))

/** The titles and addresses of the pages in a folder of the site. */
const pagesIn = (folder) =>
  readdirSync(new URL(`pages/${folder}/`, site))
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(`pages/${folder}/${name}`, site), 'utf8')
      const page = name.slice(0, -3)
      return { text: /^# (.+)$/m.exec(text)?.[1] ?? page, link: `/${folder}/${page}` }
    })

const guide = [
  { text: 'Install', link: '/guide/install' },
  { text: 'Getting started', link: '/guide/getting-started' },
  { text: 'Concepts', link: '/guide/concepts' },
  { text: 'Choosing an optimizer', link: '/guide/choosing' },
  { text: 'Playground', link: '/playground' },
  { text: 'Recipes', link: '/guide/recipes' },
  { text: 'Writing a transform', link: '/transforms' },
  { text: 'Extending', link: '/extending' },
  { text: 'Ownership of tensors', link: '/ownership' },
  { text: 'Glossary', link: '/glossary' },
]
const migration = [
  { text: 'From tf.train', link: '/guide/from-tf-train' },
  { text: 'From Optax', link: '/guide/from-optax' },
  { text: 'From PyTorch', link: '/guide/from-pytorch' },
  { text: 'Every name of both', link: '/coverage' },
]
const measured = [
  { text: 'Backends', link: '/guide/backends' },
  { text: 'Performance', link: '/performance' },
  { text: 'Claims of the paper', link: '/claims' },
]

/** The built packages of the workspace, which the playground imports. */
const workspace = [
  { find: /^@momenta\/bench-([\w-]+)$/, replacement: built('benchmarks') },
  { find: /^@momenta\/([\w-]+)$/, replacement: built('packages') },
]

export default defineConfig({
  title: 'momenta',
  description: 'Composable optimizers for TensorFlow.js',
  srcDir: fileURLToPath(new URL('pages/', site)),
  outDir: fileURLToPath(new URL('dist/', site)),
  cacheDir: fileURLToPath(new URL('cache/', site)),
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // files of data, which VitePress takes for pages
  ignoreDeadLinks: [/^\/data\//],
  vite: {
    resolve: { alias: workspace },
    worker: { format: 'es' },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Playground', link: '/playground' },
      { text: 'Guide', link: '/guide/install' },
      { text: 'Packages', link: '/packages/' },
      { text: 'API', link: '/api/index.html', target: '_self' },
    ],
    sidebar: {
      '/packages/': [{ text: 'Packages', items: pagesIn('packages') }],
      '/benchmarks/': [{ text: 'Benchmarks', items: pagesIn('benchmarks') }],
      '/adr/': [{ text: 'Decisions', items: pagesIn('adr') }],
      '/': [
        { text: 'Guide', items: guide },
        { text: 'Coming from elsewhere', items: migration },
        { text: 'Measurements', items: measured },
        {
          text: 'Project',
          items: [
            { text: 'Benchmarks', link: '/benchmarks/' },
            { text: 'Examples', link: '/examples/' },
            { text: 'Contributing', link: '/contributing' },
            { text: 'Decisions', link: '/adr/' },
          ],
        },
      ],
    },
  },
})
