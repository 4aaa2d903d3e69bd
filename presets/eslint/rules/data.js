// @ts-check
import { table } from './table.js'

/** JSON, with or without comments (@eslint/json 2). */
export const json = table({
  'json/no-duplicate-keys': ['R', 'The later key of one name replaces the earlier one.', '같은 이름의 뒤 키가 앞의 것을 대체합니다.'],
  'json/no-empty-keys': ['R', 'A key without a name is a leftover.', '이름 없는 키는 남은 것입니다.'],
  'json/no-unnormalized-keys': ['R', 'A decomposed key looks the same and is another one.', '자모가 풀린 키는 같아 보여도 다른 키입니다.'],
  'json/no-unsafe-values': ['R', 'Parsers disagree about the value.', '파서마다 값을 다르게 읽습니다.'],
})

/** YAML (eslint-plugin-yml 3). */
export const yaml = table({
  'yml/no-empty-mapping-value': ['S', 'A key without a value is null: mostly something forgotten.', '값 없는 키는 null이며 대부분 잊은 것입니다.'],
  'yml/no-empty-sequence-entry': ['R', 'An entry without a value is null.', '값 없는 항목은 null입니다.'],
  'yml/no-empty-key': ['R', 'A key without a name is a leftover.', '이름 없는 키는 남은 것입니다.'],
  'yml/no-irregular-whitespace': ['R', 'Spaces that look like others change what is read.', '다르게 생긴 공백은 읽히는 것을 바꿉니다.'],
  'yml/no-tab-indent': ['R', 'YAML is not indented by tabs.', 'YAML은 탭으로 들여쓰지 않습니다.'],
  'yml/no-empty-document': ['S', 'A file without content is a leftover.', '내용이 없는 파일은 남은 것입니다.'],
})

/** Markdown (@eslint/markdown 8). */
export const markdown = table({
  'markdown/no-duplicate-definitions': ['R', 'Of two link targets of one name one is lost.', '이름이 같은 두 링크 대상 중 하나를 잃습니다.'],
  'markdown/no-empty-definitions': ['R', 'The link leads nowhere.', '링크가 가는 곳이 없습니다.'],
  'markdown/no-empty-images': ['R', 'The image has no address.', '그림에 주소가 없습니다.'],
  'markdown/no-empty-links': ['R', 'The link leads nowhere.', '링크가 가는 곳이 없습니다.'],
  'markdown/no-reversed-media-syntax': ['R', '(text)[address] is no link.', '(글)[주소]는 링크가 아닙니다.'],
  'markdown/table-column-count': ['R', 'Cells beyond the header are not shown.', '머리줄을 넘는 칸은 보이지 않습니다.'],
  'markdown/heading-increment': ['S', 'Headings go down one level at a time.', '제목은 한 단계씩 내려갑니다.'],
  'markdown/no-missing-link-fragments': ['S', 'The place in the page is not there.', '문서 안의 그 자리가 없습니다.'],
  'markdown/require-alt-text': ['S', 'Who cannot see the image reads its text.', '그림을 볼 수 없는 사람은 대체 글을 읽습니다.'],
})

/** package.json (eslint-plugin-package-json 1). */
export const packageJson = table({
  'package-json/unique-dependencies': ['R', 'Of two entries for one package one is lost.', '한 패키지의 두 항목 중 하나를 잃습니다.'],
  'package-json/valid-name': ['R', 'The registry refuses the name.', '레지스트리가 거부하는 이름입니다.'],
  'package-json/valid-version': ['R', 'The registry refuses the version.', '레지스트리가 거부하는 버전입니다.'],
  'package-json/valid-bin': ['R', 'The program would not be found.', '프로그램을 찾을 수 없게 됩니다.'],
  'package-json/valid-scripts': ['R', 'A script that is no text does not run.', '글이 아닌 스크립트는 실행되지 않습니다.'],
  'package-json/valid-dependencies': ['R', 'The range cannot be read.', '버전 범위를 읽을 수 없습니다.'],
  'package-json/valid-devDependencies': ['R', 'The range cannot be read.', '버전 범위를 읽을 수 없습니다.'],
  'package-json/valid-peerDependencies': ['R', 'The range cannot be read.', '버전 범위를 읽을 수 없습니다.'],
  'package-json/valid-engines': ['R', 'The range cannot be read.', '버전 범위를 읽을 수 없습니다.'],
  'package-json/valid-license': ['S', 'The licence is one that tools know.', '도구가 아는 라이선스여야 합니다.'],
  'package-json/sort-collections': ['S', 'One order: no needless conflicts.', '순서가 하나면 쓸데없는 충돌이 없습니다.', ['devDependencies', 'dependencies', 'peerDependencies', 'optionalDependencies']],
  'package-json/no-redundant-files': ['S', 'npm packs them anyway.', 'npm이 어차피 포함하는 파일입니다.'],
})
