const used = 1
export function wrong(a, list) {
  if (a = 2) debugger
  if (a == used) return
  const doubled = list.map((each) => { each * 2 })
  try { list.push(doubled) } catch {}
  while (a < 3) list.push('${a}')
  return missing
  used()
}
const unused = 8
