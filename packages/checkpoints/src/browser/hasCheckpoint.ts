import { readSlots, slotsOf } from './slots.js'

/**
 * Whether the storage of the browser has a checkpoint of this name; a damaged one counts.
 *
 * @param url - `indexeddb://NAME` or `localstorage://NAME`.
 * @throws TypeError if it is not such an address, Error outside a browser.
 *
 * @example
 * import { hasCheckpoint } from '@momenta/checkpoints/browser'
 *
 * await hasCheckpoint('indexeddb://run') // => throws needs a browser
 */
export const hasCheckpoint = async (url: string): Promise<boolean> =>
  (await readSlots(slotsOf('hasCheckpoint', url))).length > 0
