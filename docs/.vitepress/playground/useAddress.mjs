/** Browsers limit how often a page may change its address: Safari to 100 times in 30 seconds. */
const wait = 400

/** A function that puts the last of the given texts after the `#` of the address. */
export const useAddress = () => {
  let last = Number.NEGATIVE_INFINITY
  let timer
  const write = (hash) => {
    last = performance.now()
    history.replaceState(history.state, '', `#${hash}`)
  }
  return (hash) => {
    clearTimeout(timer)
    const left = last + wait - performance.now()
    if (left <= 0) write(hash)
    else timer = setTimeout(() => write(hash), left)
  }
}
