interface Memory<K, V> { has(key: K): boolean, get(key: K): V | undefined, set(key: K, value: V): unknown }

/** What is known of a key; made and kept where it is not known yet. */
export function remember<K, V>(memory: Memory<K, V>, key: K, make: () => V): V {
  if (!memory.has(key)) memory.set(key, make())
  return memory.get(key)!
}
