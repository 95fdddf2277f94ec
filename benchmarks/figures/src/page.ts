import { blockMarkup } from './document/blockMarkup.js'
import { dataIn } from './document/dataFiles.js'
import { figuresIn } from './document/figuresIn.js'
import { styleSheet } from './document/styleSheet.js'
import type { Report } from './model/Report.js'
import type { Section } from './model/Section.js'
import { element } from './svg/element.js'
import { escapeText } from './text/escapeText.js'
import { proseText } from './text/proseText.js'

const sectionMarkup = ({ id, title, blocks }: Section): string =>
  element('section', { 'aria-labelledby': id }, [
    element('h2', { id }, [escapeText(title)]),
    ...blocks.map(blockMarkup),
  ])

const twiceIn = (names: readonly string[]): string | undefined =>
  names.find((name, place) => names.indexOf(name) !== place)

/**
 * Writes a report as one HTML document with its figures: no script, and nothing to fetch. Links
 * lead to its data, those of `dataFiles`, which are to be written beside it. The first section
 * comes before the contents.
 *
 * @throws if two sections or figures have the same id, one is `contents`, or two data the same name
 *
 * @example
 * import { page } from '@momenta/bench-figures'
 *
 * const html = page({ title: 'a < b', lead: '', sections: [] })
 * html.includes('<h1>a &lt; b</h1>') // => true
 */
export const page = ({ title, lead, sections }: Report): string => {
  const ids = [
    'contents',
    ...sections.flatMap(({ id, blocks }) => [id, ...figuresIn(blocks).map((figure) => figure.id)]),
  ]
  const twice =
    twiceIn(ids) ??
    twiceIn(sections.flatMap(({ blocks }) => dataIn(blocks)).map(({ name }) => name))
  if (twice !== undefined)
    throw new Error(`page: ids must be unique, got ${JSON.stringify(twice)} twice; rename one.`)
  const contents = sections.map((section) =>
    element('li', {}, [element('a', { href: `#${section.id}` }, [escapeText(section.title)])]),
  )
  const body = [
    element('header', {}, [
      element('h1', {}, [escapeText(title)]),
      element('p', { class: 'lead' }, [proseText(lead)]),
    ]),
    element('main', {}, [
      ...sections.slice(0, 1).map(sectionMarkup),
      element('nav', { 'aria-labelledby': 'contents' }, [
        element('h2', { id: 'contents' }, ['Contents']),
        element('ul', {}, contents),
      ]),
      ...sections.slice(1).map(sectionMarkup),
    ]),
  ]
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title>`,
    `<style>${styleSheet}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
