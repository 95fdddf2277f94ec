// Runs in each page that is opened from a folder, where browsers load no modules: it works the menu,
// the colours and the search, and starts the playground.
if (location.protocol === 'file:') {
  const page = document.documentElement
  page.classList.add('offline')

  const rootOf = () => document.querySelector('.VPNavBarTitle a').href
  const load = (name) =>
    new Promise((resolve) => {
      const script = document.createElement('script')
      script.src = new URL(name, rootOf())
      script.onload = resolve
      document.head.append(script)
    })

  /** The index of all pages, which `offline-search.js` beside the first page puts here. */
  const loadIndex = async () => {
    if (window.momentaSearch === undefined) await load('offline-search.js')
    return window.momentaSearch
  }

  const itemOf = ({ id, title, titles }) => {
    const link = document.createElement('a')
    link.href = new URL(id, rootOf())
    link.textContent = [...titles, title].join(' › ')
    const item = document.createElement('li')
    item.append(link)
    return item
  }
  const search = async () => {
    const index = await loadIndex()
    const dialog = document.createElement('dialog')
    dialog.className = 'offline-search'
    dialog.innerHTML = '<input type="search" placeholder="Search" aria-label="Search"><ul></ul>'
    const [input, list] = dialog.children
    input.addEventListener('input', () => {
      list.replaceChildren(...index.search(input.value).slice(0, 16).map(itemOf))
    })
    input.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') list.querySelector('a')?.click()
    })
    // a link to the page that is open changes no page
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog || target.closest('a')) dialog.close()
    })
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  addEventListener('click', ({ target }) => {
    const button = target.closest('button')
    if (button?.matches('.VPSwitchAppearance')) page.classList.toggle('dark')
    if (button?.matches('.DocSearch-Button')) void search()
    if (button?.matches('.menu, .VPNavBarHamburger'))
      document.querySelector('.VPSidebar')?.classList.toggle('open')
  })
  addEventListener('keydown', (event) => {
    const isSearch = event.key === '/' || (event.key === 'k' && (event.ctrlKey || event.metaKey))
    if (!isSearch || event.target.matches('input, textarea')) return
    event.preventDefault()
    if (document.querySelector('.offline-search') === null) void search()
  })

  addEventListener('DOMContentLoaded', () => {
    if (document.querySelector('#offline-playground') !== null) void load('offline-playground.js')
  })
}
