import { element } from '../svg/element.js'
import { escapeText } from '../text/escapeText.js'
import { dataPath } from './dataFiles.js'

/** A link to the data of a name, which lie beside the page. */
export const dataLink = (name: string): string =>
  element('a', { class: 'download', href: dataPath(name) }, [escapeText(`Data of ${name} (JSON)`)])
