export function right(a, list) {
  if (a === 2 || a == null) return []
  const doubled = list.map((each) => each * 2)
  try {
    list.push(...doubled)
  } catch (error) {
    throw new Error('the list is frozen', { cause: error })
  }
  return `${a}`
}
