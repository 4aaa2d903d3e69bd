import type { Chosen } from '../points.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = typeof themes[number]
const key = 'create-conventions-theme'

/** What was chosen, in the address: whoever gets it sees the same. */
export function readChosen(): Chosen {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
}

export function saveChosen(chosen: Chosen): void {
  const told = new URLSearchParams(chosen).toString()
  history.replaceState(null, '', `${location.pathname}${location.search}${told === '' ? '' : `#${told}`}`)
}

/** The colours that this reader took last. A browser may refuse to remember, above all for files. */
export function readTheme(): Theme {
  try {
    const known = localStorage.getItem(key)
    return themes.find((theme) => theme === known) ?? 'auto'
  } catch {
    return 'auto'
  }
}

export function saveTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(key, theme)
  } catch {
    // It is not remembered, then.
  }
}
