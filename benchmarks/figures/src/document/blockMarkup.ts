import type { Block, FigureBlock, Item } from '../model/Block.js'
import { element } from '../svg/element.js'
import { proseText } from '../text/proseText.js'
import { dataLink } from './dataLink.js'

const itemMarkup = ({ text, link }: Item): string =>
  element('li', {}, [
    link === undefined ? proseText(text) : element('a', { href: `#${link}` }, [proseText(text)]),
  ])

const drawing = (svg: string, name: string): string =>
  element('div', { class: name }, [svg.replace(/ xmlns="[^"]*"/, '')])

const figureMarkup = ({ id, svg, narrow, caption }: FigureBlock): string =>
  element('figure', { id: `figure-${id}` }, [
    drawing(svg, narrow === undefined ? 'drawing' : 'drawing wide'),
    narrow === undefined ? '' : drawing(narrow, 'drawing narrow'),
    element('figcaption', {}, [proseText(caption), ' ', dataLink(id)]),
  ])

/** A block of a section as HTML. */
export const blockMarkup = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return element('p', {}, [proseText(block.text)])
    case 'list':
      return element(
        'ul',
        { class: block.compact === true ? 'lines many' : 'lines' },
        block.items.map(itemMarkup),
      )
    case 'table':
      return element('div', { class: 'rows' }, [block.html])
    case 'figure':
      return figureMarkup(block)
    case 'data':
      return element('p', { class: 'data' }, [dataLink(block.name)])
    case 'details':
      return element('details', {}, [
        element('summary', {}, [proseText(block.summary)]),
        ...block.blocks.map(blockMarkup),
      ])
  }
}
