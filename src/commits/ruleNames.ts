/** Rules that `commits.rules` may name: those of @commitlint/rules 21, and our own (see `pluginRules`). Apart from them, so that a config loads neither. */
export const ruleNames: readonly string[] = [
  'body-case', 'body-empty', 'body-full-stop', 'body-leading-blank', 'body-max-length', 'body-max-line-length', 'body-min-length',
  'breaking-change-exclamation-mark',
  'footer-empty', 'footer-leading-blank', 'footer-max-length', 'footer-max-line-length', 'footer-min-length',
  'header-case', 'header-full-stop', 'header-max-length', 'header-min-length', 'header-trim',
  'references-empty',
  'scope-case', 'scope-delimiter-style', 'scope-empty', 'scope-enum', 'scope-max-length', 'scope-min-length',
  'signed-off-by',
  'subject-case', 'subject-empty', 'subject-exclamation-mark', 'subject-full-stop', 'subject-max-length', 'subject-min-length',
  'trailer-exists',
  'type-case', 'type-empty', 'type-enum', 'type-max-length', 'type-min-length',
  'conventions/emoji', 'conventions/ticket', 'conventions/scope-pattern', 'conventions/scope-required', 'conventions/body-required',
  'conventions/trailer-required', 'conventions/trailer-forbidden',
]

/** Whether a value says a rule as commitlint 21 takes it: a level 0 to 2, alone or as `[level, 'always' | 'never', value]`. */
export function isRuleSetting(rule: unknown): boolean {
  if (!Array.isArray(rule)) return isLevel(rule)
  const [level, when] = rule as readonly unknown[]
  return rule.length <= 3 && isLevel(level) && (when === undefined || when === 'always' || when === 'never')
}

function isLevel(value: unknown): boolean {
  return value === 0 || value === 1 || value === 2
}
