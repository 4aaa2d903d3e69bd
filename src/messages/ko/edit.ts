import { once } from '../../repo/once.ts'

export interface Place {
  readonly path: string
  readonly line: number
  readonly column: number
}

const at = ({ path, line, column }: Place): string => `${path}:${line}:${column}`

/** Sentences of src/edit. */
export const edit = once(() => ({
  errors: {
    keysUnsupported: ({ path }: { readonly path: string }) =>
      `${path}: JSON, YAML, TOML 파일이 아니어서 키를 설정할 수 없습니다. 확장자가 .json, .jsonc, .yaml, .yml, .toml 중 하나인 파일을 선택하세요.`,
    keysSyntax: (details: Place & { readonly problem: string }) =>
      `${at(details)}: 읽을 수 없습니다(${details.problem}). 해당 위치를 고친 뒤 명령을 다시 실행하세요.`,
    keysDuplicate: (details: Place & { readonly key: string }) =>
      `${at(details)}: ${details.key} 키가 중복되었습니다. 하나만 남기고 명령을 다시 실행하세요.`,
    keysManyDocuments: (details: Place) =>
      `${at(details)}: 여기서 두 번째 YAML 문서가 시작됩니다. 키는 문서가 하나인 파일에만 설정할 수 있습니다. 파일을 나누거나 직접 수정하세요.`,
    keysShared: (details: Place & { readonly key: string, readonly anchor: string }) =>
      `${at(details)}: ${details.key} 값을 ${details.anchor === '<<' ? '병합 키(<<)' : `앵커 &${details.anchor}`}(으)로 파일의 다른 곳과 함께 쓰고 있습니다. `
      + '앵커나 별칭 없이 필요한 곳에 값을 직접 적은 뒤 명령을 다시 실행하세요.',
    keysNotContainer: (details: Place & { readonly key: string, readonly found: 'list' | 'map' | 'value' }) =>
      `${at(details)}: ${details.key === '' ? '문서 전체' : details.key}의 값이 ${{ list: '목록', map: '맵', value: '단일 값' }[details.found]}이어서 그 안에 ${details.found === 'list' ? '이름 있는 키' : '키'}를 설정할 수 없습니다. 맵으로 바꾸거나 지운 뒤 명령을 다시 실행하세요.`,
    keysIndex: (details: Place & { readonly key: string, readonly length: number }) =>
      `${at(details)}: ${details.key}은(는) 목록의 끝을 벗어났습니다(항목 ${details.length}개). ${details.length} 이하의 인덱스를 사용하세요.`,
    keysInexpressible: ({ path, key, what }: { readonly path: string, readonly key: string, readonly what: 'null' | 'surrogate' | 'number' | 'mixed' }) =>
      `${path}: ${key} 값을 쓸 수 없습니다. TOML은 ${{ null: 'null을', surrogate: '짝이 없는 서로게이트 문자를', number: '이런 숫자를', mixed: '테이블 배열 안에 테이블이 아닌 값을' }[what]} 표현하지 못합니다. 다른 값을 쓰거나 생략하세요.`,
    blockUnsupported: ({ path }: { readonly path: string }) =>
      `${path}: 이 파일 형식의 주석 문법을 알 수 없어 관리 블록을 표시할 수 없습니다. 다른 파일을 쓰거나 파일 전체를 관리하도록 컨벤션을 바꾸세요.`,
    blockDamaged: (details: { readonly path: string, readonly id: string, readonly line: number, readonly other?: number, readonly damage: 'noEnd' | 'noBegin' | 'twice' | 'nested' }) => {
      const { path, id, line, damage } = details
      const other = String(details.other)
      return {
        noEnd: `${path}:${line}: "${id}" 블록이 여기서 시작하지만 끝나지 않습니다. 마지막 줄 뒤에 "conventions:end ${id}"를 넣거나 시작 줄을 지우세요.`,
        noBegin: `${path}:${line}: "${id}" 블록의 끝 표시${details.other === undefined ? '는 있지만 시작 표시가 없습니다' : `가 ${other}번째 줄의 시작 표시보다 앞에 있습니다`}. 잘못된 표시 줄을 지우세요.`,
        twice: `${path}:${line}: "${id}" 블록이 중복되었습니다(처음은 ${other}번째 줄). 하나를 지우세요.`,
        nested: `${path}:${line}: ${other}번째 줄에서 시작하는 "${id}" 블록 안에 다른 블록의 표시가 있습니다. 두 블록을 분리하세요.`,
      }[damage]
    },
    quoteControl: ({ text }: { text: string }) =>
      `${text}에 제어 문자가 있습니다. Brewfile과 스크립트에는 쓸 수 없으니 설정에서 빼세요.`,
    quoteNul: ({ text }: { readonly text: string }) =>
      `${text}에 NUL 문자가 있어 셸에 전달할 수 없습니다. 설정에서 이 문자를 지우세요.`,
  },
}))
