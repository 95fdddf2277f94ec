const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// what XML 1.0 forbids even when escaped: a file with one of these doesn't open
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** Escapes a text for the content and the attributes of SVG and HTML. */
export const escapeText = (text: string): string =>
  text.replace(forbidden, '\u{FFFD}').replace(/[&<>"']/g, (mark) => entities[mark] ?? mark)
