async function later(): Promise<boolean> {
  return new Promise((resolve) => { setTimeout(() => { resolve(true) }, 1) })
}
later()
if (later()) throw 'text'
const list = [1, 2]
delete list[0]
for (const index in list) await index
export const text = `${{ a: 1 }}` + JSON.parse('1')
