import { blockMarkup } from './document/blockMarkup.js'
import { styleSheet } from './document/styleSheet.js'
import type { Report } from './model/Report.js'
import { element } from './svg/element.js'
import { escapeText } from './text/escapeText.js'

/**
 * Writes a report as one self-contained HTML document: no script, and nothing to fetch.
 *
 * @throws if two sections or figures have the same id, or one is `contents`
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
    ...sections.flatMap(({ id, blocks }) => [
      id,
      ...blocks.flatMap((block) => (block.kind === 'figure' ? [block.id] : [])),
    ]),
  ]
  const twice = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twice !== undefined)
    throw new Error(`page: ids must be unique, got ${JSON.stringify(twice)} twice; rename one.`)
  const contents = sections.map((section) =>
    element('li', {}, [element('a', { href: `#${section.id}` }, [escapeText(section.title)])]),
  )
  const body = [
    element('header', {}, [
      element('h1', {}, [escapeText(title)]),
      element('p', { class: 'lead' }, [escapeText(lead)]),
    ]),
    element('nav', { 'aria-labelledby': 'contents' }, [
      element('h2', { id: 'contents' }, ['Contents']),
      element('ul', {}, contents),
    ]),
    element(
      'main',
      {},
      sections.map(({ id, title: heading, blocks }) =>
        element('section', { 'aria-labelledby': id }, [
          element('h2', { id }, [escapeText(heading)]),
          ...blocks.map(blockMarkup),
        ]),
      ),
    ),
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
