import type { Block } from '../model/Block.js'
import { element } from '../svg/element.js'
import { escapeText } from '../text/escapeText.js'

// btoa takes one byte a character
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

const download = (id: string, data: unknown): string =>
  element(
    'a',
    {
      class: 'download',
      download: `${id}.json`,
      href: `data:application/json;base64,${base64(JSON.stringify(data) ?? 'null')}`,
    },
    [escapeText(`Data of ${id} (JSON)`)],
  )

/** A block of a section as HTML. */
export const blockMarkup = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return element('p', {}, [escapeText(block.text)])
    case 'table':
      return element('div', { class: 'rows' }, [block.html])
    case 'figure':
      return element('figure', { id: `figure-${block.id}` }, [
        element('div', { class: 'drawing' }, [block.svg.replace(/ xmlns="[^"]*"/, '')]),
        element('figcaption', {}, [escapeText(block.caption), ' ', download(block.id, block.data)]),
      ])
  }
}
