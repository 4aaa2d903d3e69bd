import { once } from '../../repo/once.ts'
import type { Shown, ValueType, Where } from '../../config/show.ts'
import type { Expected } from '../../config/validate.ts'
import { features } from './features.ts'
import { provision } from './provision.ts'

const types: Readonly<Record<ValueType, string>> = {
  string: '텍스트', number: '숫자', boolean: 'true 또는 false', null: '빈 값(null)', object: '객체', array: '목록',
}

/** 스키마가 따로 설명하지 않는 valibot 규칙. */
const rules: Readonly<Record<string, (requirement: string) => string>> = {
  min_length: (least) => least === '1' ? '비어 있지 않은 값' : `길이 ${least} 이상`,
  max_length: (most) => `길이 ${most} 이하`,
  min_value: (least) => `${least} 이상의 숫자`,
  max_value: (most) => `${most} 이하의 숫자`,
  integer: () => '정수',
  non_empty: () => '비어 있지 않은 값',
}

const at = ({ kind, name, line, column }: Where): string =>
  `${kind === 'preset' ? '프리셋 ' : ''}${[name, line, column].filter((part) => part !== undefined).join(':')}`
const path = (text: string): string => text === '' ? '' : `${text}: `
const list = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} 또는 ${words.at(-1) ?? ''}`
const meant = (nearest: string | undefined): string => nearest === undefined ? '' : ` 혹시 ${nearest} 아닌가요?`
/** 타입은 맞고 내용이 틀린 경우 "객체"라는 말은 도움이 되지 않는다. */
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
      `${root}에 아직 컨벤션이 없습니다(conventions.config.yaml, .ts, .js, .json 없음). 그곳에서 \`npm create conventions\` 또는 \`conventions init\`을 실행해 주세요.`,
    configTwice: ({ files }: { files: readonly string[] }) =>
      `설정 파일이 둘 이상입니다: ${files.join(', ')}. 하나만 남기고 지워 주세요.`,
    configSyntax: ({ where, language, problem }: { where: Where, language: string, problem: string }) =>
      `${at(where)}: ${language} 문법 오류입니다: ${problem}`,
    configMergeMarkers: ({ where }: { where: Where }) =>
      `${at(where)}: git 병합 충돌이 남아 있습니다. 충돌을 해결하고 표시를 지워 주세요.`,
    configDuplicateKey: ({ where, key }: { where: Where, key: string }) =>
      `${at(where)}: ${key} 키가 두 번 나옵니다. 하나로 합쳐 주세요.`,
    configTab: ({ where }: { where: Where }) =>
      `${at(where)}: YAML은 탭으로 들여쓸 수 없습니다. 공백을 써 주세요.`,
    configKeyType: ({ where }: { where: Where }) =>
      `${at(where)}: 키가 목록이거나 객체입니다. 키는 텍스트여야 합니다.`,
    configNotObject: ({ where, found }: { where: Where, found: Shown }) =>
      `${at(where)}: \`commits\` 같은 섹션이 든 객체여야 하는데 ${shown(found)}입니다.`,
    configNotData: ({ where, path: at_, found }: { where: Where, path: string, found: string }) =>
      `${at(where)}: ${path(at_)}텍스트, 숫자, true, false, 목록, 객체만 쓸 수 있는데 ${found === 'nesting' ? '자기 자신을 담고 있거나 너무 깊은 값' : `${found} 값`}입니다.`,
    configUnknownKey: ({ where, path: at_, key, nearest, known }: { where: Where, path: string, key: string, nearest: string | undefined, known: readonly string[] }) =>
      `${at(where)}: ${at_}: 여기에는 ${key} 키가 없습니다.${meant(nearest)} ${nearest === undefined ? `쓸 수 있는 키: ${known.join(', ')}` : ''}`.trim(),
    configForbiddenKey: ({ where, path: at_ }: { where: Where, path: string }) =>
      `${at(where)}: ${at_}: JavaScript에서 특별한 뜻을 가진 이름이라 쓸 수 없습니다. 다른 이름을 골라 주세요.`,
    configKeyMissing: ({ where, path: at_ }: { where: Where, path: string }) =>
      `${at(where)}: ${at_} 값이 없습니다. 추가해 주세요.`,
    configKey: ({ where, path: at_, expected, found }: { where: Where, path: string, expected: readonly Expected[], found: Shown }) =>
      `${at(where)}: ${at_}: ${shown(found)}은(는) 이름으로 쓸 수 없습니다. 필요한 것: ${wanted(expected)}.`,
    configValue: ({ where, path: at_, expected, found, nearest }: { where: Where, path: string, expected: readonly Expected[], found: Shown, nearest: string | undefined }) =>
      `${at(where)}: ${path(at_)}${saysNothing(expected, found) ? '' : `${shown(found)}은(는) 쓸 수 없습니다. `}필요한 것: ${wanted(expected)}.${meant(nearest)}`,
    configThrew: ({ where, problem }: { where: Where, problem: string }) =>
      `${at(where)}: 설정을 실행하지 못했습니다: ${problem}`,
    configModuleMissing: ({ where, problem }: { where: Where, problem: string }) =>
      `${at(where)}: 설정이 가져오는 모듈이 없습니다: ${problem} 의존성을 설치하거나 import를 고쳐 주세요.`,
    configModuleTypeScript: ({ where, problem }: { where: Where, problem: string }) =>
      `${at(where)}: 설정이 node_modules의 TypeScript를 가져오는데, Node는 이를 실행하지 않습니다: ${problem} 패키지의 JavaScript를 가져와 주세요.`,
    configNoDefault: ({ where, exports }: { where: Where, exports: readonly string[] }) =>
      `${at(where)}: 설정에 default export가 없습니다${exports.length === 0 ? '' : `(${exports.join(', ')}만 있음)`}. \`export default defineConfig({ … })\`로 써 주세요.`,
    configPromise: ({ where }: { where: Where }) =>
      `${at(where)}: 설정이 프로미스를 내보냅니다. \`export default await …\`로 써 주세요.`,
    configFunction: ({ where }: { where: Where }) =>
      `${at(where)}: 설정이 함수를 내보냅니다. 함수가 돌려주는 객체를 내보내 주세요.`,
    featuresInData: ({ where }: { where: Where }) =>
      `${at(where)}: \`features\`는 코드를 가져오므로 conventions.config.ts나 .js에서만 쓸 수 있습니다. 기능의 섹션은 각자의 키로 씁니다.`,
    featureInvalid: ({ where, index, missing }: { where: Where, index: number | undefined, missing: string | undefined }) => index === undefined
      ? `${at(where)}: features: 가져온 기능의 목록이어야 합니다.`
      : `${at(where)}: features[${index}]: 기능이 아닙니다${missing === undefined ? '' : `(\`${missing}\`이(가) 없거나 잘못됨)`}. defineFeature로 만든 것을 JavaScript로 가져와 주세요.`,
    featureClash: ({ where, index, name }: { where: Where, index: number, name: string }) =>
      `${at(where)}: features[${index}]: ${name}은(는) 이미 쓰이는 이름입니다. 둘 중 하나만 쓰거나 이름을 바꿔 주세요.`,
    presetUnknown: ({ where, spec, nearest, known }: { where: Where, spec: string, nearest: string | undefined, known: readonly string[] }) =>
      `${at(where)}: ${spec} 프리셋이 없습니다. 내장 프리셋(${known.join(', ')})에도 node_modules에도 없습니다.${meant(nearest)}`,
    presetPackageMissing: ({ where, name }: { where: Where, name: string }) =>
      `${at(where)}: ${name} 프리셋이 node_modules에 없습니다. 설치하거나(\`npm install -D ${name}\`) git+https:// 주소를 써 주세요.`,
    presetPackageEmpty: ({ where, name, looked }: { where: Where, name: string, looked: readonly string[] }) =>
      `${at(where)}: ${name} 패키지에 데이터로 된 프리셋이 없습니다. ${looked.join(', ')}도, package.json의 \`conventions\`도 없습니다. 프리셋이 코드라면 conventions.config.ts에서 가져와 mergeConfig로 합쳐 주세요.`,
    presetFileMissing: ({ where, spec, path: file }: { where: Where, spec: string, path: string }) =>
      `${at(where)}: ${spec} 프리셋이 가리키는 ${file} 파일이 없습니다.`,
    presetFileDot: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec}은(는) 파일처럼 보입니다. 파일이라면 ./로 시작해 주세요.`,
    presetSpec: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec}은(는) 프리셋이 아닙니다. 내장 프리셋 이름, 패키지, 파일(./x.yaml), git+https://호스트/저장소.git#<태그 또는 커밋> 가운데 하나를 써 주세요.`,
    presetOutside: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} 프리셋을 거부합니다. 프리셋 파일의 경로는 ./ 또는 ../로 시작하고 "/"로 나누며, 저장소 안(패키지의 프리셋이면 패키지 안)에 있어야 합니다.`,
    presetCode: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} 프리셋은 YAML도 JSON도 아닙니다. 프리셋은 데이터입니다. 코드는 conventions.config.ts에서 가져와 mergeConfig로 합쳐 주세요.`,
    presetProtocol: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} 프리셋을 거부합니다. git+https://, git+ssh://, git+file:// 주소만 가져옵니다.`,
    presetCredentials: ({ where }: { where: Where, spec: string }) =>
      `${at(where)}: 프리셋 주소에 사용자 이름이나 비밀번호가 있어 그대로 커밋됩니다. 주소에서 빼고 git credential helper나 ssh 키를 써 주세요.`,
    presetRefMissing: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} 프리셋에는 태그나 커밋이 필요합니다: …#v1.2.0 또는 …#<커밋 해시 전체>.`,
    presetRef: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} 프리셋을 거부합니다. # 뒤가 태그 이름도 커밋 해시도 아닙니다.`,
    presetNotAllowed: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: 이 프리셋은 ${spec}을(를) 쓸 수 없습니다. 원격 프리셋은 내장 프리셋과 다른 원격 프리셋만, 패키지의 프리셋은 git+file:// 이외의 것만 확장할 수 있습니다.`,
    presetCycle: ({ where, chain }: { where: Where, chain: string }) =>
      `${at(where)}: 프리셋이 서로를 확장합니다: ${chain}. 그중 하나를 빼 주세요.`,
    presetTooMany: ({ where, deepest, most }: { where: Where, deepest: number, most: number }) =>
      `${at(where)}: 프리셋이 너무 많습니다. 최대 ${deepest}단계, 모두 ${most}개까지입니다.`,
    presetFetch: ({ where, spec, problem }: { where: Where, spec: string, problem: string }) =>
      `${at(where)}: ${spec} 프리셋을 가져오지 못했습니다: ${problem} 주소, 네트워크, 접근 권한을 확인해 주세요.`,
    presetNoTag: ({ where, spec, ref }: { where: Where, spec: string, ref: string }) =>
      `${at(where)}: ${spec} 프리셋에 ${ref} 태그나 커밋이 없습니다. 브랜치는 움직이므로 쓸 수 없습니다. 태그나 커밋 해시 전체를 써 주세요.`,
    presetRemoteEmpty: ({ where, spec, looked }: { where: Where, spec: string, looked: readonly string[] }) =>
      `${at(where)}: ${spec} 프리셋에 ${list(looked)} 파일(1 MB 이하)이 없습니다. # 앞에 ?path=…로 지정해 주세요.`,
    presetNotLocked: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: ${spec} 프리셋을 아직 가져온 적이 없고, 여기서는 가져오지 않습니다. 네트워크가 되는 곳에서 \`conventions apply\`를 한 번 실행하고 .conventions/lock.json을 커밋해 주세요.`,
    presetLockBroken: ({ where, spec }: { where: Where, spec: string }) =>
      `${at(where)}: .conventions/lock.json에 있는 ${spec} 프리셋의 내용이 바뀌었습니다. git에서 파일을 되돌리거나, \`presets\`의 해당 항목을 지워 다시 가져와 주세요.`,
  },
  /** Comments of a new config. */
  comments: {
    header: '이 저장소의 컨벤션입니다. `npx conventions diff`는 여기서 바꾼 것이 무엇을 바꾸는지 보여 주고, `apply`가 적용합니다.',
    extends: '프리셋이 먼저이고 아래 내용이 그 위에 덮입니다. 없는 섹션은 프리셋을 따르고, `false`는 섹션을 끕니다.',
  },
}))
