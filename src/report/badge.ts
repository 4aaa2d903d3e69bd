import { xml } from '../edit/quote.ts'

/** About as wide as Verdana of 11 pixels: 7 a letter, 11 for what is drawn in a square. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e80 ? 11 : 7), 0) + 12

/** A badge as SVG: a label and a value, coloured by the level. It loads nothing, and says what it shows to who cannot see it. */
export function badge(label: string, value: string, level: number): string {
  const [left, right] = [widthOf(label), widthOf(value)]
  const colour = ['#9f3a38', '#9f3a38', '#8a5a00', '#4d6b00', '#1f6f3d', '#0b5f8a'][level] ?? '#555555'
  const text = (at: number, words: string): string => `<text x="${at}" y="14">${xml(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${xml(`${label}: ${value}`)}">`,
    `<title>${xml(`${label}: ${value}`)}</title>`,
    `<rect width="${left}" height="20" fill="#444444"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/>`,
    `<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">${text(left / 2, label)}${text(left + right / 2, value)}</g>`,
    '</svg>', '',
  ].join('\n')
}
