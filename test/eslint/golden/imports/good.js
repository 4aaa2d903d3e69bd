import { a, b } from './a.js'
export const e = [a, b]
