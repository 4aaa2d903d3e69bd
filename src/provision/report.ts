import * as v from 'valibot'

const status = v.picklist(['ok', 'missing', 'outdated', 'wrong-arch', 'off-path', 'untrusted', 'blocked', 'unmapped', 'failed'])

const item = v.strictObject({
  id: v.string(), title: v.string(),
  kind: v.picklist(['homebrew', 'tools', 'package', 'app', 'runtime', 'extension', 'step', 'env']),
  required: v.boolean(),
  status: v.pipe(status, v.description('untrusted: from a tap that the config does not trust; blocked: waits for `detail`; unmapped: no manager here has a name for it.')),
  manager: v.pipe(v.nullable(v.picklist(['brew', 'apt', 'dnf', 'mise', 'mas', 'code', 'winget'])), v.description('Who would install it here.')),
  detail: v.pipe(v.nullable(v.string()), v.description('The version found, what it waits for, where it is, or where it says how it is installed.')),
})

/** The JSON document of `conventions provision`. */
export const reportSchema = v.strictObject({
  schemaVersion: v.literal(1),
  ok: v.pipe(v.boolean(), v.description('Whether everything that is required is there.')),
  checkedOnly: v.boolean(),
  items: v.array(item),
  unmapped: v.pipe(v.array(v.strictObject({ id: v.string(), managers: v.array(v.picklist(['brew', 'apt', 'dnf', 'winget'])) })),
    v.description('Names that a package manager lacks, on any system.')),
  code: v.pipe(v.array(v.strictObject({ path: v.string(), line: v.string() })), v.description('Lines of Brewfiles that are programs: never run here.')),
  generated: v.array(v.strictObject({ path: v.string(), state: v.picklist(['current', 'behind', 'edited']) })),
})
export type Report = v.InferOutput<typeof reportSchema>
export type ReportItem = v.InferOutput<typeof item>

/** The JSON document of `conventions doctor`. */
export const doctorSchema = v.strictObject({
  ok: v.pipe(v.boolean(), v.description('Whether no probe has a problem.')),
  fixed: v.array(v.string()),
  probes: v.array(v.strictObject({
    id: v.string(), feature: v.string(),
    ok: v.optional(v.pipe(v.boolean(), v.description('Absent: it cannot be told here.'))),
    expectation: v.string(), found: v.optional(v.string()), fix: v.string(),
    ask: v.optional(v.looseObject({})),
  })),
})

/** An event of the script's `--porcelain`. */
export type ScriptEvent =
  | { readonly type: 'start', readonly ids: readonly string[] }
  | { readonly type: 'item', readonly item: Omit<ReportItem, 'title'> }

/** A line of `--porcelain`; undefined for what is none. */
export function parseEvent(line: string): ScriptEvent | undefined {
  const [type, id = '', kind, need, state, manager = '', detail = ''] = line.split('\t')
  if (type === 'start') return { type, ids: id.split(' ') }
  if (type !== 'item') return undefined
  const said = { id, kind, required: need === 'required', status: state, manager: manager === '' ? null : manager, detail: detail === '' ? null : detail }
  const parsed = v.safeParse(v.omit(item, ['title']), said)
  return parsed.success ? { type, item: parsed.output } : undefined
}
