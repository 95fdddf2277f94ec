import { removeSlot, slotsOf } from './slots.js'

/**
 * Removes a checkpoint from the storage of the browser; one that is not there is no error.
 *
 * @param url - `indexeddb://NAME` or `localstorage://NAME`.
 * @throws TypeError if it is not such an address, Error outside a browser.
 *
 * @example
 * import { removeCheckpoint } from '@momenta/checkpoints/browser'
 *
 * await removeCheckpoint('localstorage://run') // => throws needs a browser
 */
export const removeCheckpoint = async (url: string): Promise<void> => {
  for (const slot of slotsOf('removeCheckpoint', url)) await removeSlot(slot)
}
