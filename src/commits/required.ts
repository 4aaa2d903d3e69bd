import type { CommitType } from './types.ts'

/** Whether a setting that says true, false or a list of types holds for `type`; a list holds for no unknown type. */
export function isRequired(required: boolean | readonly string[], type: Pick<CommitType, 'name'> | undefined): boolean {
  return typeof required === 'boolean' ? required : type !== undefined && required.includes(type.name)
}
