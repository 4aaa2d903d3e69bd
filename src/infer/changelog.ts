/** Which tool or format a changelog follows, by its first release headings. */
export function parseChangelog(text: string): 'keepAChangelog' | 'conventionalChangelog' | 'changesets' | 'other' | 'pointer' {
  const head = text.slice(0, 20_000)
  if (/^## .*\n+### (Major|Minor|Patch) Changes$/m.test(head)) return 'changesets'
  if (/keepachangelog\.com/i.test(head) || /^### (Added|Changed|Deprecated|Removed|Fixed|Security|추가|변경|수정|제거)$/m.test(head)) return 'keepAChangelog'
  if (/^#{1,3} (<small>)?\[?v?\d+\.\d+\.\d+[^\n]*(\(\d{4}-\d\d-\d\d\)|compare\/)/m.test(head)) return 'conventionalChangelog'
  return head.split('\n').length < 15 && /https?:\/\//.test(head) ? 'pointer' : 'other'
}
