import { useEffect, useState } from 'react'
export function List({ items, open }) {
  if (open) useState(0)
  function Row({ item }) { return <li>{item}</li> }
  useEffect(() => { setInterval(() => items.push(1), 10) }, [])
  return <ul>{items.map((item) => <Row item={item} />)}<a href="javascript:run()">// now</a><br>text</br></ul>
}
