interface DiffProps {
  readonly place?: string | undefined
  readonly before: string
  readonly after?: string | undefined
  readonly words: { readonly before: string, readonly after: string }
}

/** A line as it is, and what would become of it. */
export function Diff({ place, before, after, words }: DiffProps) {
  return (
    <div class="diff">
      {place !== undefined && <bdi class="place">{place}</bdi>}
      <del><span class="hidden">{words.before}: </span><code>{before}</code></del>
      {after !== undefined && <ins><span class="hidden">{words.after}: </span><code>{after}</code></ins>}
    </div>
  )
}
