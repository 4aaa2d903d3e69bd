async function later(): Promise<boolean> {
  return new Promise((resolve) => { setTimeout(() => { resolve(true) }, 1) })
}
if (await later()) throw new Error('text')
const list = [1, 2]
list.splice(0, 1)
for (const item of list) await Promise.resolve(item)
export const text = `${list.join()} ${list.length}`
