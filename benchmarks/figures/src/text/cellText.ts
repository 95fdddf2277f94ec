import { formatNumber } from './formatNumber.js'

/** The text of a table's cell. */
export const cellText = (content: string | number | null, digits?: number): string =>
  typeof content === 'number' ? formatNumber(content, digits) : (content ?? '')
