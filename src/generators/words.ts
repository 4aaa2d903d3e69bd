// Words of the config: without the libraries behind them, for every start loads this.

/** The forms that a name can be offered in. */
export const nameCases = ['kebab', 'camel', 'pascal', 'snake', 'constant', 'dot', 'any'] as const
export type NameCase = typeof nameCases[number]

/** The folders of `templates/generators/`. */
export const shippedGenerators = [
  'adr', 'component', 'generator', 'github-action', 'k8s-operator', 'k8s-service', 'ktor-service', 'module', 'package', 'preset', 'rfc', 'spring-service',
] as const
