import { useEffect, useState } from 'react'
function Row({ item }) {
  return <li>{item.name}</li>
}
export function List({ items }) {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setCount((before) => before + 1), 10)
    return () => clearInterval(timer)
  }, [])
  return <ul title={count}>{items.map((item) => <Row key={item.id} item={item} />)}</ul>
}
