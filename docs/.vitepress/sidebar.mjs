import { readdirSync, readFileSync } from 'node:fs'

const site = new URL('../../.site/', import.meta.url)

/** The titles and addresses of the pages in a folder of the site. */
const pagesIn = (folder) =>
  readdirSync(new URL(`pages/${folder}/`, site))
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .sort()
    .map((name) => {
      const source = readFileSync(new URL(`pages/${folder}/${name}`, site), 'utf8')
      const page = name.slice(0, -3)
      const title = /^# (.+)$/m.exec(source)?.[1] ?? page
      const text = title.replace(/^Transforms: (.)/, (_, first) => first.toUpperCase())
      return { text, link: `/${folder}/${page}` }
    })

const start = [
  { text: 'Install', link: '/guide/install' },
  { text: 'Getting started', link: '/guide/getting-started' },
  { text: 'Concepts', link: '/guide/concepts' },
  { text: 'Choosing an optimizer', link: '/guide/choosing' },
  { text: 'Playground', link: '/playground' },
]
const guides = [
  { text: 'Recipes', link: '/guide/recipes' },
  { text: 'Backends', link: '/guide/backends' },
  { text: 'Probes', link: '/guide/probes' },
  { text: 'Writing a transform', link: '/transforms' },
  { text: 'Other parts of your own', link: '/extending' },
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
  { text: 'Performance', link: '/performance' },
  { text: 'Benchmark and results', link: '/guide/results' },
  { text: 'Claims of the paper', link: '/claims' },
]
const parts = ['Estimators', 'Schedules', 'Policies', 'Aggregators']
const reference = [
  { text: 'Overview', link: '/reference/' },
  ...parts.map((text) => ({ text, link: `/reference/${text.toLowerCase()}` })),
  { text: 'All names', link: '/api/index.html', target: '_self' },
]
const project = [
  { text: 'Changelog', link: '/changelog' },
  { text: 'Packages', link: '/packages/' },
  { text: 'Benchmarks', link: '/benchmarks/' },
  { text: 'Examples', link: '/examples/' },
  { text: 'Contributing', link: '/contributing' },
  { text: 'Decisions', link: '/adr/' },
]

/** The lists of pages beside the pages of each folder. */
export const sidebar = () => ({
  '/packages/': [{ text: 'Packages', items: pagesIn('packages') }],
  '/benchmarks/': [{ text: 'Benchmarks', items: pagesIn('benchmarks') }],
  '/examples/': [{ text: 'Examples', items: pagesIn('examples') }],
  '/adr/': [{ text: 'Decisions', items: pagesIn('adr') }],
  '/reference/': [
    { text: 'Reference', items: reference },
    { text: 'Transforms', link: '/reference/transforms/', items: pagesIn('reference/transforms') },
    { text: 'Optimizers', link: '/reference/optimizers/', items: pagesIn('reference/optimizers') },
  ],
  '/': [
    { text: 'Start', items: start },
    { text: 'Guides', items: guides },
    { text: 'Coming from elsewhere', items: migration },
    { text: 'Measurements', items: measured },
    { text: 'Project', items: project },
  ],
})
