import { a } from './a.js'
import { b } from './a.js'
import {} from './c.js'
import d from '/home/me/d.js'
export let e = [a, b, d]
e = []
