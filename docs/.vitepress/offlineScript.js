// Runs in each page that is opened from a folder, where browsers load no modules: it works the menu,
// the colours and the search. The playground needs a server.
if (location.protocol === 'file:') {
  const page = document.documentElement
  page.classList.add('offline')

  /** The headings of all pages, which `offline-search.js` beside the first page puts here. */
  const load = (root) =>
    window.momentaHeadings ??
    new Promise((resolve) => {
      const script = document.createElement('script')
      script.src = new URL('offline-search.js', root)
      script.onload = () => resolve(window.momentaHeadings)
      document.head.append(script)
    })

  const itemOf = (root, { file, title, heading }) => {
    const link = document.createElement('a')
    link.href = new URL(file, root)
    link.textContent = heading === title ? title : `${title} › ${heading}`
    const item = document.createElement('li')
    item.append(link)
    return item
  }
  const search = async () => {
    const root = document.querySelector('.VPNavBarTitle a').href
    const headings = await load(root)
    const dialog = document.createElement('dialog')
    dialog.className = 'offline-search'
    dialog.innerHTML = '<input type="search" aria-label="Search titles and headings"><ul></ul>'
    const [input, list] = dialog.children
    input.placeholder = 'Search titles and headings'
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      const found = headings.filter(({ title, heading }) =>
        words.every((word) => `${title} ${heading}`.toLowerCase().includes(word)),
      )
      // a heading that is the text itself comes first
      const isSame = ({ heading }) => heading.toLowerCase() === words.join(' ')
      const sorted = [...found.filter(isSame), ...found.filter((each) => !isSame(each))]
      const shown = words.length > 0 ? sorted.slice(0, 20) : []
      list.replaceChildren(...shown.map((each) => itemOf(root, each)))
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
}
