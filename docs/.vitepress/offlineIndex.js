import MiniSearch from 'minisearch'

// searchScript.mjs puts both in
window.momentaSearch = MiniSearch.loadJSON(INDEX, OPTIONS)
