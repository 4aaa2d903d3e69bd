import { ConventionsError } from '../../errors.ts'

/** Each as `Name <mail>`: as it is given, else the first of the log whose name or address holds it. Throws `unknownAuthor`. */
export function findPeople(given: readonly string[], log: readonly string[]): string[] {
  return given.map((person) => {
    if (/^[^<>\p{Cc}]+ <[^<>\s\p{Cc}]+@[^<>\s\p{Cc}]+>$/u.test(person)) return person
    const part = person.toLowerCase()
    const found = log.find((author) => author.toLowerCase().includes(part))
    if (found === undefined) throw new ConventionsError('unknownAuthor', { person })
    return found
  })
}
