import { once } from '../../repo/once.ts'
import type { Shown, ValueType, Where } from '../../config/show.ts'
import type { Expected } from '../../config/validate.ts'
import { features } from './features.ts'
import { provision } from './provision.ts'

const types: Readonly<Record<ValueType, string>> = {
  string: 'text', number: 'a number', boolean: 'true or false', null: 'nothing (null)', object: 'an object', array: 'a list',
}

/** Rules of valibot that a schema states without words of its own. */
const rules: Readonly<Record<string, (requirement: string) => string>> = {
  min_length: (least) => least === '1' ? 'something that is not empty' : `a length of at least ${least}`,
  max_length: (most) => `a length of at most ${most}`,
  min_value: (least) => `a number of at least ${least}`,
  max_value: (most) => `a number of at most ${most}`,
  integer: () => 'a whole number',
  non_empty: () => 'something that is not empty',
}

const at = ({ kind, name, line, column }: Where): string =>
  `${kind === 'preset' ? 'preset ' : ''}${[name, line, column].filter((part) => part !== undefined).join(':')}`
const path = (text: string): string => text === '' ? '' : `${text}: `
const list = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
const meant = (nearest: string | undefined): string => nearest === undefined ? '' : ` Did you mean ${nearest}?`
/** "An object" is no news where the type is right and its content is not. */
const saysNothing = (expected: readonly Expected[], { text }: Shown): boolean => text === undefined && expected.every((one) => 'rule' in one)
const shown = ({ type, text }: Shown): string => text ?? types[type]

function wanted(expected: readonly Expected[]): string {
  return list([...new Set(expected.map((one) => {
    if ('type' in one) return types[one.type]
    if ('value' in one) return JSON.stringify(one.value)
    const words: Readonly<Record<string, string>> = { ...features().expected, ...provision().expected }
    return one.code === '' ? rules[one.rule]?.(one.requirement) ?? `${one.rule.replaceAll('_', ' ')} ${one.requirement}`.trim() : words[one.code] ?? one.code
  }))])
}

/** Sentences of src/config. */
export const config = once(() => ({
  errors: {
    configMissing: ({ path: root }: { path: string }) =>
      `There is no convention in ${root} yet (no conventions.config.yaml, .ts, .js or .json). Run \`npm create conventions\` there, or \`conventions init\`.`,
    configTwice: ({ files }: { files: readonly string[] }) =>
      `There is more than one config: ${files.join(', ')}. Keep one of them and delete the others.`,
    configSyntax: ({ where, language, problem }: { where: Where, language: string, problem: string }) =>
      `${at(where)}: this is not valid ${language}: ${problem}.`.replace(/\.\.$/, '.'),
    configMergeMarkers: ({ where }: { where: Where }) =>
      `${at(where)}: git left a merge conflict here. Decide it and delete the markers.`,
    configDuplicateKey: ({ where, key }: { where: Where, key: string }) =>
      `${at(where)}: the key ${key} is there twice. Put both into one.`,
    configTab: ({ where }: { where: Where }) =>
      `${at(where)}: YAML is not indented with tabs. Use spaces.`,
    configKeyType: ({ where }: { where: Where }) =>
      `${at(where)}: this key is a list or an object. Keys are text.`,
    configNotObject: ({ where, found }: { where: Where, found: Shown }) =>
      `${at(where)}: expected an object with sections such as \`commits\`, found ${shown(found)}.`,
    configNotData: ({ where, path: at_, found }: { where: Where, path: string, found: string }) =>
      `${at(where)}: ${path(at_)}expected plain data (text, numbers, true, false, lists, objects), found ${found === 'nesting' ? 'a value that holds itself or is nested too deep' : `a value of the kind ${found}`}.`,
    configUnknownKey: ({ where, path: at_, key, nearest, known }: { where: Where, path: string, key: string, nearest: string | undefined, known: readonly string[] }) =>
      `${at(where)}: ${at_}: there is no key ${key} here.${meant(nearest)} ${nearest === undefined ? `Known: ${known.join(', ')}.` : ''}`.trim(),
    configForbiddenKey: ({ where, path: at_ }: { where: Where, path: string }) =>
      `${at(where)}: ${at_}: this name means something to JavaScript and is not allowed. Choose another one.`,
    configKeyMissing: ({ where, path: at_ }: { where: Where, path: string }) =>
      `${at(where)}: ${at_} is missing. Add it.`,
    configKey: ({ where, path: at_, expected, found }: { where: Where, path: string, expected: readonly Expected[], found: Shown }) =>
      `${at(where)}: ${at_}: the name ${shown(found)} will not do: expected ${wanted(expected)}.`,
    configValue: ({ where, path: at_, expected, found, nearest }: { where: Where, path: string, expected: readonly Expected[], found: Shown, nearest: string | undefined }) =>
      `${at(where)}: ${path(at_)}expected ${wanted(expected)}${saysNothing(expected, found) ? '' : `, found ${shown(found)}`}.${meant(nearest)}`,
    configThrew: ({ where, problem }: { where: Where, problem: string }) =>
      `${at(where)}: the config could not be run: ${problem}`,
    configModuleMissing: ({ where, problem }: { where: Where, problem: string }) =>
      `${at(where)}: the config imports something that is not there: ${problem} Install the dependencies, or correct the import.`,
    configModuleTypeScript: ({ where, problem }: { where: Where, problem: string }) =>
      `${at(where)}: the config imports TypeScript from node_modules, which Node does not run: ${problem} Import the package's JavaScript.`,
    configNoDefault: ({ where, exports }: { where: Where, exports: readonly string[] }) =>
      `${at(where)}: the config exports nothing by default${exports.length === 0 ? '' : ` (only ${exports.join(', ')})`}. Write \`export default defineConfig({ … })\`.`,
    configPromise: ({ where }: { where: Where }) =>
      `${at(where)}: the config exports a promise. Write \`export default await …\`.`,
    configFunction: ({ where }: { where: Where }) =>
      `${at(where)}: the config exports a function. Export the object that it returns.`,
    featuresInData: ({ where }: { where: Where }) =>
      `${at(where)}: \`features\` brings in code, which only a conventions.config.ts or .js can. A section of a feature is a key of its own.`,
    featureInvalid: ({ where, index, missing }: { where: Where, index: number | undefined, missing: string | undefined }) => index === undefined
      ? `${at(where)}: features: expected a list of imported features.`
      : `${at(where)}: features[${index}]: this is no feature${missing === undefined ? '' : `, its \`${missing}\` is absent or wrong`}. Make it with defineFeature, and import its JavaScript.`,
    featureClash: ({ where, index, name }: { where: Where, index: number, name: string }) =>
      `${at(where)}: features[${index}]: the name ${name} is taken. Use one of the two features, or rename one.`,
    presetUnknown: ({ where, spec, nearest, known }: { where: Where, spec: string, nearest: string | undefined, known: readonly string[] }) =>
      `${at(where)}: there is no preset ${spec}, neither here (${known.join(', ')}) nor in node_modules.${meant(nearest)}`,
    presetPackageMissing: ({ where, name }: { where: Where, name: string }) =>
      `${at(where)}: the preset ${name} is not in node_modules. Install it (\`npm install -D ${name}\`), or name a git+https:// address.`,
    presetPackageEmpty: ({ where, name, looked }: { where: Where, name: string, looked: readonly string[] }) =>
      `${at(where)}: the package ${name} has no preset as data: none of ${looked.join(', ')}, no \`conventions\` in its package.json. If its preset is code, import it in a conventions.config.ts and use mergeConfig.`,
    presetFileMissing: ({ where, spec, path: file }: { where: Where, spec: string, path: string }) =>
      `${at(where)}: the preset ${spec} names ${file}, and there is no such file.`,
    presetFileDot: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} looks like a file. Begin it with ./ to say so.`,
    presetSpec: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} names no preset. Use the name of a shipped preset, a package, a file (./x.yaml) or git+https://host/repository.git#<tag or commit>.`,
    presetOutside: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: the preset ${spec} is refused: a preset file is named by a path that begins with ./ or ../, has "/" between its parts and stays inside the repository (of a package: inside the package).`,
    presetCode: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: the preset ${spec} is not YAML or JSON. Presets are data; import code in a conventions.config.ts and use mergeConfig.`,
    presetProtocol: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: the preset ${spec} is refused: only git+https://, git+ssh:// and git+file:// addresses are fetched.`,
    presetCredentials: ({ where }: { where: Where, spec: string }) =>
      `${at(where)}: the address of a preset holds a user name or password, which would be committed. Take it out; git's credential helper or an ssh key gives access.`,
    presetRefMissing: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: the preset ${spec} needs a tag or a commit: …#v1.2.0, or …#<whole commit hash>.`,
    presetRef: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: the preset ${spec} is refused: what follows the # is not the name of a tag and not a commit hash.`,
    presetNotAllowed: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: this preset may not name ${spec}. A fetched preset builds on shipped presets and other fetched ones only, a package's preset on no git+file:// address.`,
    presetCycle: ({ where, chain }: { where: Where, chain: string }) =>
      `${at(where)}: presets extend each other in a circle: ${chain}. Take one of them out.`,
    presetTooMany: ({ where, deepest, most }: { where: Where, deepest: number, most: number }) =>
      `${at(where)}: too many presets: at most ${deepest} may build on each other, ${most} in all.`,
    presetFetch: ({ where, spec, problem }: { where: Where, spec: string, problem: string }) =>
      `${at(where)}: the preset ${spec} could not be fetched: ${problem}. Check the address, the network and your access.`.replace('..', '.'),
    presetNoTag: ({ where, spec, ref }: { where: Where, spec: string, ref: string }) =>
      `${at(where)}: the preset ${spec} has no tag and no commit ${ref}. A branch will not do: it moves. Name a tag, or the whole hash of a commit.`,
    presetRemoteEmpty: ({ where, spec, looked }: { where: Where, spec: string, looked: readonly string[] }) =>
      `${at(where)}: the preset ${spec} has no file ${list(looked)} (of at most 1 MB). Name it with ?path=… before the #.`,
    presetNotLocked: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: the preset ${spec} was never fetched, and nothing is fetched here. Run \`conventions apply\` with network once and commit .conventions/lock.json.`,
    presetLockBroken: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: what .conventions/lock.json holds of the preset ${spec} was changed by hand. Restore the file from git, or delete that entry of \`presets\` to fetch it again.`,
  },
  /** Comments of a new config. */
  comments: {
    header: 'The conventions of this repository. `npx conventions diff` shows what a change here would do, `apply` does it.',
    extends: 'Presets come first, what is below changes them. A section that is absent is as the presets say; `false` switches it off.',
  },
}))
