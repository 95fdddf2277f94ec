const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const codes = new TextEncoder().encode(alphabet)
const values = new Uint8Array(256).fill(255)
codes.forEach((code, i) => {
  values[code] = i
})
const pad = '='.charCodeAt(0)

/** Encodes bytes in base64 (RFC 4648), on any platform. */
export const toBase64 = (bytes: Uint8Array): string => {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(pad)
  const code = (sextet: number) => codes[sextet & 63] as number
  let at = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const rest = bytes.length - i
    const a = bytes[i] as number
    const b = rest > 1 ? (bytes[i + 1] as number) : 0
    const c = rest > 2 ? (bytes[i + 2] as number) : 0
    text[at] = code(a >> 2)
    text[at + 1] = code((a << 4) | (b >> 4))
    if (rest > 1) text[at + 2] = code((b << 2) | (c >> 6))
    if (rest > 2) text[at + 3] = code(c)
    at += 4
  }
  return new TextDecoder().decode(text)
}

/** Decodes base64; undefined if the text is not base64. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const encoded = new TextEncoder().encode(text)
  if (encoded.length !== text.length) return undefined
  const whole = encoded.length - padding
  const bytes = new Uint8Array((3 * encoded.length) / 4 - padding)
  let at = 0
  let bits = 0
  let held = 0
  for (let i = 0; i < whole; i++) {
    const value = values[encoded[i] as number] as number
    if (value === 255) return undefined
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return bytes
}
